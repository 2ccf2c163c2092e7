"""Calls the control interface of a running shop as a script of a user would."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What was answered; `json` is None where it is not JSON."""

    status: int
    json: Any

    @property
    def fields(self) -> set[str]:
        """The fields that were complained of."""
        return {complaint["field"] for complaint in self.json["fields"]}


@dataclass(frozen=True)
class ControlClient:
    """The control interface below a base address."""

    url: str

    def get(self, path: str) -> Any:
        reply = self.call("GET", path)
        assert reply.status == 200, reply
        return reply.json

    def post(self, path: str, body: Any = None) -> Any:
        reply = self.call("POST", path, body)
        assert reply.status == 200, reply
        return reply.json

    def call(self, method: str, path: str, body: Any = None) -> Reply:
        """Send bytes as they are and anything else as JSON; None sends no body."""
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310 - loopback
            f"{self.url}/_control{path}", data=data, method=method
        )
        try:
            answer = urllib.request.urlopen(request, timeout=10)  # noqa: S310 - loopback
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return Reply(answer.status, _parsed(answer.read()))

    def orders(self) -> dict[str, Any]:
        return {order["id"]: order for order in self.get("/state")["orders"]}


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
