"""AliExpress as a `Storefront`: which page answers which question, walls first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import stamina
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Response
from playwright.sync_api import TimeoutError as NotInTime

from flows.domain.acts import Act
from flows.domain.orders import Control, Order, OrderList, Status
from flows.domain.refunds import Refund
from flows.errors import NeedsPerson, ShopChanged, SignedOut, UnknownOrder, Unreachable
from flows.ports import Clock
from flows.sites.aliexpress.layout import CancelForm, Layout, MyOrders
from flows.sites.aliexpress.layouts import LAYOUTS, recognised
from flows.sites.aliexpress.pop_ups import close_pop_ups, why_unusable
from flows.sites.aliexpress.screen import Screen, shown
from flows.sites.aliexpress.walls import (
    is_check,
    is_sign_in,
    raise_if_answered_badly,
    raise_if_checked,
    raise_if_foreign,
)
from flows.storefront import ActDialog, CancelDialog, Credentials

_NOT_FOUND = 404
_CANCELLED_BY_A_CONTROL = {Status.AWAITING_PAYMENT, Status.AWAITING_SHIPMENT}


class AliExpress:
    """The shop through one page.

    `timeout_s` bounds the wait for one page or control; `signed_in` is called after each sign-in.
    """

    def __init__(
        self,
        page: Page,
        shop_url: str,
        clock: Clock,
        credentials: Credentials | None = None,
        timeout_s: float = 15,
        signed_in: Callable[[], None] = lambda: None,
    ) -> None:
        self._page = page
        self._url = shop_url.rstrip("/")
        self._clock = clock
        self._credentials = credentials
        self._timeout_s = timeout_s
        self._signed_in = signed_in
        self._cancelled_in_list: set[str] = set()  # orders whose control stands beside them there
        self._layout: Layout | None = None  # of the page shown last: its addresses are tried first
        page.set_default_timeout(timeout_s * 1000)
        close_pop_ups(page)

    def is_signed_in(self) -> bool | None:
        self._go("/")
        header = shown(self._page, "header", tuple(LAYOUTS), self._timeout_s).data
        if header["signIn"]:  # guests are greeted too
            return False
        return True if header["welcome"] else None

    def sign_in(self) -> None:
        self.open_sign_in()
        if is_sign_in(self._page.url):
            self._sign_in_here()

    def open_sign_in(self) -> None:
        if not is_sign_in(self._page.url):
            self._go_to("my_orders")

    def left_sign_in(self) -> bool:
        return not is_sign_in(self._page.url) and not is_check(self._page.url)

    def my_orders(self) -> OrderList:
        return self._my_orders().read_all()

    def find(self, order_id: str) -> Order | None:
        listed = self._my_orders()
        first = next((o for o in listed.read().orders if o.id == order_id), None)
        return first or listed.search(order_id)

    def order(self, order_id: str) -> Order:
        layout, screen = self._open("order", order_id)
        order = layout.order(screen).read(order_id, self._clock.now())
        if order.status in _CANCELLED_BY_A_CONTROL and not order.can_cancel:
            return self._with_control_in_list(order)
        return order

    def deleted_orders(self) -> OrderList:
        layout, screen = self._open("deleted_orders", reads="my_orders")
        return layout.deleted_orders(screen).read_all()

    def refund(self, order_id: str) -> Refund:
        layout, screen = self._open("refund", order_id)
        return layout.refund(screen).read()

    @contextmanager
    def cancel_dialog(self, order: Order) -> Iterator[CancelDialog]:
        try:
            form = self._cancel_form(order)
            try:
                yield form
            finally:
                form.close()
        except NotInTime as late:
            raise ShopChanged(
                f"A control that cancels order {order.id} could not be used: {why_unusable(late)}."
            ) from late

    @contextmanager
    def act_dialog(self, order: Order, act: Act) -> Iterator[ActDialog]:
        try:
            layout, screen = self._page_of(order)
            dialog = layout.order(screen).open_act_dialog(act)
            try:
                yield dialog
            finally:
                dialog.close()
        except NotInTime as late:
            raise ShopChanged(
                f"A control for the {act.noun} of order {order.id} could not be used:"
                f" {_first_line(late)}"
            ) from late

    def _cancel_form(self, order: Order) -> CancelForm:
        if order.id in self._cancelled_in_list:
            listed = self._my_orders()
            if order.id not in {shown.id for shown in listed.read().orders}:
                listed.search(order.id)
            return listed.open_cancel_form(order.id)
        layout, screen = self._page_of(order)
        return layout.order(screen).open_cancel_form(order.id)

    def _page_of(self, order: Order) -> tuple[Layout, Screen]:
        is_shown = order.url == self._page.url
        return self._look("order") if is_shown else self._open("order", order.id)

    def _with_control_in_list(self, order: Order) -> Order:
        """The order with the control that its page lacks, where My Orders has it beside it."""
        listed = self.find(order.id)
        if listed is None or not listed.can_cancel:
            return order
        self._cancelled_in_list.add(order.id)
        return replace(order, controls=(order.controls or frozenset()) | {Control.CANCEL})

    def _my_orders(self) -> MyOrders:
        layout, screen = self._open("my_orders")
        return layout.my_orders(screen)

    def _open(self, what: str, order_id: str = "", *, reads: str = "") -> tuple[Layout, Screen]:
        """Open a page that needs a sign-in; where the session is over, sign in once on the way.

        `reads` is the name of its reader where that is not the page's own.
        """
        is_there = self._go_to(what, order_id)
        if is_sign_in(self._page.url):
            self._sign_in_here()
            is_there = self._go_to(what, order_id)
        if is_sign_in(self._page.url):
            raise SignedOut("The shop keeps asking for a sign-in.")
        if not is_there and what == "order":
            raise UnknownOrder(f"This account has no order {order_id}.")
        return self._look(reads or what)

    def _go_to(self, what: str, order_id: str = "") -> bool:
        """Go where a layout has this page; False where the shop has nothing at any such address.

        What is shown then may be a page of another layout than the address is of.
        """
        for layout in sorted(LAYOUTS.values(), key=lambda layout: layout is not self._layout):
            response = self._go(layout.address(what, order_id))
            if response is None or response.status != _NOT_FOUND:
                self._layout = layout
                return True
        return False

    def _look(self, what: str) -> tuple[Layout, Screen]:
        self._layout, screen = recognised(self._page, what, self._timeout_s)
        return self._layout, screen

    def _sign_in_here(self) -> None:
        if self._credentials is None:
            raise NeedsPerson(
                "The shop asks for a sign-in and there are no credentials. Set UNBUY_USERNAME and"
                " UNBUY_PASSWORD (or UNBUY_PASSWORD_FILE), or sign in once by hand with"
                " `unbuy sign-in --by-hand`."
            )
        raise_if_foreign(self._page.url, self._url)
        layout, screen = recognised(self._page, "sign_in", self._timeout_s)
        layout.sign_in(screen, self._url).sign_in(self._credentials)
        self._signed_in()

    def _go(self, path: str) -> Response | None:
        for attempt in stamina.retry_context(on=_Again, attempts=3, wait_initial=0.2, wait_max=2):
            with attempt:
                response = self._goto(self._url + path)
        raise_if_checked(self._page)
        return response

    def _goto(self, url: str) -> Response | None:
        try:
            response = self._page.goto(url, wait_until="domcontentloaded")
        except NotInTime as late:
            raise Unreachable(f"{url} did not answer within {self._timeout_s:g} s.") from late
        except PlaywrightError as error:
            raise _Again(f"{url} did not answer: {_first_line(error)}") from error
        try:
            raise_if_answered_badly(response)
        except Unreachable as error:
            raise _Again(str(error)) from error
        return response


class _Again(Unreachable):
    """Worth another try at once: only readings raise it."""


def _first_line(error: PlaywrightError) -> str:
    return error.message.splitlines()[0].removeprefix("Page.goto: ")
