"""My Orders: every page of it, with proof that nothing was missed."""

from collections.abc import Collection
from dataclasses import dataclass, field

from flows.domain.orders import Order, OrderList, Status, UnreadableOrder
from flows.domain.outcomes import Outcome
from flows.storefront import Storefront


@dataclass(frozen=True, slots=True)
class MyOrders:
    """The orders asked for, the cards that could not be read, and whether that was all of them."""

    orders: tuple[Order, ...]
    unreadable: tuple[UnreadableOrder, ...]
    outcome: Outcome
    message: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which orders are asked for; what is left empty excludes none.

    `seller` is a part of the seller's name, `search` of an order's id or of a title, in any case.
    """

    statuses: Collection[Status] = field(default_factory=tuple)
    seller: str = ""
    search: str = ""

    def has(self, order: Order) -> bool:
        return (
            (not self.statuses or order.status in self.statuses)
            and self.seller.casefold() in (order.seller or "").casefold()
            and any(self.search.casefold() in it.casefold() for it in (order.id, *order.titles))
        )


EVERY = Wanted()


def my_orders(shop: Storefront, wanted: Wanted = EVERY, *, deleted: bool = False) -> MyOrders:
    """Read My Orders, or the deleted ones, whole; keep those that are wanted."""
    listed = shop.deleted_orders() if deleted else shop.my_orders()
    kept = tuple(filter(wanted.has, listed.orders))
    outcome = Outcome.DONE if listed.is_complete else Outcome.SHOP_CHANGED
    return MyOrders(kept, listed.unreadable, outcome, _message(listed, len(kept), deleted=deleted))


def _message(listed: OrderList, kept: int, *, deleted: bool) -> str:
    read = len(listed.orders)
    if listed.unreadable:
        return f"{read} orders read; {len(listed.unreadable)} could not be read and are named."
    if not listed.is_complete:
        announced = "more" if listed.announced is None else f"{listed.announced} orders"
        return f"Only {read} orders could be read; the shop announces {announced}."
    if not read:
        return f"This account has no {'deleted ' if deleted else ''}orders."
    return f"{kept} of {read} orders." if kept != read else f"{read} orders, all that there are."
