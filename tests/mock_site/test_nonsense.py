"""Whatever is sent to the shop, it answers with a page or says what is wrong: never with a 500."""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.routing import Route

from mock_site import scenarios
from mock_site.app import LAYOUTS, create_app
from mock_site.world import World, make_world
from tests.mock_site.conftest import BUYER, PASSWORD, Storefront
from tests.mock_site.direct import DirectVisitor

pytestmark = pytest.mark.sampled

_WORLD = scenarios.load("every-state")
_ODD = (
    "", "0", "-1", "1e9", "9" * 300, "\0", "a\0b", "\ud800", "%", "%zz", "..", "../../etc/passwd",
    "<script>", "'\"", "{{ 7 * 7 }}", "\r\nset-cookie: x=y", "//evil.example", "http://[", "٣", "²",
    "javascript:alert(1)", "NaN", "Infinity", "true", "null",
)  # fmt: skip
_FIELDS = (
    "orderId", "tradeOrderId", "tab", "page", "search", "reason", "note", "action", "days",
    "amount", "return_url", "url", "loginId", "password", "code", "SearchText", "SortType", "sku",
    "id", "text", "_csrf_token_",
)  # fmt: skip
_FORMS = (
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=nonsense",
    "multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=",
    "application/json", "text/plain", "", "\xff",
)  # fmt: skip
_GOOD = ("1", "7", "2.50", "card", "delete", "pay", "all", "recycle", "/p/order/index.html", BUYER)
_ORDERS = tuple(make_world(_WORLD).shop.orders)
_METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "BREW")


def _paths() -> Iterator[str]:
    for routes in LAYOUTS.values():
        for route in routes(make_world(_WORLD)):
            if isinstance(route, Route):
                yield re.sub(r"{\w+(:\w+)?}", "x", route.path)
    yield from ("/_control/" + call for call in ("state", "reset", "orders", "clock", "faults"))
    yield from ("/assets/x/y", "/img/thing/x.svg", "/_control/orders/1/seller")


def _encoded(value: str) -> str:
    return quote_from_bytes(value.encode("utf-8", "surrogatepass"), safe="")


_raw = st.binary(max_size=12).map(lambda raw: quote_from_bytes(raw, safe=""))
_value = st.one_of(st.sampled_from(_ODD).map(_encoded), _raw, st.just("%"), st.just("\xe9"))
_order = st.tuples(st.sampled_from(("orderId", "tradeOrderId")), st.sampled_from(_ORDERS))
_pair = st.tuples(st.sampled_from(_FIELDS) | _raw, _value | st.sampled_from(_GOOD))
_pairs = st.lists(_order | _pair, max_size=5)
_query = _pairs.map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs))
_path = st.sampled_from(sorted(set(_paths()))) | st.builds("/{}/{}".format, _raw, _raw)
_header = st.sampled_from(
    [
        *((b"host", host) for host in (b"", b"[", b"a:b:c", b"\xff", b"evil.example:99999")),
        *((b"referer", url) for url in (b"http://[", b"\xff", b"//x", b"javascript:0")),
        *((b"cookie", c) for c in (b"xman_t", b"=;=;", b"xman_t=\xff", b'xman_t="')),
        (b"x-requested-with", b"fetch"),
        (b"accept-language", b"\xff"),
        (b"range", b"bytes=9-1"),
    ]
)


@dataclass
class Site:
    """One application, whose world is made anew for each example."""

    layout: str

    def __post_init__(self) -> None:
        self.world = self._fresh()
        self.app = create_app(self.world)

    def _fresh(self) -> World:
        return make_world(_WORLD.model_copy(update={"layout": self.layout}), rate=0)

    def buyer(self) -> DirectVisitor:
        """The buyer of a fresh world, signed in."""
        self.world.become(self._fresh())
        visitor = DirectVisitor(self.app)
        visitor.sign_in(BUYER, PASSWORD)
        return visitor


@pytest.fixture(scope="module", params=LAYOUTS)
def site(request: pytest.FixtureRequest) -> Site:
    return Site(request.param)


@settings(max_examples=150, deadline=None)
@given(
    method=st.sampled_from(_METHODS),
    path=_path,
    query=_query,
    form=_query | st.binary(max_size=30),
    content=st.sampled_from(_FORMS),
    headers=st.lists(_header, max_size=2),
)
def test_no_request_is_too_strange_for_an_answer(
    site: Site,
    method: str,
    path: str,
    query: str,
    form: str | bytes,
    content: str,
    headers: list[tuple[bytes, bytes]],
) -> None:
    buyer = site.buyer()
    body = form if isinstance(form, bytes) else form.encode("latin-1")
    token = (b"x-csrf-token", buyer.csrf().encode())
    sent = [*headers, token, (b"content-type", content.encode("latin-1"))]
    reply = buyer.ask(method, f"{path}?{query}", body, sent)
    assert reply.status < 500
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nhost: x\r\n\r\n", b"414"),
        (b"GET /?" + b"a" * 9000 + b" HTTP/1.1\r\nhost: x\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nhost: x\r\nx: " + b"a" * 40000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nhost: x\r\nx: " + b"a" * 400000 + b"\r\n\r\n", b"400"),
        (b"GET /%zz%00%ff HTTP/1.1\r\nhost: x\r\n\r\n", b"404"),
        (b"GET /\xff HTTP/1.1\r\nhost: x\r\n\r\n", b"400"),
        (b"GET http://evil.example/ HTTP/1.1\r\nhost: x\r\n\r\n", b"404"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", b"411"),
        (b"BREW / HTTP/1.1\r\nhost: x\r\n\r\n", b"405"),
        (b"\0\r\n\r\n", b"400"),
    ],
)  # fmt: skip
def test_what_is_no_good_request_is_told_so_and_the_next_one_is_answered(
    storefront: Storefront, sent: bytes, status: bytes
) -> None:
    for request, expected in ((sent, status), (b"GET / HTTP/1.1\r\nhost: x\r\n\r\n", b"200")):
        where = urlsplit(storefront.url)
        with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
            connection.sendall(request)
            assert connection.recv(12) == b"HTTP/1.1 " + expected
