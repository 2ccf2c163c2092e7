"""What a careful shop puts around every page: limits to the browser and to requests."""

from collections.abc import Mapping
from types import MappingProxyType

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock_site.addresses import FRAMED

LARGEST_BODY = 64 * 1024
"""Bytes; a cancellation with its note is under one kilobyte."""

LONGEST_ADDRESS = 8 * 1024
LARGEST_HEADERS = 32 * 1024
"""Bytes, as usual servers have them; a browser with its cookies sends about one kilobyte."""

# Prices and thumbnails carry style attributes, as in the real shop; style elements are not allowed.
# A page shows pictures that its reader is about to send: to a browser these are blobs.
_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; img-src 'self' blob:; script-src 'self'; connect-src 'self';"
    " frame-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
    " form-action 'self'; base-uri 'none'; frame-ancestors "
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def _framing(path: str) -> dict[str, str]:
    """Who may hold the page in a frame: this site, where it does, and nobody else."""
    by, options = ("'self'", "SAMEORIGIN") if path in FRAMED else ("'none'", "DENY")
    policy = _CONTENT_SECURITY_POLICY + by
    return {"content-security-policy": policy, "x-frame-options": options}


class SecurityHeaders:
    """Adds the headers to every answer, and keeps pages out of shared and kept caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS | _framing(scope["path"]))
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, send_guarded)


class Limits:
    """Answers 413, 414 or 431 to what is too large, and 411 to a body of an untold length.

    `larger` names the paths whose bodies have a limit of their own, in bytes.
    """

    def __init__(
        self,
        app: ASGIApp,
        largest_body: int = LARGEST_BODY,
        larger: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self.app = app
        self.largest_body = largest_body
        self.larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        app = self.app
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            app = PlainTextResponse("Address too long", 414)
        elif sum(len(name) + len(value) for name, value in headers.raw) > LARGEST_HEADERS:
            app = PlainTextResponse("Headers too large", 431)
        elif "transfer-encoding" in headers:
            app = PlainTextResponse("Length required", 411)
        elif int(headers.get("content-length", "0")) > self._most(scope["path"]):
            app = PlainTextResponse("Content too large", 413)
        await app(scope, receive, send)

    def _most(self, path: str) -> int:
        return self.larger.get(path, self.largest_body)
