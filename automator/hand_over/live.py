"""The live picture of the page that a person is needed on, and their doing in it."""

import base64
from contextlib import suppress
from typing import Any

from playwright.sync_api import CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

from automator.hand_over.exchange import Exchange, Wished

_QUALITY = 70
_FIRST_WITHIN_MS = 5000


class LivePage:
    """Shows the newest tab of the page's browser from `start` to `stop`."""

    def __init__(self, page: Page, exchange: Exchange) -> None:
        self._page = page
        self._exchange = exchange
        self._tab = page
        self._session: CDPSession | None = None

    def start(self) -> None:
        self._tab = self._page.context.pages[-1]
        with suppress(PlaywrightError):  # the pictures that follow show what there is
            first = self._tab.screenshot(
                type="jpeg", quality=_QUALITY, timeout=_FIRST_WITHIN_MS, animations="allow"
            )
            self._exchange.show(first)
        self._session = self._page.context.new_cdp_session(self._tab)
        self._session.on("Page.screencastFrame", self._take)
        self._session.send("Page.startScreencast", {"format": "jpeg", "quality": _QUALITY})

    def follow(self) -> None:
        """Go over to a tab that was opened, or back from one that was closed."""
        if self._tab is not self._page.context.pages[-1]:
            self.stop()
            self.start()

    def play(self, wishes: list[Wished]) -> None:
        for wish in wishes:
            with suppress(PlaywrightError):  # what can't be done now is seen in the picture
                wish.play(self._tab)

    def stop(self) -> None:
        if self._session:
            with suppress(PlaywrightError):  # it ended with its tab
                self._session.detach()
        self._session = None

    def _take(self, frame: dict[str, Any]) -> None:
        self._exchange.show(base64.b64decode(frame["data"]))
        if self._session:
            with suppress(PlaywrightError):  # the tab was closed meanwhile
                self._session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})
