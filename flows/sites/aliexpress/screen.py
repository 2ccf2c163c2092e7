"""What a page object works with: the browser's page, and the selectors of its layout.

One evaluation reads a page: `read.js` waits for it, a layout's `readers.js` brings the raw texts,
and the page objects give them meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from flows.errors import ShopChanged
from flows.sites.aliexpress.locators import ALIKE
from flows.sites.aliexpress.tables import OURS, Tables
from flows.sites.aliexpress.told_address import told_address
from flows.sites.aliexpress.words import Words

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Reading:
    """The layout of a page, its raw texts as the layout's `readers.js` names them, its words."""

    layout: str
    data: dict[str, Any]
    words: Words


@dataclass(frozen=True, slots=True)
class Screen:
    """A page that shows a layout; `timeout_s` bounds the wait for one page or control."""

    page: Page
    layout: str
    timeout_s: float
    tables: Tables = OURS

    def read(self, what: str) -> Reading:
        """Wait until the page shows what makes it this page of the layout, then read it.

        Raises `ShopChanged` when it does not within the time.
        """
        return shown(self.page, what, (self.layout,), self.timeout_s, self.tables)

    def selector(self, part: str, control: str) -> str:
        return self.tables.locators(self.layout)[part][control]

    def locate(self, part: str, control: str) -> Locator:
        return self.page.locator(self.selector(part, control))


def shown(
    page: Page, what: str, layouts: Sequence[str], timeout_s: float, tables: Tables = OURS
) -> Reading:
    """Wait until the page is the one called `what` in one of these layouts, then read it.

    Raises `ShopChanged` when it is none of them within the time.
    """
    at = {layout: tables.locators(layout) for layout in layouts}
    seen = page.evaluate(_script(tuple(layouts)), [what, at, timeout_s * 1000])
    if seen["layout"] is None:
        places = " or ".join(f"[locators.{layout}.{what}]" for layout in layouts)
        raise ShopChanged(
            f"The page {told_address(page.url)} (titled {seen['title']!r}) does not look like the"
            f" known {what.replace('_', ' ')} page. If its parts stand elsewhere now, name them"
            f" under {places} in overrides.toml."
        )
    return Reading(seen["layout"], seen["data"], tables.words_in(seen["language"]))


@cache
def _script(layouts: tuple[str, ...]) -> str:
    readers = ",\n".join(f"{name}: {_readers(name)}" for name in layouts)
    return f"(asked) => ({_source('read.js')})({{\n{readers}\n}}, ...asked)"


def _readers(layout: str) -> str:
    """The layout's own, beside those of the pages that differ in their selectors alone."""
    folders = (ALIKE, "disputes", layout)
    sources = (_source(f"{folder}/readers.js") for folder in folders)
    every = ", ".join(f"...({source})(tools, at)" for source in sources)
    return f"(tools, at) => ({{{every}}})"


def _source(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").rstrip().removesuffix(";")
