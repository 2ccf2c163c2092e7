"""A mail server and a webhook of the tests' own, on loopback."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Webhook:
    """What was posted; `status` is what it answers with, `held` lets it hang until it is set."""

    port: int = 0
    status: int = 200
    got: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    held: threading.Event | None = None

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.port}/secret-path"

    @property
    def subjects(self) -> list[str]:
        return [posted["title"] for posted in self.got]


@contextmanager
def webhook() -> Iterator[Webhook]:
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if hook.held:
                hook.held.wait(30)
            if hook.status < 300:
                hook.got.append(json.loads(body))
                hook.keys.append(self.headers["Idempotency-Key"])
            self.send_response(hook.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield hook
    if hook.held:
        hook.held.set()
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Mailbox:
    """What the mail server took."""

    port: int = 0
    mails: list[Message] = field(default_factory=list)

    @property
    def url(self) -> str:
        to = "to=ann@example.org&from=unbuy@example.org&mode=insecure"
        return f"mailto://127.0.0.1:{self.port}?{to}"

    @property
    def subjects(self) -> list[str]:
        return [str(make_header(decode_header(mail["Subject"]))) for mail in self.mails]

    async def handle_DATA(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        self.mails.append(message_from_bytes(content if isinstance(content, bytes) else b""))
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        box = Mailbox(free.getsockname()[1])
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()
