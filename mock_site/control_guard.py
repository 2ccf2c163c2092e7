"""Who may call the control interface: programs on this machine, and no page of another site."""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class ControlGuard:
    """Answers 403 to a call that a page of another site may have made somebody's browser send.

    Such a page has an origin of its own, or a name of its own that leads to this machine.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if refusal := _refusal(Headers(scope=scope)):
            app = JSONResponse({"error": refusal}, 403)
        await app(scope, receive, send)


def _refusal(headers: Headers) -> str | None:
    host, origin = headers.get("host", ""), headers.get("origin")
    if not _is_loopback(host):
        return f"The control interface is for this machine; {host!r} is not a name of it."
    if origin is not None and origin != f"http://{host}":
        return f"The control interface takes no calls from pages of {origin!r}."
    return None


def _is_loopback(host: str) -> bool:
    """Whether a Host header, with or without a port, names this machine."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
