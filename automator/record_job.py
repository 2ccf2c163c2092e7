"""`record`: a page of the shop as a file that can be shown to a stranger."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from automator.result import Result
from automator.visits import visit
from automator.wiring import Run, Visit
from flows.errors import ShopChanged

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from automator.recording import Recording
    from automator.redaction.needed import Needed


def record_page(run: Run, what: str, order_id: str, folder: Path) -> Result:
    """Go to a page and keep it, also where it is not as known: then it is needed most."""
    with visit(run, "record") as at:
        from automator.recording import EXPECTED, PAGE

        at.progress.step(f"Opening the page to record: {what.replace('_', ' ')}")
        stopped = None
        try:
            with _on_screen(at, what, order_id):
                recording = _recorded(at, what, order_id)
        except ShopChanged as error:
            stopped = str(error)
            recording = _recorded(at, what, order_id)
        recording.write(folder)
        told = {
            "page": str(folder / PAGE),
            "expected": str(folder / EXPECTED),
            "recognised": stopped is None,
            "reads": recording.error is None,
        }
        return at.result("record", _told(folder / PAGE, stopped, recording.error), more=told)


def _told(file: Path, stopped: str | None, unread: str | None) -> str:
    known = stopped or (f"The record does not read: {unread}" if unread else "It reads as known.")
    return (
        f"Recorded in {file}, without names, addresses, ids and pictures. {known}"
        " Look the file through before you send it to anybody."
    )


@contextmanager
def _on_screen(at: Visit, what: str, order_id: str) -> Iterator[None]:
    """The page on the screen; the form that cancels is opened, looked at, and closed unsent."""
    if what != "cancel_dialog":
        at.shop.show(what, order_id)
        yield
        return
    with at.shop.cancel_dialog(at.shop.order(order_id)) as form:
        form.offered()
        yield


def _recorded(at: Visit, what: str, order_id: str) -> "Recording":
    from automator.recording import Recorder
    from automator.redaction.at_home import words_of
    from automator.redaction.needed import Needed
    from automator.redaction.page import Redaction
    from flows.sites.aliexpress.on_show import Asked

    page = at.page.context.pages[-1]  # the form that cancels may stand in a tab of its own
    needed = Needed(at.tables)
    host = urlsplit(at.settings.shop_url).netloc
    redaction = Redaction(
        needed, words_of(page, at.tables), host, tuple(_secrets(at, page, needed))
    )
    return Recorder(at.tables, redaction).record(page, Asked(what, order_id, at.clock.now()))


def _secrets(at: Visit, page: "Page", needed: "Needed") -> Iterator[str]:
    """What is known of the buyer: never kept, even where the shop has the same word."""
    yield from at.settings.secrets
    greeted = page.locator(needed.greeting).all_text_contents()
    for text in (at.settings.username or "", *greeted):
        yield text
        yield from re.findall(r"\w{2,}", text)
