"""The walk: which pages are opened, of which orders, and what is looked for on each.

Nothing is typed but credentials, and nothing is pressed but "More", and the control that opens the
form that cancels, while nothing can be sent.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from playwright.sync_api import Error as PlaywrightError

from flows.domain.findings import Finding, Looked, has_trouble
from flows.domain.orders import Order, OrderList, Status
from flows.errors import Refused, ShopChanged
from flows.ports import Clock
from flows.sites.aliexpress.browser_gone import raise_if_gone
from flows.sites.aliexpress.canary import others
from flows.sites.aliexpress.canary.form import cancel_form_of
from flows.sites.aliexpress.canary.list_stop import ListStop
from flows.sites.aliexpress.canary.needed import ALWAYS, facts_of
from flows.sites.aliexpress.canary.never import never_seen
from flows.sites.aliexpress.canary.order_stop import OrderStop
from flows.sites.aliexpress.canary.stop import Stop
from flows.sites.aliexpress.disputes.page import DisputePage
from flows.sites.aliexpress.layout import Layout
from flows.sites.aliexpress.navigation import Navigation
from flows.sites.aliexpress.screen import Screen

_AT_MOST_ORDERS = 100  # of more the first page has to do
_WITHOUT_STATUS = 2  # orders that the list leads to and does not tell, looked at instead
_WITH_PARCELS = {Status.SHIPPED, Status.COMPLETED, Status.PARTLY_SHIPPED}
Seen = Sequence[Looked]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A page: its layout is None, and `why` says why, where it is not as known."""

    stop: Stop
    layout: Layout | None
    why: str = ""

    def saying(self, fact: str) -> "_Opened":
        """The same, of which this fact holds as well."""
        return replace(self, stop=self.stop.saying(fact))

    def looked(self, judge: others.Judge) -> Seen:
        """What was found; a page that is not as known has something that is the matter."""
        try:
            seen = list(judge(self.stop, self.layout is not None))
        except (PlaywrightError, ShopChanged) as trouble:
            if isinstance(trouble, PlaywrightError):
                raise_if_gone(self.stop.screen.page, trouble)
            seen = [self._unreadable(str(trouble).splitlines()[0])]
        if self.layout is None and not has_trouble(seen):
            seen.append(self._unreadable(self.why))
        return seen

    def _unreadable(self, why: str) -> Looked:
        return self.stop.looked(f"pages.{self.stop.page}", Finding.UNREADABLE, why)


class PageWalk:
    """Through all pages that the account has something to show on."""

    def __init__(self, at: Navigation, clock: Clock) -> None:
        self._at = at
        self._clock = clock
        self._list: Stop | None = None  # whose layout is the account's

    def stops(self) -> Iterator[Seen]:
        """What was found, page by page, while that page is on the screen.

        Raises `NeedsPerson` where the account can't be signed in, and `Unreachable`.
        """
        names: set[str] = set()
        for seen in self._pages():
            names |= {it.name for it in seen}
            yield seen
        if self._list:
            yield list(never_seen(self._list, names))

    def _pages(self) -> Iterator[Seen]:
        yield from self._front_pages()
        opened = self._open("my_orders")
        self._list = opened.stop
        in_list = ListStop(opened.stop, _raw(opened))
        yield opened.looked(lambda *_: in_list.looked())
        ids = in_list.ids()
        orders = self._all(opened).orders
        for order in _one_of_each(orders):
            yield from self._order(order.id, order)
        for order_id in [] if orders else ids[:_WITHOUT_STATUS]:
            yield from self._order(order_id, None)
        yield from self._deleted()
        yield from self._others(orders)

    def _front_pages(self) -> Iterator[Seen]:
        """The front page, and the form of the sign-in where one is needed."""
        is_signed_in = self._front()
        if is_signed_in is False:
            yield self._header("guest")
            self._at.show_sign_in()
            yield self._looked_at("sign_in").looked(others.sign_in)
            self._at.sign_in()
            self._front()
        elif is_signed_in is None:  # what is asked for next tells
            self._open("my_orders")
            self._front()
        yield self._header("signed_in")

    def _front(self) -> bool | None:
        try:
            return self._at.is_signed_in()
        except ShopChanged:
            return None

    def _header(self, fact: str) -> Seen:
        opened = self._looked_at("header")
        return opened.saying(fact).looked(others.header)

    def _order(self, order_id: str, order: Order | None) -> Iterator[Seen]:
        opened = self._open("order", order_id, order)
        beside = bool(order and order.can_cancel)
        here = OrderStop(opened.stop, beside, self._clock.now())
        seen = opened.looked(lambda *_: here.looked())
        yield seen
        key = opened.stop.label("control.cancel")
        if any(it.name == key and it.finding is Finding.OK for it in seen):
            yield self._form(opened, beside=beside)

    def _form(self, opened: _Opened, *, beside: bool) -> Seen:
        order_id = opened.stop.order_id
        if beside:
            opened = self._open("my_orders", order_id)
        if opened.layout is None:
            return []
        page = (
            opened.layout.my_orders(opened.stop.screen, self._at.turn_to)
            if beside
            else opened.layout.order(opened.stop.screen)
        )
        open_form = partial(page.open_cancel_form, order_id)
        return opened.looked(lambda stop, _: cancel_form_of(stop, open_form))

    def _deleted(self) -> Iterator[Seen]:
        opened = self._open("deleted_orders")
        in_list = ListStop(opened.stop, _raw(opened))
        yield opened.looked(lambda *_: in_list.looked())
        orders: tuple[Order, ...] = ()
        if opened.layout:
            try:
                deleted = opened.layout.deleted_orders(opened.stop.screen, self._at.turn_to)
                orders = deleted.read_all().orders
            except (ShopChanged, PlaywrightError):
                return
        for order in orders[:1]:
            yield from self._order(order.id, order)

    def _others(self, orders: Sequence[Order]) -> Iterator[Seen]:
        """The pages that belong to an order, and the cart."""

        def first(holds: Callable[[Order], bool]) -> list[Order]:
            return [order for order in orders if holds(order)][:1]

        for order in first(lambda it: it.refund_stage is not None):
            yield self._open("refund", order.id, order).looked(others.refund)
        for order in first(lambda it: it.refund_stage is None and not it.status.is_over):
            opened = self._open("refund", order.id, order)
            yield opened.saying("no_refund").looked(others.refund)
        for order in first(lambda it: it.status is Status.IN_DISPUTE) or first(lambda _: True):
            yield self._open("thread", order.id, order).looked(others.thread)
        for order in first(lambda it: it.status in _WITH_PARCELS):
            yield self._parcels(order)
        for order in first(lambda it: it.status is Status.IN_DISPUTE):
            yield self._open("dispute", order.id, order).looked(others.dispute)
        for order in first(lambda it: it.status is Status.SHIPPED):
            yield from self._dispute_form(order)
        yield self._open("cart").looked(others.cart)

    def _parcels(self, order: Order) -> Seen:
        try:
            return self._open("parcels", order.id, order).looked(others.parcels)
        except Refused:
            return []

    def _dispute_form(self, order: Order) -> Iterator[Seen]:
        """The form that opens a dispute, where the shop lets one be opened; nothing is chosen."""
        opened = self._open("dispute_start", order.id, None)
        yield opened.looked(others.dispute)
        if opened.layout is None:
            return
        page = DisputePage(opened.stop.screen)
        try:
            if url := page.way_to_form(order.id, received=False):
                self._at.turn_to(url)
        except (Refused, ShopChanged):
            return
        yield self._looked_at("dispute", "dispute_form", order.id).looked(others.dispute_form)

    def _all(self, opened: _Opened) -> OrderList:
        """The orders of every page of the list, or of the first one of very many."""
        if opened.layout is None:
            return OrderList(())
        page = opened.layout.my_orders(opened.stop.screen, self._at.turn_to)
        first = OrderList(())
        try:
            first = page.read()
            return first if (first.announced or 0) > _AT_MOST_ORDERS else page.read_all()
        except (ShopChanged, PlaywrightError):
            return first

    def _open(self, page: str, order_id: str = "", order: Order | None = None) -> _Opened:
        facts = facts_of(order) if order else frozenset({ALWAYS})
        return self._known(lambda: self._at.open(page, order_id), page, order_id, facts)

    def _looked_at(self, shown: str, page: str = "", order_id: str = "") -> _Opened:
        """The page on the screen, which is no page that needs a sign-in to be opened."""
        facts = frozenset({ALWAYS})
        return self._known(lambda: self._at.look(shown), page or shown, order_id, facts)

    def _known(
        self,
        get_there: Callable[[], tuple[Layout, Screen]],
        page: str,
        order_id: str,
        facts: frozenset[str],
    ) -> _Opened:
        """The page on the screen afterwards, whether or not it is known."""
        try:
            layout, screen = get_there()
        except ShopChanged as why:
            stop = Stop(page, self._at.unknown(page), self._at.words(), facts, order_id)
            return _Opened(stop, None, str(why))
        return _Opened(Stop(page, screen, self._at.words(), facts, order_id), layout)


def _raw(opened: _Opened) -> dict[str, object] | None:
    return opened.stop.screen.read("my_orders").data if opened.layout else None


def _one_of_each(orders: Sequence[Order]) -> list[Order]:
    """The first order in each state, and of those that are over the first with a refund, too."""
    kinds: dict[tuple[Status, bool], Order] = {}
    for order in orders:
        kinds.setdefault((order.status, order.refund_stage is not None), order)
    return list(kinds.values())
