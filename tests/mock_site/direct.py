"""A visitor who asks the application directly, without a network: quick, and any bytes go."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode

from starlette.types import ASGIApp, Message

_FORM = (b"content-type", b"application/x-www-form-urlencoded")
HOST = (b"host", b"127.0.0.1:8000")
# A browser that other tests have driven holds on to the event loop of the thread of the tests.
_ELSEWHERE = ThreadPoolExecutor(1)


@dataclass(frozen=True)
class Reply:
    """One answer of the site; `headers` holds the last one of each name."""

    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class DirectVisitor:
    """A browser's cookies, and requests as a server would hand them to the application."""

    app: ASGIApp
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Reply:
        return self.ask("GET", path)

    def post(self, path: str, **fields: str) -> Reply:
        """Post a form with the token of the visitor's session."""
        body = urlencode({"_csrf_token_": self.csrf(), **fields}).encode()
        return self.ask("POST", path, body, [_FORM])

    def csrf(self) -> str:
        found = re.search(r'name="csrf-token" content="(\w+)"', self.get("/").text)
        assert found
        return found[1]

    def sign_in(self, name: str, password: str) -> None:
        assert b'"url"' in self.post("/login/submit", loginId=name, password=password).body

    def control(self, method: str, call: str, body: Any = None) -> Any:
        sent = b"" if body is None else json.dumps(body).encode()
        reply = self.ask(method, f"/_control/{call}", sent)
        assert reply.status == 200, reply
        return json.loads(reply.body)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: list[tuple[bytes, bytes]] | None = None,
    ) -> Reply:
        """Send anything; what is in `headers` stands beside the cookies and the host."""
        more = list(headers or [])
        if HOST[0] not in dict(more):
            more.append(HOST)
        if body:
            more.append((b"content-length", str(len(body)).encode()))
        if self.cookies:
            kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            more.append((b"cookie", kept.encode()))
        reply = _ELSEWHERE.submit(asyncio.run, _asked(self.app, method, path, body, more)).result()
        for cookie in reply.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return reply


async def _asked(
    app: ASGIApp, method: str, path: str, body: bytes, headers: list[tuple[bytes, bytes]]
) -> Reply:
    raw, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(raw),
        "raw_path": raw.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = sent[0]
    fields = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"]]
    cookies = tuple(value for name, value in fields if name == "set-cookie")
    content = b"".join(message.get("body", b"") for message in sent[1:])
    return Reply(start["status"], dict(fields), cookies, content)
