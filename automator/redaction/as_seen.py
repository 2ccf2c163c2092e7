"""The page as it stands in the browser, as HTML that needs nothing else to look so."""

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Frame, Page

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_AT_MOST_MS = 5000

SHOPS_OWN = "data-shops-own"
"""The attribute of what holds the shop's own words only: a "name", a "sentence" or a "count"."""


def page_as_seen(page: Page | Frame, shops_own: Mapping[str, str]) -> str:
    """HTML of the page now; what a selector finds is marked with its kind as `SHOPS_OWN`.

    Playwright's error where the page does not answer in time.
    """
    root = page.locator("html")  # unlike the page's own content, bounded in time
    html: str = root.evaluate(_SCRIPT, dict(shops_own), timeout=_AT_MOST_MS)
    return html
