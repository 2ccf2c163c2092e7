"""While somebody is being signed in the page may go to the shop's own hosts, and nowhere else."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Route

from flows.errors import NeedsPerson
from flows.sites.aliexpress.walls import is_shops_host


@contextmanager
def on_own_hosts(page: Page, shop_url: str) -> Iterator[None]:
    """Stop the page before it asks another site for itself; raises `NeedsPerson`, naming it.

    Playwright takes no judge away while a page hangs, so one whose sign-in failed lets all pass.
    """
    stopped: list[str] = []
    is_over = False

    def judge(route: Route) -> None:
        foreign = not is_shops_host(route.request.url, shop_url)
        if foreign and not is_over and _is_for_the_page(route, page):
            stopped.append(origin(route.request.url))
            route.abort("blockedbyclient")
        else:
            route.fallback()

    elsewhere = re.compile(f"^(?!{re.escape(origin(shop_url))}/)")  # the others need no judge
    page.route(elsewhere, judge)
    try:
        yield
    except Exception as error:
        is_over = True
        if stopped:
            raise NeedsPerson(
                f"In the middle of the sign-in the shop led to {stopped[0]}, which is not its own"
                f" host ({origin(shop_url)}). It was not opened, and nothing was typed there."
            ) from error
        raise
    page.unroute(elsewhere, judge)


def _is_for_the_page(route: Route, page: Page) -> bool:
    request = route.request
    if not request.is_navigation_request():
        return False
    try:
        return request.frame is page.main_frame
    except PlaywrightError:  # of a window that is only about to open
        return True


def origin(url: str) -> str:
    """Scheme and host, without what else an address tells."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
