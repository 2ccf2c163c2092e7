"""In a visible browser each step is named and each action is shown on the page itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any

from playwright.sync_api import ElementHandle, Locator, Page
from playwright.sync_api import Error as PlaywrightError

from flows.ports import Progress


@contextmanager
def actions_shown(page: Page) -> Iterator[None]:
    """Meanwhile each action is shown, but for what is typed: Playwright would show a password."""
    usual = [(owner, owner.fill) for owner in (Locator, ElementHandle)]
    page.screencast.show_actions()
    try:
        for owner, fill in usual:
            setattr(owner, "fill", _unseen(page, fill))  # noqa: B010 - mypy takes no method for one
        yield
    finally:
        for owner, fill in usual:
            setattr(owner, "fill", fill)  # noqa: B010


def _unseen(page: Page, fill: Callable[..., None]) -> Callable[..., None]:
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
