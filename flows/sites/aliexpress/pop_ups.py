"""What the shop lays over its pages: each pop-up is closed by its own button, and by no other way.

What is not known here is not touched: a control under it can't be used, and the run says what lies
there.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as NotInTime

from flows.errors import ShopChanged
from flows.sites.aliexpress.browser_gone import while_browser_lasts

# The buttons that say no, or only close. "known": seen by public tools; "guess": from no source.
_CLOSERS = (
    ".cookie-bar .btn-reject",  # guess; the known .btn-accept would agree to more than is needed
    ".benifit-cancel",  # known, spelt like this: a coupon
    "#J_xiaomi_dialog .xiaomi-close",  # known is the id: the assistant
    ".app-popup .app-popup-close",  # guess: an advertisement for the app
)
_COVERING = re.compile(r"(<[^>]+>)[^\n]*intercepts pointer events")


def close_pop_ups(page: Page) -> None:
    """From now on, have whatever pop-up turns up closed before the next control is used."""
    closer = page.locator(", ".join(_CLOSERS)).filter(visible=True).first
    # A button that was pressed before the page listened to it is pressed again.
    page.add_locator_handler(closer, _press, no_wait_after=True)


@contextmanager
def usable(page: Page, control: str) -> Iterator[None]:
    """Raise `ShopChanged` where what is used inside can't be: `control` is what it is called.

    `BrowserGone` where that is for want of a browser.
    """
    try:
        with while_browser_lasts(page):
            yield
    except NotInTime as late:
        raise ShopChanged(f"{control} could not be used: {_why_unusable(late)}.") from late


def _why_unusable(error: PlaywrightError) -> str:
    """What Playwright says of a control that could not be used, naming what lies over it."""
    covering = _COVERING.findall(error.message)
    return f"{covering[-1]} lies over it" if covering else error.message.splitlines()[0]


def _press(closer: Locator) -> None:
    closer.click()
