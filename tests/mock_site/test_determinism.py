"""The same seed and the same calls give the same bytes, whichever process answers them."""

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from mock_site.addresses import CART, HOME, SEARCH
from mock_site.layouts import classic, current
from mock_site.specs import LAYOUTS

_ADDRESSES = {"current": current.ADDRESSES, "classic": classic.ADDRESSES}
_OF_ORDERS = ("order", "cancel", "refund", "tracking", "dispute", "dispute_detail", "messages")
_FAULTS = [
    {"at": "orders.list", "kind": "garbled", "times": "always", "chance": 0.4},
    {"at": "order.detail", "kind": "error_before", "times": None, "chance": 0.3},
    {"at": "any", "kind": "popup", "times": None, "chance": 0.5, "which": "any"},
    {"at": "cancel.submit", "kind": "lie", "times": None, "chance": 0.5},
]
_DAYS = (0.1, 4, 30)


@dataclass
class Caller:
    """Plays one script to a running shop and keeps what was answered to each call."""

    connection: http.client.HTTPConnection
    answers: list[tuple[str, int, bytes]] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)

    def begin_anew(self) -> None:
        """Know nothing, on a new connection: a shop ends one that was idle for long."""
        self.connection.close()
        self.cookies.clear()
        self.answers.clear()

    def ask(self, method: str, path: str, body: str | None = None, kind: str = "json") -> bytes:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"cookie": kept, "content-type": f"application/{kind}"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        said = answer.read()
        for cookie in answer.headers.get_all("set-cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.answers.append((f"{method} {path} {body}", answer.status, said))
        return said

    def control(self, method: str, call: str, body: Any = None) -> Any:
        sent = None if body is None else json.dumps(body)
        return json.loads(self.ask(method, f"/_control/{call}", sent))

    def send(self, path: str, **fields: str) -> None:
        """Post a form with the token of the visitor's session."""
        token = re.search(rb'name="csrf-token" content="(\w+)"', self.ask("GET", HOME))
        assert token
        form = urlencode({"_csrf_token_": token[1].decode(), **fields})
        self.ask("POST", path, form, "x-www-form-urlencoded")


def _play(caller: Caller, scenario: str, layout: str) -> None:
    """What sellers, the shop and a buyer do in a world whose time is wound between."""
    caller.begin_anew()
    wanted = {"scenario": scenario, "layout": layout, "seed": 2024, "rate": 0}
    caller.control("POST", "reset", wanted)
    state = caller.control("GET", "state")
    buyer = state["accounts"][0]
    caller.send("/login/submit", loginId=buyer["username"], password=buyer["password"])
    caller.control("POST", "faults", _FAULTS)
    orders = [it["id"] for it in state["orders"] if it["account"] == buyer["username"]][:6]
    orders.append(caller.control("POST", "orders", {"account": buyer["username"]})["id"])
    for days in _DAYS:
        _look_around(caller, layout, orders)
        _act(caller, orders)
        caller.control("POST", "clock", {"advance_s": days * 86_400})
        caller.control("GET", "state")
    caller.control("GET", "log")


def _look_around(caller: Caller, layout: str, orders: list[str]) -> None:
    addresses = _ADDRESSES[layout]
    lists = (addresses.orders, addresses.deleted_orders, addresses.inbox)
    for path in (HOME, SEARCH, CART, *lists):
        caller.ask("GET", path)
    for order in orders:
        for page in _OF_ORDERS:
            caller.ask("GET", addresses.of_order(page, order))


def _act(caller: Caller, orders: list[str]) -> None:
    """Whatever is possible goes through, the rest is refused: both are answers to compare."""
    for order in orders:
        caller.send("/p/order/cancel", orderId=order, reason="buyerDonotwantOrder", note="")
        caller.control("POST", f"orders/{order}/seller", {"do": "message"})
        caller.control("POST", f"orders/{order}/seller", {"do": "decline"})
        caller.control("POST", f"orders/{order}/platform", {"do": "freeze"})
        caller.send("/p/order/add_to_cart", orderId=order)
        caller.send("/p/order/delete", orderId=order)


@contextmanager
def _shop(hash_seed: int) -> Iterator[Caller]:
    """A shop as a process of its own; gone when left."""
    with ExitStack() as stack:
        process = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "mock_site", "--port", "0"],
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
            )
        )
        stack.callback(process.kill)
        assert process.stdout
        address = urlsplit(process.stdout.readline().strip()).netloc
        connection = http.client.HTTPConnection(address, timeout=20)
        stack.callback(connection.close)
        yield Caller(connection)


@pytest.fixture(scope="module")
def shops() -> Iterator[tuple[Caller, Caller]]:
    """Two processes in which nothing is ordered alike by accident."""
    with _shop(1) as one, _shop(2) as other:
        yield one, other


@pytest.mark.sampled
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("scenario", ["everyday", "every-state", "disputes", "stubborn-sellers"])
def test_two_shops_answer_the_same_calls_with_the_same_bytes(
    shops: tuple[Caller, Caller], scenario: str, layout: str
) -> None:
    for shop in shops:
        _play(shop, scenario, layout)
    one, other = shops
    for before, after in zip(one.answers, other.answers, strict=True):
        assert before == after
    assert {status for _, status, _ in one.answers} >= {200, 409, 500}, "faults struck, too"
