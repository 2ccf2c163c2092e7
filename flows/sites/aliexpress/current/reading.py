"""One evaluation per page: `read.js` brings the raw texts, the page objects give them meaning."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from flows.errors import ShopChanged
from flows.sites.aliexpress.words import Words, words_in

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Reading:
    """The raw texts of a page, as `read.js` names them, and the words of its language."""

    data: dict[str, Any]
    words: Words


@cache
def locators() -> dict[str, dict[str, str]]:
    """All selectors of this layout: page, then control."""
    return tomllib.loads((_HERE / "locators.toml").read_text(encoding="utf-8"))


def locator(page: str, control: str) -> str:
    return locators()[page][control]


def read(page: Page, what: str, timeout_s: float) -> Reading:
    """Wait until the page shows what makes it this page, then read it.

    Raises `ShopChanged` when it does not within the time.
    """
    seen = page.evaluate(_script(), [what, locators(), timeout_s * 1000])
    if not seen["recognised"]:
        raise ShopChanged(
            f"The page {page.url} (titled {seen['title']!r}) does not look like the known"
            f" {what.replace('_', ' ')} page."
        )
    return Reading(seen["data"], words_in(seen["language"]))


@cache
def _script() -> str:
    return (_HERE / "read.js").read_text(encoding="utf-8")
