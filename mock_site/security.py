"""What a careful shop puts around every page: limits to the browser and to bodies."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 64 * 1024
"""Bytes; a cancellation with its note is under one kilobyte."""

# Prices and thumbnails carry style attributes, as in the real shop; style elements are not allowed.
_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; img-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self';"
    " style-src 'self'; style-src-attr 'unsafe-inline';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
_HEADERS = {
    "content-security-policy": _CONTENT_SECURITY_POLICY,
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class SecurityHeaders:
    """Adds the headers to every answer, and keeps pages out of shared and kept caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, send_guarded)


class BodyLimit:
    """Answers 413 to a body over the limit and 411 to one that does not tell its length."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST_BODY) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        app = self.app
        if "transfer-encoding" in headers:
            app = PlainTextResponse("Length required", 411)
        elif int(headers.get("content-length", "0")) > self.largest:
            app = PlainTextResponse("Content too large", 413)
        await app(scope, receive, send)
