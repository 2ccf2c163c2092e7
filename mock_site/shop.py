"""The shop: its accounts and orders, what becomes due, and a record of all that it received."""

import heapq
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypedDict

from mock_site import acts
from mock_site.acts import Act
from mock_site.armed import Faults
from mock_site.buyer_acts import UNKNOWN_ORDER, Asked, Outcome
from mock_site.buying.carts import Cart, Wish
from mock_site.buying.checkouts import Checkouts
from mock_site.clock import Clock
from mock_site.events import next_event
from mock_site.faults import STATE_KINDS, Fault
from mock_site.inbox import Inbox
from mock_site.order_ids import OrderIds
from mock_site.order_list import OrderList
from mock_site.orders import Order
from mock_site.showcase import Showcase
from mock_site.statuses import EndReason
from mock_site.terms import Terms
from mock_site.variants import Variant

if TYPE_CHECKING:
    from mock_site.accounts import Account
    from mock_site.buying.standing import Standing
    from mock_site.postal import PostalAddress


@dataclass(frozen=True, slots=True)
class Answer:
    """What the shop says to a buyer's act, and whether anything changed.

    `code` is that of a decision in `buyer_acts`, unknown_order, or declined where a fault says so.
    """

    changed: bool
    code: str

    @property
    def is_refusal(self) -> bool:
        """Whether the buyer is told no; a lie tells them yes and changes nothing."""
        return self.code.startswith(("refused", "unknown", "declined"))


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
    """One world. Every act is synchronous, so acts on one order never overlap."""

    def __init__(
        self,
        clock: Clock,
        *,
        seed: int = 1,
        layout: str = "current",
        language: str = "en",
        variant: Variant | None = None,
        terms: Terms | None = None,
    ) -> None:
        self.clock = clock
        self.seed = seed
        self.layout = layout
        self.language = language
        self.variant = variant or Variant()
        self.terms = terms or Terms()
        self.accounts: dict[str, Account] = {}
        self.orders: dict[str, Order] = {}
        self.blocked_stores: set[str] = set()
        self.order_ids = OrderIds(seed)
        self.carts: dict[str, Cart] = {}
        self.checkouts = Checkouts(seed)
        self.homes: dict[str, PostalAddress] = {}
        self.standings: dict[str, Standing] = {}
        self.inbox = Inbox()
        self.faults = Faults(seed)
        self.log: list[LogEntry] = []
        self._due: list[tuple[datetime, str]] = []
        self._showcase = Showcase(self.orders)

    def put(self, order: Order) -> None:
        """Keep an order as it is now."""
        if order.id not in self.orders:
            self._showcase.add(order)
        self.orders[order.id] = order
        self._showcase.refresh(order.account)
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

    def orders_of(self, username: str) -> OrderList:
        """A buyer's orders as the pages may show them now, newest first."""
        return self._showcase.orders_of(username, self.clock.now())

    def order(self, username: str, order_id: str) -> Order | None:
        """One order of this buyer, as the pages may show it now."""
        order = self._own(username, order_id)
        return self._showcase.order(order_id, self.clock.now()) if order else None

    def all_orders_of(self, username: str) -> list[Order]:
        """A buyer's orders as they are, those that are deleted for ever included."""
        return [self.orders[order_id] for order_id in self._showcase.ids_of(username)]

    def ask(self, username: str, order_id: str, asked: Asked) -> Answer:
        """A buyer wants something done; honours the faults that concern the shop's state."""
        return self.ask_for_all(username, [order_id], asked)

    def ask_for_all(self, username: str, order_ids: Sequence[str], asked: Asked) -> Answer:
        """A buyer wants the same done with several orders: it is done with all of them, or none."""
        now = self.settle()
        fault = self.faults.take(asked.place, STATE_KINDS, username)
        if fault and fault.kind == "ships_now":
            self._ship_if_possible(username, order_ids, now)
        orders = {order_id: self._own(username, order_id) for order_id in order_ids}
        said = [asked.decide(it, now) if it else UNKNOWN_ORDER for it in orders.values()]
        if fault and fault.kind == "declined":
            said = [Outcome("declined")]
        refusal = next((outcome for outcome in said if outcome.after is None), None)
        code = (refusal or said[-1]).code
        changed = refusal is None and not (fault and fault.kind == "lie")
        for order_id, outcome in zip(orders, said, strict=False):
            before, after = orders[order_id], outcome.after
            if changed and before and after:
                self._show_late(before, fault, now)
                self.put(after)
        for order_id in orders:
            self.record(asked.action, username, order_id, changed, code)
        return Answer(changed=changed, code=code)

    def cart(self, username: str) -> Cart:
        return self.carts.get(username, Cart())

    def change_cart(
        self, username: str, wish: Wish, action: str = "cart.change", order: str | None = None
    ) -> Answer:
        """A buyer wants their cart to be another; `order` is where that wish comes from."""
        fault = self.faults.take("cart.submit", STATE_KINDS, username)
        said = wish(self.cart(username))
        is_lie = fault is not None and fault.kind == "lie"
        changed = said.cart not in {None, self.cart(username)} and not is_lie
        if said.cart and changed:
            self.carts[username] = said.cart
        self.record(action, username, order, changed, said.code)
        return Answer(changed=changed, code=said.code)

    def change(self, order_id: str, act: Act) -> Order:
        """Let seller or platform act now; raises UnknownOrder, or NotPossible in this state."""
        now = self.settle()
        before = self.known(order_id)
        order = act(before, now)
        self.put(order)
        if before.end_reason is None and order.end_reason is EndReason.SECURITY:
            self._block_store(order.seller_name, now)
        return order

    def known(self, order_id: str) -> Order:
        """Anybody's order as it is; raises UnknownOrder."""
        if order_id not in self.orders:
            raise UnknownOrder(order_id)
        return self.orders[order_id]

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

    def _block_store(self, store: str, now: datetime) -> None:
        """An order was ended against its seller: what the store has not sent ends as well."""
        self.blocked_stores.add(store)
        for order in list(self.orders.values()):
            if order.seller_name == store:
                self.put(acts.closed_with_its_store(order, now))

    def _own(self, username: str, order_id: str) -> Order | None:
        order = self.orders.get(order_id)
        is_theirs = order is not None and order.account == username and order.deleted != "purged"
        return order if is_theirs else None

    def _ship_if_possible(self, username: str, order_ids: Sequence[str], now: datetime) -> None:
        for order in [self._own(username, order_id) for order_id in order_ids]:
            with suppress(acts.NotPossible):
                if order:
                    self.put(acts.shipped(order, now))

    def _show_late(self, before: Order, fault: Fault | None, now: datetime) -> None:
        if fault and fault.kind == "late":
            self._showcase.hold_back(before, now + timedelta(seconds=fault.s))


def iso(moment: datetime) -> str:
    """ISO 8601 in UTC."""
    return moment.isoformat().replace("+00:00", "Z")
