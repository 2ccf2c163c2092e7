"""The shop: its accounts and orders, what becomes due, and a record of all that it received."""

import heapq
from bisect import insort
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypedDict

from mock_site import acts
from mock_site.accounts import Account
from mock_site.acts import Act
from mock_site.clock import Clock
from mock_site.events import next_event
from mock_site.faults import STATE_KINDS, Fault, Faults
from mock_site.orders import EndReason, Order, OrderStatus
from mock_site.variants import Variant

UNPAID_REASONS = (
    "buyerDonotwantOrder",
    "buyerWantChangeProduct",
    "buyerChangeMailAddress",
    "buyerChangeCoupon",
    "buyerChangeLogistic",
    "buyerCannotPayment",
    "otherReasons",
)
PAID_REASONS = (
    "buyerDonotwantOrder",
    "freightCommitDayNotMatch",
    "sellerRiseOrderAmount",
    "sellerDidnotuseBuyerLogisticType",
    "buyerCannotContactSeller",
    "productNotEnough",
    "otherReasons",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the shop says to a buyer's act, and whether anything changed.

    `code` is cancelled, requested, refused_shipped, refused_state, unknown_reason or unknown_order.
    """

    changed: bool
    code: str


class LogEntry(TypedDict):
    """One state-changing request of a buyer; `at` is ISO 8601 in UTC."""

    at: str
    account: str | None
    action: str
    order: str | None
    changed: bool
    answer: str


class UnknownOrder(LookupError):
    """The shop has no order of this id."""

    def __init__(self, order_id: str) -> None:
        super().__init__(f"There is no order {order_id}.")


class Shop:
    """One world. Every act is synchronous, so acts on one order never overlap.

    While the payment is verified a buyer can cancel in the first `cancel_after_paying`, or all the
    time where the shop `cancels_while_verifying`: what is known of the real shop differs here.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        seed: int = 1,
        layout: str = "current",
        language: str = "en",
        variant: Variant | None = None,
        cancels_while_verifying: bool = False,
        cancel_after_paying: timedelta = timedelta(0),
    ) -> None:
        self.clock = clock
        self.seed = seed
        self.layout = layout
        self.language = language
        self.variant = variant or Variant()
        self.cancels_while_verifying = cancels_while_verifying
        self.cancel_after_paying = cancel_after_paying
        self.accounts: dict[str, Account] = {}
        self.orders: dict[str, Order] = {}
        self.faults = Faults()
        self.log: list[LogEntry] = []
        self._due: list[tuple[datetime, str]] = []
        self._oldest_first: dict[str, list[tuple[datetime, str]]] = {}
        self._shown_before: dict[str, tuple[datetime, Order]] = {}

    def keep_account(self, account: Account) -> None:
        """Keep an account as it is now."""
        self.accounts[account.username] = account

    def put(self, order: Order) -> None:
        """Keep an order as it is now."""
        if order.id not in self.orders:
            insort(self._oldest_first.setdefault(order.account, []), (order.placed_at, order.id))
        self.orders[order.id] = order
        if event := next_event(order):
            heapq.heappush(self._due, (event.at, order.id))

    def settle(self) -> datetime:
        """Let everything that is due by now happen, in the order of its time; returns that now."""
        now = self.clock.now()
        while self._due and self._due[0][0] <= now:
            at, order_id = heapq.heappop(self._due)
            order = self.orders[order_id]
            event = next_event(order)
            if event and event.at == at:  # else another act came between
                self.put(event.act(order, at))
        return now

    def wind(self, seconds: float) -> None:
        """Let this much shop time pass; raises ValueError where time can't go there."""
        self.clock.wind(seconds)
        self.settle()

    def orders_of(self, username: str) -> list[Order]:
        """A buyer's orders as the pages may show them now, newest first."""
        mine = reversed(self._oldest_first.get(username, []))
        return [self._as_shown(self.orders[order_id]) for _, order_id in mine]

    def order(self, username: str, order_id: str) -> Order | None:
        """One order of this buyer, as the pages may show it now."""
        order = self._own(username, order_id)
        return self._as_shown(order) if order else None

    def cancel_reasons(self, order: Order) -> tuple[str, ...]:
        return UNPAID_REASONS if order.status is OrderStatus.UNPAID else PAID_REASONS

    def cancel_allowed(self, order: Order) -> bool:
        """Whether the shop offers to cancel this order."""
        if order.status is OrderStatus.VERIFYING:
            return self.cancels_while_verifying or self._was_just_paid(order)
        return order.status in {OrderStatus.UNPAID, OrderStatus.TO_SHIP}

    def cancel(self, username: str, order_id: str, reason: str, note: str) -> Answer:
        """A buyer cancels, or asks to; honours the faults that concern the shop's state."""
        del note  # the seller reads it; nothing follows from it
        now = self.settle()
        fault = self.faults.take("cancel.submit", STATE_KINDS)
        order = self._own(username, order_id)
        if order and fault and fault.kind == "ships_now":
            order = self._shipped_if_possible(order, now)
        answer, after = self._cancelled(order, reason, now)
        if fault and fault.kind == "lie" and answer.changed:
            answer = replace(answer, changed=False)
        elif order and after:
            self._show_late(order, fault, now)
            self.put(after)
        self.record("cancel.submit", username, order_id, answer.changed, answer.code)
        return answer

    def change(self, order_id: str, act: Act) -> Order:
        """Let seller or platform act now; raises UnknownOrder, or NotPossible in this state."""
        now = self.settle()
        if order_id not in self.orders:
            raise UnknownOrder(order_id)
        order = act(self.orders[order_id], now)
        self.put(order)
        return order

    def record(
        self, action: str, account: str | None, order: str | None, changed: bool, answer: str
    ) -> None:
        """Keep in the log what a buyer sent and what was answered."""
        self.log.append(
            LogEntry(
                at=iso(self.clock.now()),
                account=account,
                action=action,
                order=order,
                changed=changed,
                answer=answer,
            )
        )

    def _own(self, username: str, order_id: str) -> Order | None:
        order = self.orders.get(order_id)
        return order if order and order.account == username else None

    def _was_just_paid(self, order: Order) -> bool:
        if order.paid_at is None:
            return False
        return self.clock.now() - order.paid_at < self.cancel_after_paying

    def _cancelled(
        self, order: Order | None, reason: str, now: datetime
    ) -> tuple[Answer, Order | None]:
        if order is None:
            return Answer(changed=False, code="unknown_order"), None
        if not self.cancel_allowed(order):
            is_shipped = order.status is OrderStatus.SHIPPED
            code = "refused_shipped" if is_shipped else "refused_state"
            return Answer(changed=False, code=code), None
        if reason not in self.cancel_reasons(order):
            return Answer(changed=False, code="unknown_reason"), None
        if order.status is OrderStatus.TO_SHIP:
            return Answer(changed=True, code="requested"), acts.cancel_requested(order, now)
        unpaid = order.status is OrderStatus.UNPAID
        end = EndReason.CANCELLED_UNPAID if unpaid else EndReason.CANCELLED_IN_RISK
        return Answer(changed=True, code="cancelled"), acts.finished(order, end, now)

    def _shipped_if_possible(self, order: Order, now: datetime) -> Order:
        try:
            order = acts.shipped(order, now)
        except acts.NotPossible:
            return order
        self.put(order)
        return order

    def _show_late(self, before: Order, fault: Fault | None, now: datetime) -> None:
        if fault and fault.kind == "late":
            self._shown_before[before.id] = (now + timedelta(seconds=fault.s), before)

    def _as_shown(self, order: Order) -> Order:
        if order.id not in self._shown_before:
            return order
        until, before = self._shown_before[order.id]
        return before if self.clock.now() < until else order


def iso(moment: datetime) -> str:
    """ISO 8601 in UTC."""
    return moment.isoformat().replace("+00:00", "Z")
