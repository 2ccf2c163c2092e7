"""Who may use the hand-over page: whoever came with a token from this machine, once each."""

import secrets
from threading import Lock

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "unbuy_hand_over"
_MOST_TOKENS = 100
_LARGEST_BODY = 64 * 1024
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # without any, browsers tell no origin either
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Keys:
    """The secrets of one run: `key` lies in the home folder, and fetches one-time tokens.

    A token is taken once and becomes the value of a cookie.
    """

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(32)
        self._lock = Lock()
        self._tokens: set[str] = set()
        self._cookies: set[str] = set()

    def new_token(self) -> str:
        with self._lock:
            if len(self._tokens) >= _MOST_TOKENS:
                self._tokens.clear()
            token = secrets.token_urlsafe(24)
            self._tokens.add(token)
            return token

    def cookie_for(self, token: str) -> str | None:
        """The cookie for a token that was not used yet, which it then is."""
        with self._lock:
            known = _found(token, self._tokens)
            if known is None:
                return None
            self._tokens.discard(known)
            cookie = secrets.token_urlsafe(32)
            self._cookies.add(cookie)
            return cookie

    def knows(self, cookie: str | None) -> bool:
        with self._lock:
            return _found(cookie or "", self._cookies) is not None

    def is_key(self, header: str | None) -> bool:
        return secrets.compare_digest((header or "").encode(), f"Bearer {self.key}".encode())


def _found(given: str, known: set[str]) -> str | None:
    """Compared so that the time it takes tells nothing."""
    same = [one for one in known if secrets.compare_digest(one.encode(), given.encode())]
    return same[0] if same else None


class OwnAddressOnly:
    """Refuses requests by another name or from another site's page, and those that are too large.

    Another name would be a page elsewhere whose name was made to lead to this machine.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        problem = self._problem(scope)
        app = PlainTextResponse(problem, 403) if problem else self._app
        await app(scope, receive, guarded)

    def _problem(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return "This page has another name."
        origin = headers.get("origin")
        if scope["method"] == "POST" and origin not in self._origins:
            by_command = origin is None and "authorization" in headers
            return None if by_command else "This comes from another page."
        if not headers.get("content-length", "0").isdecimal():
            return "This has no length."
        if (
            "transfer-encoding" in headers
            or int(headers.get("content-length", "0")) > _LARGEST_BODY
        ):
            return "This is too large."
        return None
