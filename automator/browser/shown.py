"""In a visible browser each step is named on the page itself."""

from contextlib import suppress

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from flows.ports import Progress


class ShownOnPage:
    """Tells each step to whoever watches the terminal and to whoever watches the browser."""

    def __init__(self, told: Progress, page: Page) -> None:
        self._told = told
        self._page = page

    def step(self, text: str) -> None:
        self._told.step(text)
        with suppress(PlaywrightError):  # a title that can't be shown stops nothing
            self._page.screencast.show_chapter(text)
