"""Counting the pages that a browser context loads from the shop, whoever or whatever opens them."""

from playwright.sync_api import BrowserContext, Page, Request


class PageLoads:
    """How many documents were loaded into pages and tabs; frames and further parts do not count.

    A document that came tells so itself, and of requests only the failing ones are asked for: the
    browser tells nothing of the hundreds that a page consists of.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.count = 0
        for page in context.pages:
            self._follow(page)
        context.on("page", self._follow)
        context.on("requestfailed", self._failed)

    def _follow(self, page: Page) -> None:
        page.on("domcontentloaded", self._loaded)

    def _loaded(self, page: Page) -> None:
        self.count += page.url.startswith("http")

    def _failed(self, request: Request) -> None:
        """The shop was asked for a page that did not come."""
        if request.is_navigation_request() and request.frame.parent_frame is None:
            self.count += 1
