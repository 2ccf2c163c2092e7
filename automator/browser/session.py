"""One browser page with the account's kept session."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser as PlaywrightBrowser
from playwright.sync_api import (
    BrowserContext,
    Page,
    Playwright,
    StorageState,
    StorageStateCookie,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

from automator.browser.find import Browser
from automator.browser.kept import ENDS, SINCE, ends_of, renewed
from automator.browser.session_file import SessionFile, Whose
from automator.browser.shown import actions_shown

# Playwright waits for whatever moves to stand still, and nobody watches a headless page. A style
# element would be refused by pages with a content security policy.
_STILL = """
const still = new CSSStyleSheet();
still.replaceSync(
    "*, ::before, ::after { animation: none !important; transition: none !important }");
document.adoptedStyleSheets.push(still);
"""


class BrowserDidNotStart(Exception):
    """The browser that was found can't be started."""


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """How to open a page. `kept` has cookies and storage; `slow_mo` is in milliseconds.

    `traces` is where Playwright writes what it traces until that is rewritten. `imported` are the
    cookies of another browser, which then take the place of the kept session.
    """

    browser: Browser
    kept: SessionFile
    cache: Path
    headed: bool = False
    slow_mo: int = 0
    traces: Path | None = None
    imported: Sequence[StorageStateCookie] | None = None


@contextmanager
def browser_page(settings: SessionSettings) -> Iterator[Page]:
    """A page in a fresh context that carries the kept session, whose cookies are kept anew."""
    os.environ.setdefault("NODE_COMPILE_CACHE", str(settings.cache))  # the driver starts faster
    with sync_playwright() as playwright:
        browser = _launch(
            playwright,
            settings.browser,
            headed=settings.headed,
            slow_mo=settings.slow_mo,
            traces=settings.traces,
        )
        context = browser.new_context(
            storage_state=_storage(settings),
            viewport={"width": 1280, "height": 900},
            accept_downloads=False,
        )
        page = context.new_page()
        if not settings.headed:
            context.add_init_script(_STILL)
        try:
            with actions_shown(page) if settings.headed else nullcontext():
                yield page
        finally:
            if settings.imported is None:
                _keep_cookies(context, settings.kept)
            with suppress(PlaywrightError):  # what the run has to say is told, whatever was killed
                browser.close()


def started_version(browser: Browser) -> str:
    """Start it without a window, ask for its version, and close it. Raises BrowserDidNotStart."""
    with sync_playwright() as playwright:
        started = _launch(playwright, browser)
        version = started.version
        started.close()
    return version


def keep_session(
    context: BrowserContext, file: SessionFile, whose: Whose, now: Callable[[], datetime]
) -> None:
    """Keep cookies and storage, right after a sign-in, while the page is sure to answer."""
    at, state = now(), context.storage_state(indexed_db=True)
    ends = ends_of(state["cookies"], at)
    known = {SINCE: at.isoformat(), ENDS: ends.isoformat() if ends else None, **asdict(whose)}
    file.write({**known, **state})


def _storage(settings: SessionSettings) -> StorageState | None:
    """What the browser takes of a kept session."""
    if settings.imported is not None:
        return {"cookies": list(settings.imported), "origins": []}
    kept = settings.kept.read()
    if kept is None:
        return None
    return {"cookies": kept["cookies"], "origins": kept.get("origins", [])}


def _launch(
    playwright: Playwright,
    browser: Browser,
    *,
    headed: bool = False,
    slow_mo: int = 0,
    traces: Path | None = None,
) -> PlaywrightBrowser:
    try:
        return playwright.chromium.launch(
            **browser.launch_options(),
            headless=not headed,
            slow_mo=slow_mo,
            traces_dir=traces,
            # Ctrl-C is ours to handle: the browser stays until the run has put things in order.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
    except PlaywrightError as error:
        raise BrowserDidNotStart(
            f"The browser {browser.executable} does not start:"
            f" {error.message.splitlines()[0]} Set UNBUY_BROWSER_PATH to one that does."
        ) from error


def _keep_cookies(context: BrowserContext, file: SessionFile) -> None:
    """Keep what the shop renewed meanwhile.

    Asks the browser, not the page: one that never finishes loading would keep us waiting for ever.
    """
    kept = file.read()
    if kept is None:
        return
    with suppress(PlaywrightError):  # the browser is gone: what was kept before stays
        file.write(renewed(kept, list(context.cookies())))
