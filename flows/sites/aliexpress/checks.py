"""Checks that the shop puts in the way of a step: a person is called to them, nobody else."""

from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NotInTime

from flows.errors import Checked, ShopChanged
from flows.ports import NobodyOnCall, OnCall, Wall, WallKind
from flows.sites.aliexpress.walls import SLIDER_ASKED, is_checked, raise_if_checked

NOBODY = NobodyOnCall()
_IN_A_ROW = 3
T = TypeVar("T")


class Checks:
    """Those in the way of one browser page, with the person who is on call for them."""

    def __init__(self, page: Page, on_call: OnCall) -> None:
        self._page = page
        self.on_call = on_call

    def past(self, step: Callable[[], T]) -> T:
        """Do a step that sends nothing; after a check that a person solved, from its beginning.

        Raises `Checked` where nobody solves it.
        """
        for _ in range(_IN_A_ROW):
            try:
                return step()
            except Checked as check:
                self._call(check)
            except (NotInTime, ShopChanged) as stopped:
                self._call(self._covering(stopped))
        return step()

    def _covering(self, stopped: NotInTime | ShopChanged) -> Checked:
        """The check that lies over the page; where there is none, what stopped us is raised."""
        try:
            raise_if_checked(self._page)
        except Checked as check:
            return check
        raise stopped

    def _call(self, check: Checked) -> None:
        wall = Wall(WallKind.SLIDER, SLIDER_ASKED, self._are_gone)
        if not self.on_call.get_past(wall):
            raise check
        self.close_other_tabs()

    def _are_gone(self) -> bool:
        return not any(map(is_checked, self._page.context.pages))

    def close_other_tabs(self) -> None:
        """What a control opened, once it was looked at: it is opened anew by the next step."""
        for tab in self._page.context.pages:
            if tab is not self._page:
                tab.close()
