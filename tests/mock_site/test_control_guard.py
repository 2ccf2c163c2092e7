"""The control interface answers this machine's programs, and no page of another site."""

import json

import pytest

from mock_site.app import create_app
from mock_site.specs import WorldSpec
from mock_site.world import World, make_world
from tests.mock_site.direct import DirectVisitor


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(WorldSpec(), rate=0)


@pytest.fixture(scope="module")
def shop_in_use(world: World) -> DirectVisitor:
    """The shop, made once for all tests, since that takes longest."""
    return DirectVisitor(create_app(world))


@pytest.fixture
def visitor(shop_in_use: DirectVisitor, world: World) -> DirectVisitor:
    world.become(make_world(WorldSpec(), rate=0))
    return shop_in_use


@pytest.fixture(scope="module")
def without_control(world: World) -> DirectVisitor:
    return DirectVisitor(create_app(world, with_control=False))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost:80", "LOCALHOST", "[::1]:9", "127.0.0.2:1"]
)
def test_every_name_of_this_machine_is_answered(visitor: DirectVisitor, host: str) -> None:
    assert visitor.ask("GET", "/_control/clock", headers=[_host(host)]).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example:80",
     "10.0.0.1", "", "[", "[::2]:80", "127.0.0.1@evil.example", "\xe9"],
)  # fmt: skip
def test_a_name_that_only_leads_to_this_machine_is_refused(
    visitor: DirectVisitor, host: str
) -> None:
    reply = visitor.ask("POST", "/_control/reset", b"{}", [_host(host)])
    assert reply.status == 403
    assert "for this machine" in json.loads(reply.body)["error"]


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "", "https://127.0.0.1:8000", "http://127.0.0.1:8001",
     "http://localhost:8000", "http://127.0.0.1:8000/"],
)  # fmt: skip
def test_a_page_of_another_origin_is_refused(visitor: DirectVisitor, origin: str) -> None:
    headers = [_host("127.0.0.1:8000"), (b"origin", origin.encode())]
    reply = visitor.ask("POST", "/_control/clock", b'{"advance_s": 60}', headers)
    assert reply.status == 403
    assert visitor.control("GET", "clock")["now"] == "2026-03-02T09:00:00Z"


def test_the_shops_own_page_may_call(visitor: DirectVisitor) -> None:
    headers = [_host("localhost:8000"), (b"origin", b"http://localhost:8000")]
    assert visitor.ask("POST", "/_control/clock", b'{"advance_s": 60}', headers).status == 200


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "PUT"])
@pytest.mark.parametrize("call", ["", "state", "reset", "log", "faults", "nothing"])
def test_without_control_interface_nothing_is_at_its_addresses(
    without_control: DirectVisitor, method: str, call: str
) -> None:
    assert without_control.ask(method, f"/_control/{call}").status == 404


def test_a_huge_call_is_refused_before_it_is_read(visitor: DirectVisitor) -> None:
    declared = [(b"content-length", str(10**9).encode())]
    assert visitor.ask("POST", "/_control/reset", headers=declared).status == 413


def _host(name: str) -> tuple[bytes, bytes]:
    return b"host", name.encode("latin-1")
