"""Opening the pages of the shop: walls first, a sign-in where it is asked for, then the layout.

Only readings are tried again; nothing here sends anything but the sign-in form.
"""

from collections.abc import Callable
from typing import TypeVar

import stamina
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Response
from playwright.sync_api import TimeoutError as NotInTime

from flows.errors import NeedsPerson, Refused, SignedOut, UnknownOrder, Unreachable
from flows.ports import Wall, WallKind
from flows.sites.aliexpress.browser_gone import raise_if_gone
from flows.sites.aliexpress.checks import Checks
from flows.sites.aliexpress.layout import Layout
from flows.sites.aliexpress.layouts import LAYOUTS, recognised
from flows.sites.aliexpress.own_hosts import on_own_hosts
from flows.sites.aliexpress.screen import Screen, shown
from flows.sites.aliexpress.tables import Tables
from flows.sites.aliexpress.told_address import told_address
from flows.sites.aliexpress.walls import (
    is_checked,
    is_shops_host,
    is_sign_in,
    raise_if_answered_badly,
    raise_if_checked,
    raise_if_foreign,
)
from flows.sites.aliexpress.words import Words, tidy
from flows.storefront import Credentials

_NOT_FOUND = 404
T = TypeVar("T")


class Navigation:
    """The way to each page of the shop, in one browser page.

    `timeout_s` bounds the wait for one page or control; `signed_in` is called after each sign-in.
    """

    def __init__(
        self,
        page: Page,
        shop_url: str,
        credentials: Credentials | None,
        timeout_s: float,
        signed_in: Callable[[], None],
        tables: Tables,
        checks: Checks,
    ) -> None:
        self.page = page
        self.greeting: str | None = None
        self._url = shop_url.rstrip("/")
        self._credentials = credentials
        self._timeout_s = timeout_s
        self._signed_in = signed_in
        self._is_signing_in = False
        self._tables = tables
        self._checks = checks
        self._layout: Layout | None = None  # of the page shown last: its addresses are tried first

    def is_signed_in(self) -> bool | None:
        """What the header of the front page tells; None: it does not."""
        self.past_checks(lambda: self._go(f"{self._url}/"))
        header = shown(self.page, "header", tuple(LAYOUTS), self._timeout_s, self._tables).data
        self.greeting = tidy(header["welcome"]) if header["welcome"] else None
        if header["signIn"]:  # guests are greeted too
            return False
        return True if header["welcome"] else None

    def sign_in(self) -> None:
        self._through(lambda: self._go_to_sign_in(self._sign_in_here))

    def sign_in_by_hand(self) -> None:
        self.past_checks(lambda: self._go_to_sign_in(self._call_to_sign_in))

    def show_sign_in(self) -> None:
        """Leave the form on the screen, as a guest is shown it."""
        self.past_checks(lambda: self._go_to_sign_in(lambda: None))

    def past_checks(self, step: Callable[[], T]) -> T:
        """Do a step that sends nothing, and after a check that a person solved, once more."""
        return self._checks.past(step)

    def open(self, what: str, order_id: str = "") -> tuple[Layout, Screen]:
        """Open a page that needs a sign-in; where the session is over, sign in once on the way."""
        return self._through(lambda: self._opened(what, order_id))

    def turn_to(self, url: str) -> None:
        """Open a page that the one on show leads to, such as the next one of a list."""
        raise_if_foreign(url, self._url, "Another page of the list")
        self._through(lambda: self._past_sign_in(lambda: self._go(url)))

    def look(self, what: str) -> tuple[Layout, Screen]:
        """The layout of the page on show, which is the one of this name; see `recognised`."""
        self._layout, screen = recognised(self.page, what, self._timeout_s, self._tables)
        return self._layout, screen

    def unknown(self, what: str) -> Screen:
        """The page on show, which no layout knows as this one, as one of the most like layout."""

        def found(layout: str) -> int:
            parts = self._tables.locators(layout).get(what, {})
            return sum(self.page.locator(selector).count() > 0 for selector in parts.values())

        nearest = max(LAYOUTS, key=found)
        return Screen(self.page, nearest, self._timeout_s, self._tables)

    def words(self) -> Words:
        """Those of the language that the page on show declares. Raises `ShopChanged`."""
        return self._tables.words_in(self.page.locator("html").get_attribute("lang") or "en")

    def address_of_help(self, topic: str) -> str:
        """Where the help centre of the layout in use answers this question; nothing is opened."""
        layout = self._layout or next(iter(LAYOUTS.values()))
        return self._url + layout.address("help", topic=topic)

    def _opened(self, what: str, order_id: str) -> tuple[Layout, Screen]:
        if not self._past_sign_in(lambda: self._go_to(what, order_id)):
            _raise_where_expected(what, order_id)
        return self.look(what)

    def _go_to(self, what: str, order_id: str = "") -> bool:
        """Go where a layout has this page; False where the shop has nothing at any such address.

        What is shown then may be a page of another layout than the address is of.
        """
        for layout in sorted(LAYOUTS.values(), key=lambda layout: layout is not self._layout):
            response = self._go(self._url + layout.address(what, order_id))
            if response is None or response.status != _NOT_FOUND:
                self._layout = layout
                return True
        return False

    def _through(self, way: Callable[[], T]) -> T:
        """Past checks; where a person's doing ended a sign-in of ours, the session is kept too."""
        result = self.past_checks(way)
        if self._is_signing_in:
            self._keep_session()
        return result

    def _keep_session(self) -> None:
        self._is_signing_in = False
        self._signed_in()

    def _go_to_sign_in(self, sign_in: Callable[[], None]) -> None:
        self._go_to("my_orders")
        if is_sign_in(self.page.url):
            sign_in()

    def _past_sign_in(self, go: Callable[[], T]) -> T:
        """Go there; where the session is over, sign in once and go again."""
        result = go()
        if is_sign_in(self.page.url):
            self._sign_in_here()
            result = go()
        if is_sign_in(self.page.url):
            raise SignedOut("The shop keeps asking for a sign-in.")
        return result

    def _sign_in_here(self) -> None:
        self._is_signing_in = True
        if self._credentials is None:
            self._call_to_sign_in()
            return  # whether that did it is seen on the page that was on the way
        raise_if_foreign(self.page.url, self._url)
        with on_own_hosts(self.page, self._url):
            layout, screen = recognised(self.page, "sign_in", self._timeout_s, self._tables)
            layout.sign_in(screen, self._url).sign_in(self._credentials, self._checks.on_call)
        self._keep_session()

    def _call_to_sign_in(self) -> None:
        asks = "The shop asks for a sign-in."
        if not self._checks.on_call.get_past(Wall(WallKind.SIGN_IN, asks, self._left_sign_in)):
            raise NeedsPerson(
                f"{asks} Set UNBUY_USERNAME and UNBUY_PASSWORD (or UNBUY_PASSWORD_FILE), or sign"
                " in once by hand with `unbuy sign-in --by-hand`."
            )

    def _left_sign_in(self) -> bool:
        url = self.page.url
        gone_on = not is_sign_in(url) and not is_checked(self.page)
        return gone_on and is_shops_host(url, self._url)

    def _go(self, url: str) -> Response | None:
        for attempt in stamina.retry_context(on=_Again, attempts=3, wait_initial=0.2, wait_max=2):
            with attempt:
                response = self._goto(url)
        raise_if_foreign(self.page.url, self._url, "The page that the shop led to")
        raise_if_checked(self.page)
        return response

    def _goto(self, url: str) -> Response | None:
        self._checks.close_other_tabs()
        try:
            response = self.page.goto(url, wait_until="domcontentloaded")
        except NotInTime as late:
            raise Unreachable(
                f"{told_address(url)} did not answer within {self._timeout_s:g} s."
            ) from late
        except PlaywrightError as error:
            raise_if_gone(self.page, error)
            raise _Again(f"{told_address(url)} did not answer: {_first_line(error)}") from error
        try:
            raise_if_answered_badly(response)
        except Unreachable as error:
            raise _Again(str(error)) from error
        return response


def _raise_where_expected(what: str, order_id: str) -> None:
    """What it means that the shop has no such page, where that is no surprise."""
    if what in {"order", "thread"}:
        raise UnknownOrder(f"This account has no order {order_id}.")
    if what == "parcels":
        raise Refused(f"The shop has no parcel to show for order {order_id}.")


class _Again(Unreachable):
    """Worth another try at once: only readings raise it."""


def _first_line(error: PlaywrightError) -> str:
    return error.message.splitlines()[0].removeprefix("Page.goto: ")
