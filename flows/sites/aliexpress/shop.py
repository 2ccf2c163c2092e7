"""AliExpress as a `Storefront`: which page answers which question, walls first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import stamina
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Response
from playwright.sync_api import TimeoutError as NotInTime

from flows.domain.orders import Order, OrderList
from flows.domain.refunds import Refund
from flows.errors import NeedsPerson, ShopChanged, SignedOut, UnknownOrder, Unreachable
from flows.ports import Clock
from flows.sites.aliexpress.current import my_orders_page, order_page, refund_page
from flows.sites.aliexpress.current.cancel_dialog import CurrentCancelDialog
from flows.sites.aliexpress.current.my_orders_page import MyOrdersPage
from flows.sites.aliexpress.current.order_page import OrderPage
from flows.sites.aliexpress.current.reading import read
from flows.sites.aliexpress.current.refund_page import RefundPage
from flows.sites.aliexpress.current.sign_in_page import SignInPage
from flows.sites.aliexpress.walls import (
    is_check,
    is_sign_in,
    raise_if_answered_badly,
    raise_if_checked,
)
from flows.storefront import CancelDialog, Credentials

_NOT_FOUND = 404


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
        page.set_default_timeout(timeout_s * 1000)

    def is_signed_in(self) -> bool | None:
        self._go("/")
        header = read(self._page, "header", self._timeout_s).data
        if header["signIn"]:  # guests are greeted too
            return False
        return True if header["welcome"] else None

    def sign_in(self) -> None:
        self.open_sign_in()
        if is_sign_in(self._page.url):
            self._sign_in_here()

    def open_sign_in(self) -> None:
        if not is_sign_in(self._page.url):
            self._go(my_orders_page.PATH)

    def left_sign_in(self) -> bool:
        return not is_sign_in(self._page.url) and not is_check(self._page.url)

    def my_orders(self) -> OrderList:
        self._open(my_orders_page.PATH)
        listed = MyOrdersPage(self._page, self._timeout_s)
        listed.show_all()
        return listed.read()

    def find(self, order_id: str) -> Order | None:
        self._open(my_orders_page.PATH)
        listed = MyOrdersPage(self._page, self._timeout_s)
        first = next((o for o in listed.read().orders if o.id == order_id), None)
        return first or listed.search(order_id)

    def order(self, order_id: str) -> Order:
        response = self._open(order_page.PATH.format(order_id=order_id))
        if response and response.status == _NOT_FOUND:
            raise UnknownOrder(f"This account has no order {order_id}.")
        return OrderPage(self._page, self._timeout_s).read(order_id, self._clock.now())

    def refund(self, order_id: str) -> Refund:
        self._open(refund_page.PATH.format(order_id=order_id))
        return RefundPage(self._page, self._timeout_s).read()

    @contextmanager
    def cancel_dialog(self, order: Order) -> Iterator[CancelDialog]:
        if order.url != self._page.url:
            self._open(order_page.PATH.format(order_id=order.id))
        try:
            dialog = self._dialog()
            try:
                yield dialog
            finally:
                dialog.close()
        except NotInTime as late:
            raise ShopChanged(
                f"A control that cancels order {order.id} could not be used: {_first_line(late)}"
            ) from late

    def _dialog(self) -> CurrentCancelDialog:
        words = read(self._page, "order", self._timeout_s).words
        OrderPage(self._page, self._timeout_s).press_cancel(words)
        return CurrentCancelDialog(self._page, words)

    def _open(self, path: str) -> Response | None:
        """Open a page that needs a sign-in; where the session is over, sign in once on the way."""
        response = self._go(path)
        if is_sign_in(self._page.url):
            self._sign_in_here()
            response = self._go(path)
        if is_sign_in(self._page.url):
            raise SignedOut("The shop keeps asking for a sign-in.")
        return response

    def _sign_in_here(self) -> None:
        if self._credentials is None:
            raise NeedsPerson(
                "The shop asks for a sign-in and there are no credentials. Set UNBUY_USERNAME and"
                " UNBUY_PASSWORD (or UNBUY_PASSWORD_FILE), or sign in once by hand with"
                " `unbuy sign-in --by-hand`."
            )
        SignInPage(self._page, self._url).sign_in(self._credentials)
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
