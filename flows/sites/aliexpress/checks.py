"""What the shop puts in the way of a step: a person is called to it, nobody else."""

from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NotInTime

from flows.errors import Checked, FlowError, NeedsPerson, ShopChanged
from flows.ports import NobodyOnCall, OnCall, Wall, WallKind
from flows.sites.aliexpress.layouts import LAYOUTS
from flows.sites.aliexpress.tables import Tables
from flows.sites.aliexpress.told_address import told_address
from flows.sites.aliexpress.walls import SLIDER_ASKED, is_checked, raise_if_checked

NOBODY = NobodyOnCall()
_IN_A_ROW = 3
_HEADER_COMES_WITHIN_MS = 500
_LOOK_MS = 50
T = TypeVar("T")


class Checks:
    """Those in the way of one browser page, with the person who is on call for them.

    A page without the header that all pages of the shop have, and that is not known either, may be
    a check of a new kind: where somebody is on call they are shown it.
    """

    def __init__(self, page: Page, on_call: OnCall, tables: Tables) -> None:
        self._page = page
        self.on_call = on_call
        headers = [tables.locators(layout)["header"]["account"] for layout in LAYOUTS]
        self._header = page.locator(", ".join(headers)).first

    def past(self, step: Callable[[], T]) -> T:
        """Do a step that sends nothing; after a check that a person solved, from its beginning.

        Raises `Checked` where nobody solves it.
        """
        for _ in range(_IN_A_ROW):
            try:
                return step()
            except Checked as check:
                self._call_to_slider(check)
            except (NotInTime, ShopChanged) as stopped:
                self._call_to_what_stopped(stopped)
        return step()

    def _call_to_what_stopped(self, stopped: NotInTime | ShopChanged) -> None:
        """A check that lies over the page, or is all of it; raises what stopped us elsewhere."""
        try:
            raise_if_checked(self._page)
        except Checked as check:
            return self._call_to_slider(check)
        if not self.on_call.is_there or self._has_header(_HEADER_COMES_WITHIN_MS):
            raise stopped
        where = told_address(self._page.url)
        asks = f"The shop shows a page that is not known and has nothing of its others: {where}."
        wall = Wall(WallKind.UNKNOWN, asks, lambda: self._has_header(_LOOK_MS))
        return self._call(wall, NeedsPerson(f"{asks} Look at it in your own browser."))

    def _call_to_slider(self, check: Checked) -> None:
        self._call(Wall(WallKind.SLIDER, SLIDER_ASKED, self._are_gone), check)

    def _call(self, wall: Wall, where_nobody_does: FlowError) -> None:
        if not self.on_call.get_past(wall):
            raise where_nobody_does
        self.close_other_tabs()

    def _are_gone(self) -> bool:
        return not any(map(is_checked, self._page.context.pages))

    def _has_header(self, within_ms: float) -> bool:
        try:
            self._header.wait_for(state="attached", timeout=within_ms)
        except PlaywrightError:  # not there, or the page is just being left
            return False
        return True

    def close_other_tabs(self) -> None:
        """What a control opened, once it was looked at: it is opened anew by the next step."""
        for tab in self._page.context.pages:
            if tab is not self._page:
                tab.close()
