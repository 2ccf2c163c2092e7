"""What a page tries beside showing itself: dialogs, downloads, windows of other sites; all refused.

Each is told in the log, without the page's own words.
"""

from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Dialog, Download, Page
from playwright.sync_api import Error as PlaywrightError

_Own = Callable[[str], bool]
_Warn = Callable[[str], None]
_NOWHERE = {"", "about:blank", "about:srcdoc"}


def refuse_unwanted(context: BrowserContext, is_own: _Own, warn: _Warn) -> None:
    """From now on; `is_own` tells whether a window with this address may stay open."""

    def opened(tab: Page) -> None:
        # Not as soon as it navigates: a tab that is closed in the middle of its way may hang.
        tab.on("domcontentloaded", lambda _: _close_if_foreign(tab, is_own, warn))
        tab.on("download", downloaded)

    def downloaded(download: Download) -> None:
        warn(f"a page of {_host(download.page.url)} tried a download; it was refused")

    context.on("dialog", lambda dialog: _dismiss(dialog, warn))
    context.on("page", opened)
    for page in context.pages:
        page.on("download", downloaded)


def _dismiss(dialog: Dialog, warn: _Warn) -> None:
    leaving = dialog.type == "beforeunload"  # the run goes where it goes
    if not leaving:
        where = _host(dialog.page.url) if dialog.page else "the shop"
        warn(f"a page of {where} showed a dialog ({dialog.type}); it was dismissed")
    with suppress(PlaywrightError):  # its page was closed meanwhile
        if leaving:
            dialog.accept()
        else:
            dialog.dismiss()


def _close_if_foreign(tab: Page, is_own: _Own, warn: _Warn) -> None:
    if tab.url in _NOWHERE or is_own(tab.url):
        return
    warn(f"a page opened a window of {_host(tab.url)}; it was closed")
    with suppress(PlaywrightError):
        tab.close()


def _host(url: str) -> str:
    return urlsplit(url).netloc or "another site"
