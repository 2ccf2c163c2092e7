"""A browser that ends under a journey is told as that, never as a shop that fails or changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from flows.errors import BrowserGone


class _InBrowser(Protocol):
    @property
    def page(self) -> Page: ...


S = TypeVar("S", bound=_InBrowser)
P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def while_browser_lasts(page: Page) -> Iterator[None]:
    """Raise `BrowserGone` where what is done inside fails for want of a browser."""
    try:
        yield
    except PlaywrightError as error:
        raise_if_gone(page, error)
        raise


def needs_browser(
    ask: Callable[Concatenate[S, P], T],
) -> Callable[Concatenate[S, P], T]:
    """The same for a whole method of what has a page."""

    @wraps(ask)
    def asked(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with while_browser_lasts(self.page):
            return ask(self, *args, **kwargs)

    return asked


def raise_if_gone(page: Page, error: PlaywrightError) -> None:
    """Raise `BrowserGone` where this error comes of a browser that ended, or a page that did."""
    if "crashed" in error.message or page.is_closed() or not _answers(page):
        raise BrowserGone(
            "The browser was closed or killed, or it crashed, while it was in use. What was sent"
            " until then is in the ledger, and the next run looks at it first."
        ) from error


def _answers(page: Page) -> bool:
    """Asks the browser, not the page, which may never answer."""
    try:
        page.context.cookies()
    except PlaywrightError:
        return False
    return True
