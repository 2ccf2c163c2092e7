"""My Orders: a table in pages, with a pager, a search form and reminders of what is open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flows.domain.orders import Order, OrderList, UnreadableOrder
from flows.errors import ShopChanged
from flows.sites.aliexpress.cancel_form import CancelForm
from flows.sites.aliexpress.layout import Turn
from flows.sites.aliexpress.listed_orders import list_shown, open_cancel_form_beside, orders_on
from flows.sites.aliexpress.screen import Screen
from flows.storefront import GoOn, to_the_end


class MyOrdersPage:
    """The list as it stands on the screen; `turn` opens its other pages."""

    def __init__(self, screen: Screen, turn: Turn) -> None:
        self._screen = screen
        self._turn = turn

    def read(self) -> OrderList:
        """Read the rows of the page shown now."""
        page = self._page()
        return replace(page.orders, reached_end=page.is_last)

    def read_all(self, go_on: GoOn = to_the_end) -> OrderList:
        """Turn the pages up to the last one, then prove that none and no row of one was missed."""
        pages = [self._page()]
        while pages[-1].next and len(pages) == pages[-1].number and go_on():
            self._turn(pages[-1].next)
            pages.append(self._page())
        return _joined(pages)

    def search(self, order_id: str) -> Order | None:
        """Ask the list for one order; None where it lists no such order."""
        form = list_shown(self._screen).data["search"]
        if form is None:
            raise ShopChanged(f"My Orders has no field to search for {order_id}.")
        self._turn(f"{form['action']}?{urlencode({form['name']: order_id})}")
        found = self._page().orders.orders
        if any(order.id != order_id for order in found):
            raise ShopChanged(f"Searching My Orders for {order_id} brought other orders.")
        return next(iter(found), None)

    def open_cancel_form(self, order_id: str) -> CancelForm:
        """Press the one control called "cancel" in the row of this order."""
        return open_cancel_form_beside(self._screen, order_id)

    def _page(self) -> "_Page":
        reading = list_shown(self._screen)
        orders = orders_on(reading)
        pager = reading.data["pager"] or _without_pager(orders)
        return _Page(**pager, orders=orders, reminded=sum(reading.data["reminders"]))


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of the list: which one of how many (0: not known), and where the next one is.

    `reminded` is of how many open orders the shop reminds on it.
    """

    number: int
    last: int
    next: str | None
    orders: OrderList
    reminded: int

    @property
    def is_last(self) -> bool:
        return 0 < self.number == self.last

    @property
    def rows(self) -> int:
        return len(self.orders.orders) + len(self.orders.unreadable)


def _without_pager(orders: OrderList) -> dict[str, Any]:
    """Only an empty list has none."""
    is_empty = not orders.orders and not orders.unreadable
    return {"number": 1, "last": int(is_empty), "next": None}


def _joined(pages: list[_Page]) -> OrderList:
    """The orders of all pages; the shop announces no number of them but that of the open ones."""
    orders = {order.id: order for page in pages for order in page.orders.orders}
    rows = sum(page.rows for page in pages)
    unreadable = tuple(_unreadable(pages))
    is_whole = _is_every_page(pages) and len(orders) + len(unreadable) == rows
    reminded = pages[0].reminded
    return OrderList(
        tuple(orders.values()),
        unreadable,
        announced=reminded if reminded > rows else None,
        reached_end=is_whole,
    )


def _is_every_page(pages: list[_Page]) -> bool:
    """Whether these are all, in their order, while none came or went; each but the last is full."""
    numbered = [page.number for page in pages] == list(range(1, len(pages) + 1))
    lengths = {page.last for page in pages}
    full = {page.rows for page in pages[:-1]}
    return numbered and lengths == {len(pages)} and len(full) <= 1


def _unreadable(pages: list[_Page]) -> Iterator[UnreadableOrder]:
    above = 0
    for page in pages:
        for row in page.orders.unreadable:
            yield replace(row, position=above + row.position)
        above += page.rows
