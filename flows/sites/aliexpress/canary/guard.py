"""Nothing is sent while a form is looked at: whatever the page would post is stopped on its way."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Route

_READS = {"GET", "HEAD", "OPTIONS"}


@contextmanager
def nothing_sent(context: BrowserContext) -> Iterator[list[str]]:
    """Collects the addresses that something would have been sent to."""
    stopped: list[str] = []

    def pass_on(route: Route) -> None:
        if route.request.method in _READS:
            route.fallback()
            return
        stopped.append(route.request.url)
        route.abort()

    context.route("**/*", pass_on)
    try:
        yield stopped
    finally:
        context.unroute("**/*", pass_on)
