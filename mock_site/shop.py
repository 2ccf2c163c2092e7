"""The shop: its accounts and orders, what becomes due, and a record of all that it received."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from mock_site import acts
from mock_site.clock import Clock
from mock_site.faults import STATE_KINDS, Fault, Faults
from mock_site.orders import Account, EndReason, Order, OrderStatus

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


class Shop:
    """One world. Every act is synchronous, so acts on one order never overlap."""

    def __init__(
        self,
        clock: Clock,
        *,
        seed: int = 1,
        layout: str = "current",
        language: str = "en",
        cancels_while_verifying: bool = False,
    ) -> None:
        self.clock = clock
        self.seed = seed
        self.layout = layout
        self.language = language
        self.cancels_while_verifying = cancels_while_verifying
        self.accounts: dict[str, Account] = {}
        self.orders: dict[str, Order] = {}
        self.faults = Faults()
        self.log: list[dict[str, Any]] = []
        self._due: list[tuple[datetime, str]] = []
        self._shown_before: dict[str, tuple[datetime, Order]] = {}

    def put(self, order: Order) -> None:
        """Keep an order as it is now."""
        self.orders[order.id] = order
        if event := acts.next_event(order):
            heapq.heappush(self._due, (event[0], order.id))

    def settle(self) -> None:
        """Let everything that is due by now happen, in the order of its time."""
        now = self.clock.now()
        while self._due and self._due[0][0] <= now:
            at, order_id = heapq.heappop(self._due)
            order = self.orders[order_id]
            event = acts.next_event(order)
            if event and event[0] == at:
                self.put(acts.happened(order, event[1], at))

    def wind(self, seconds: float) -> None:
        """Let this much shop time pass."""
        self.clock.wind(seconds)
        self.settle()

    def orders_of(self, username: str) -> list[Order]:
        """A buyer's orders as the pages may show them now, newest first."""
        mine = [self._as_shown(o) for o in self.orders.values() if o.account == username]
        return sorted(mine, key=lambda order: (order.placed_at, order.id), reverse=True)

    def order(self, username: str, order_id: str) -> Order | None:
        """One order of this buyer, as the pages may show it now."""
        order = self.orders.get(order_id)
        return self._as_shown(order) if order and order.account == username else None

    def cancel_reasons(self, order: Order) -> tuple[str, ...]:
        return UNPAID_REASONS if order.status is OrderStatus.UNPAID else PAID_REASONS

    def cancel_allowed(self, order: Order) -> bool:
        """Whether the shop offers to cancel this order."""
        if order.status is OrderStatus.VERIFYING:
            return self.cancels_while_verifying
        return order.status in {OrderStatus.UNPAID, OrderStatus.TO_SHIP}

    def cancel(self, username: str, order_id: str, reason: str, note: str) -> Answer:
        """A buyer cancels, or asks to; honours the faults that concern the shop's state."""
        del note  # the seller reads it; nothing follows from it
        fault = self.faults.take("cancel.submit", STATE_KINDS)
        order = self.orders.get(order_id)
        if fault and fault.kind == "ships_now" and order:
            order = self.change(order.id, acts.shipped)
        answer, after = self._cancelled(username, order, reason)
        if fault and fault.kind == "lie" and answer.changed:
            answer = replace(answer, changed=False)
        elif order and after:
            self._show_late(order, fault)
            self.put(after)
        self.record("cancel.submit", username, order_id, answer.changed, answer.code)
        return answer

    def change(self, order_id: str, act: Callable[[Order, datetime], Order]) -> Order:
        """Let seller or platform act now; raises KeyError, or NotPossible in the wrong state."""
        order = act(self.orders[order_id], self.clock.now())
        self.put(order)
        return order

    def record(
        self, action: str, account: str | None, order: str | None, changed: bool, answer: str
    ) -> None:
        """Keep in the log what a buyer sent and what was answered."""
        self.log.append(
            {
                "at": iso(self.clock.now()),
                "account": account,
                "action": action,
                "order": order,
                "changed": changed,
                "answer": answer,
            }
        )

    def _cancelled(
        self, username: str, order: Order | None, reason: str
    ) -> tuple[Answer, Order | None]:
        if order is None or order.account != username:
            return Answer(changed=False, code="unknown_order"), None
        if not self.cancel_allowed(order):
            is_shipped = order.status is OrderStatus.SHIPPED
            code = "refused_shipped" if is_shipped else "refused_state"
            return Answer(changed=False, code=code), None
        if reason not in self.cancel_reasons(order):
            return Answer(changed=False, code="unknown_reason"), None
        now = self.clock.now()
        if order.status is OrderStatus.TO_SHIP:
            return Answer(changed=True, code="requested"), acts.cancel_requested(order, now)
        unpaid = order.status is OrderStatus.UNPAID
        end = EndReason.CANCELLED_UNPAID if unpaid else EndReason.CANCELLED_IN_RISK
        return Answer(changed=True, code="cancelled"), acts.finished(order, end, now)

    def _show_late(self, before: Order, fault: Fault | None) -> None:
        if fault and fault.kind == "late":
            until = self.clock.now() + timedelta(seconds=fault.s)
            self._shown_before[before.id] = (until, before)

    def _as_shown(self, order: Order) -> Order:
        until, before = self._shown_before.get(order.id, (None, order))
        return before if until and self.clock.now() < until else order


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None
