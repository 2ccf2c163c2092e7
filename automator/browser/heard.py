"""What a browser says by itself during a run: the pages' console, and requests that failed."""

from collections import deque
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response
from playwright.sync_api import Error as PlaywrightError

from flows.sites.aliexpress.told_address import told_address

_AT_MOST = 200
_ERROR = 400
_SHORTEST_TOKEN = 8  # characters; shorter values are no secret and stand anywhere


class Heard:
    """The newest of it, as documents with times in ISO 8601; real time, as the browser's own is."""

    def __init__(self, context: BrowserContext) -> None:
        self.console: deque[dict[str, Any]] = deque(maxlen=_AT_MOST)
        self.failed_requests: deque[dict[str, Any]] = deque(maxlen=_AT_MOST)
        context.on("console", self._said)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        place = message.location
        self.console.append(
            {
                "at": real_now(),
                "type": message.type,
                "text": message.text,
                "page": told_address(place["url"]),
                "line": place["lineNumber"],
            }
        )

    def _failed(self, request: Request) -> None:
        self._request(request, "why", request.failure)

    def _answered(self, response: Response) -> None:
        if response.status >= _ERROR:
            self._request(response.request, "status", response.status)

    def _request(self, request: Request, name: str, how: str | int | None) -> None:
        self.failed_requests.append(
            {
                "at": real_now(),
                "method": request.method,
                "address": told_address(request.url),
                "kind": request.resource_type,
                name: how,
            }
        )


def tokens_of(context: BrowserContext) -> frozenset[str]:
    """What cookies hold, which a page's script may tell; nothing where the browser is gone."""
    try:
        values = [cookie.get("value", "") for cookie in context.cookies()]
    except PlaywrightError:
        return frozenset()
    return frozenset(value for value in values if len(value) >= _SHORTEST_TOKEN)


def real_now() -> str:
    """As documents about the browser have it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
