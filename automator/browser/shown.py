"""In a visible browser each step is named and each action is shown on the page itself."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial, wraps
from typing import Any

from playwright.sync_api import ElementHandle, Locator, Page
from playwright.sync_api import Error as PlaywrightError

from automator.browser.wrapped_methods import Method, wrapped_methods
from flows.ports import Progress

_TYPING: dict[type, tuple[str, ...]] = {Locator: ("fill",), ElementHandle: ("fill",)}


@contextmanager
def actions_shown(page: Page) -> Iterator[None]:
    """Meanwhile each action is shown, but for what is typed: Playwright would show a password."""
    page.screencast.show_actions()
    with wrapped_methods(_TYPING, partial(_unseen, page)):
        yield


def _unseen(page: Page, fill: Method) -> Method:
    @wraps(fill)
    def filled(*given: Any, **more: Any) -> None:
        page.screencast.hide_actions()
        try:
            fill(*given, **more)
        finally:
            page.screencast.show_actions()

    return filled


class ShownOnPage:
    """Tells each step to whoever watches the terminal and to whoever watches the browser."""

    def __init__(self, told: Progress, page: Page) -> None:
        self._told = told
        self._page = page

    def step(self, text: str) -> None:
        self._told.step(text)
        with suppress(PlaywrightError):  # a title that can't be shown stops nothing
            self._page.screencast.show_chapter(text)
