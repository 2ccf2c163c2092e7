"""One call of the control interface from Python, and the two ways in which it can fail."""

import json
from datetime import datetime
from decimal import Decimal
from http.client import HTTPConnection, HTTPException
from typing import Any, Protocol
from urllib.parse import urlsplit

from mock_site.shop_process import ShopProcess

_ANSWERS_WITHIN_S = 60
_FINE = 200


class CallRefused(Exception):
    """The shop did not take a call, and nothing has changed; the message says why.

    `status` is 400 for what it can't read, 404 for an unknown order, 409 for what the state of an
    order does not allow; `answer` is all that it said, with the wrong `fields` one by one.
    """

    def __init__(self, call: str, status: int, answer: Any) -> None:
        why = answer.get("error") if isinstance(answer, dict) else None
        super().__init__(f"{call}: {why or f'there is no such call ({status})'}")
        self.status = status
        self.answer = answer


class ShopIsSilent(Exception):
    """The shop does not answer; the message says how its process ended, where that is known."""


class _Somewhere(Protocol):
    @property
    def url(self) -> str: ...
    @property
    def process(self) -> ShopProcess | None: ...


def called(shop: _Somewhere, method: str, call: str, body: Any = None) -> Any:
    """What the shop answers; raises CallRefused and ShopIsSilent."""
    __tracebackhide__ = True  # a failing test shows its own line
    sent = None if body is None else json.dumps(body, default=_plain)
    try:
        status, answer = _asked(shop.url, method, f"/_control/{call}", sent)
    except (OSError, HTTPException) as error:
        end = shop.process and shop.process.end()
        why = end or f"{type(error).__name__}: {error}"
        raise ShopIsSilent(f"The practice shop at {shop.url} does not answer. {why}") from error
    if status != _FINE:
        raise CallRefused(f"{method} {call}", status, answer)
    return answer


def _asked(url: str, method: str, path: str, sent: str | None) -> tuple[int, Any]:
    address = urlsplit(url)
    # A connection of its own: no proxy stands between a test and its shop.
    connection = HTTPConnection(address.hostname or "", address.port, timeout=_ANSWERS_WITHIN_S)
    try:
        connection.request(method, path, sent)
        answer = connection.getresponse()
        return answer.status, _parsed(answer.read())
    finally:
        connection.close()


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _plain(value: object) -> str:
    """A time or a sum as JSON carries it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{value!r} can't be sent to the shop as JSON")
