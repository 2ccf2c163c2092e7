"""A page kept as a file for others to look at: redacted, with what its page object reads of it."""

import json
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, ViewportSize
from playwright.sync_api import Error as PlaywrightError

from automator.redaction.as_seen import page_as_seen
from automator.redaction.links import SHOP
from automator.redaction.page import Redaction
from flows.domain.moments import iso
from flows.errors import FlowError
from flows.sites.aliexpress.on_show import Asked, read_on_show
from flows.sites.aliexpress.tables import OURS, Tables

PAGE, EXPECTED = "page.html", "expected.json"
_SHOWN_WITHIN_S = 2.0
# With scripts switched off in the browser itself, our own waiting would never end.
_HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
}
_VIEWPORT: ViewportSize = {"width": 1280, "height": 900}


@dataclass(frozen=True, slots=True)
class Recording:
    """A redacted page and what is read of it.

    `address` is where the page stands, redacted too. `layout` and `reads` are None where it is not
    as known; then `error` says why.
    """

    html: str
    address: str
    asked: Asked
    layout: str | None = None
    reads: Any = None
    error: str | None = None

    def document(self) -> dict[str, Any]:
        """The content of expected.json."""
        return {
            "page": self.asked.page,
            "address": self.address,
            "order": self.asked.order_id or None,
            "now": plain(self.asked.now),
            "layout": self.layout,
            "reads": self.reads,
            "error": self.error,
        }

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / PAGE).write_text(self.html, encoding="utf-8")
        told = json.dumps(self.document(), indent=2, ensure_ascii=False)
        (folder / EXPECTED).write_text(f"{told}\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Recorder:
    """Records pages of one visit. `tables` are what pages are read by, `redaction` what goes."""

    tables: Tables
    redaction: Redaction

    def record(self, page: Page, asked: Asked) -> Recording:
        """The page as it stands now, whatever it is."""
        html = self.redaction.page(page_as_seen(page, self.redaction.needed.shops_own))
        order_id = self.redaction.ids.of(asked.order_id) if asked.order_id else ""
        address = self.redaction.address(page.url)
        recording = Recording(
            html,
            address if address.startswith(SHOP) else f"{SHOP}/",
            Asked(asked.page, order_id, asked.now),
        )
        browser = page.context.browser
        return read_again(browser, recording, self.tables) if browser else recording


def read_again(browser: Browser, recording: Recording, tables: Tables = OURS) -> Recording:
    """The same page with what is read of its file, in a browser that runs and fetches nothing."""
    context = browser.new_context(viewport=_VIEWPORT)
    try:
        page = context.new_page()
        page.set_default_timeout(_SHOWN_WITHIN_S * 1000)
        page.route("**/*", partial(_answer, recording))
        page.goto(recording.address)
        layout, reads = read_on_show(page, recording.asked, _SHOWN_WITHIN_S, tables)
        return replace(recording, layout=layout, reads=plain(reads))
    except (FlowError, PlaywrightError) as error:
        return replace(recording, error=str(error))
    finally:
        context.close()


def load_recording(folder: Path) -> Recording:
    """What was written there, with what was read of it then."""
    told = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
    return Recording(
        (folder / PAGE).read_text(encoding="utf-8"),
        told["address"],
        Asked(told["page"], told["order"] or "", datetime.fromisoformat(told["now"])),
        told["layout"],
        told["reads"],
        told["error"],
    )


def _answer(recording: Recording, route: Route) -> None:
    """Only the page itself is there."""
    if route.request.is_navigation_request() and route.request.url == recording.address:
        route.fulfill(body=recording.html, headers=_HEADERS)
    else:
        route.abort()


def plain(value: Any) -> Any:
    """A value of the journeys as JSON has it: times in ISO 8601, sums as decimal strings."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(map(plain, value))
    if isinstance(value, tuple):
        return list(map(plain, value))
    if isinstance(value, date):  # which a datetime is, too
        return iso(value)
    return str(value) if isinstance(value, Decimal | StrEnum) else value
