"""What the control interface does not take: it says which field, and changes nothing."""

import json
from typing import Any

import pytest

from tests.mock_site.conftest import BUYER, OTHER_BUYER, Storefront
from tests.mock_site.control_client import ControlClient

_NO_ORDER = "8190999999999999"


@pytest.fixture
def control(storefront: Storefront) -> ControlClient:
    """The control interface of a world with one order and a stopped clock."""
    storefront.order("WAIT_SELLER_SEND_GOODS")
    return ControlClient(storefront.url)


def _order(control: ControlClient) -> str:
    return next(iter(control.orders()))


_MALFORMED: list[tuple[str, Any, str, str]] = [
    ("/reset", {"sed": 1}, "sed", "scenario, seed, layout, language, variant, now, rate"),
    ("/reset", {"scenario": "nonsense"}, "scenario", "everyday"),
    ("/reset", {"scenario": "../scenarios/demo"}, "scenario", "everyday"),
    ("/reset", {"scenario": 5}, "scenario", "string"),
    ("/reset", {"scenario": []}, "scenario", "string"),
    ("/reset", {"scenario": {"orders": [{}]}}, "scenario.orders.0.account", "a value"),
    ("/reset", {"scenario": {"seed": "1"}}, "scenario.seed", "integer"),
    ("/reset", {"seed": 1.5}, "seed", "integer"),
    ("/reset", {"seed": -1}, "seed", "0"),
    ("/reset", {"seed": 2**63}, "seed", "less than"),
    ("/reset", {"seed": True}, "seed", "integer"),
    ("/reset", {"layout": "baroque"}, "layout", "current"),
    ("/reset", {"variant": {"cancel_in": "menu"}}, "variant.cancel_in", "'list' or 'more'"),
    ("/reset", {"variant": {"labels": None}}, "variant.labels", "'ref_number'"),
    ("/reset", {"variant": {"cancel": "list"}}, "variant.cancel", "cancel_in, reasons, cancel"),
    ("/reset", {"variant": "phone"}, "variant", "object"),
    ("/reset", {"scenario": {"variant": {"width": 390}}}, "scenario.variant.width", "'phone'"),
    ("/reset", {"language": "tlh"}, "language", "en"),
    ("/reset", {"now": "yesterday"}, "now", "datetime"),
    ("/reset", {"now": "0001-01-01T00:00:00Z"}, "now", "2000"),
    ("/reset", {"now": "9999-12-31T23:59:59-12:00"}, "now", "2199"),
    ("/reset", [], "body", "an object"),
    ("/reset", "everyday", "body", "an object"),
    ("/clock", {}, "advance_s", "number"),
    ("/clock", {"advance_s": -1}, "advance_s", "0"),
    ("/clock", {"advance_s": "60"}, "advance_s", "number"),
    ("/clock", {"advance_s": True}, "advance_s", "number"),
    ("/clock", {"advance_s": float("nan")}, "advance_s", "finite"),
    ("/clock", {"advance_s": float("inf")}, "advance_s", "finite"),
    ("/clock", {"advance_s": 1e300}, "advance_s", "2200"),
    ("/clock", {"advance_s": 10**400}, "advance_s", "finite"),
    ("/clock", {"rate": -0.5}, "rate", "0"),
    ("/clock", {"rate": float("nan")}, "rate", "finite"),
    ("/clock", {"rate": 1e12}, "rate", "1000000"),
    ("/clock", {"advance_s": 5, "speed": 3}, "speed", "advance_s, rate"),
    ("/orders", {}, "account", "a value"),
    ("/orders", {"account": "nobody@example.com"}, "account", BUYER),
    ("/orders", {"account": None}, "account", "string"),
    ("/orders", {"account": BUYER, "status": "SHIPPED"}, "status", "WAIT_BUYER_ACCEPT_GOODS"),
    ("/orders", {"account": BUYER, "status": "awaiting_payment"}, "status", "PLACE_ORDER_SUCCESS"),
    ("/orders", {"account": BUYER, "end_reason": "end_issue"}, "end_reason", "FINISH"),
    ("/orders", {"account": BUYER, "total": "0"}, "total", "greater than 0"),
    ("/orders", {"account": BUYER, "total": "-3.00"}, "total", "greater than 0"),
    ("/orders", {"account": BUYER, "total": "1.001"}, "total", "2 decimal places"),
    ("/orders", {"account": BUYER, "total": "1e30"}, "total", "12 digits"),
    ("/orders", {"account": BUYER, "total": "NaN"}, "total", "finite"),
    ("/orders", {"account": BUYER, "total": "twelve"}, "total", "decimal"),
    ("/orders", {"account": BUYER, "currency": "usd"}, "currency", "[A-Z]{3}"),
    ("/orders", {"account": BUYER, "paid_with": "shells"}, "paid_with", "'webmoney'"),
    ("/orders", {"account": BUYER, "items": 0}, "items", "1"),
    ("/orders", {"account": BUYER, "items": []}, "items", "1"),
    ("/orders", {"account": BUYER, "items": [{"title": "x"}]}, "items.0.price", "a value"),
    (
        "/orders",
        {"account": BUYER, "total": "5", "items": [{"title": "x", "price": "3", "quantity": 2}]},
        "total",
        "6.00",
    ),
    ("/orders", {"account": BUYER, "placed_at": "2026-03-02T09:00:01Z"}, "placed_at", "no time"),
    ("/orders", {"account": BUYER, "placed_at": 1234567}, "placed_at", "datetime"),
    ("/orders", {"account": BUYER, "count": 3}, "count", "account, status"),
    ("/orders", {"account": BUYER, "seller": "kind"}, "seller", "object"),
    ("/orders", {"account": BUYER, "seller": {"answer": "maybe"}}, "seller.answer", "'ignore'"),
    ("/orders", {"account": BUYER, "seller": {"after_s": -1}}, "seller.after_s", "0"),
    ("/orders", {"account": BUYER, "seller": {"mood": 1}}, "seller.mood", "name, answer, after_s"),
    (
        "/orders",
        {"account": BUYER, "seller": {"asks_extension_days": 0}},
        "seller.asks_extension_days",
        "1",
    ),
    (
        "/orders",
        {"account": OTHER_BUYER, "same_purchase": True},
        "same_purchase",
        "the same account",
    ),
    ("/orders/{id}/seller", {}, "do", "a value"),
    ("/orders/{id}/seller", {"do": "refund"}, "do", "'accept', 'decline', 'offer', 'ship'"),
    ("/orders/{id}/seller", {"do": "ask_extension", "days": 0}, "days", "1"),
    ("/orders/{id}/seller", {"do": "message", "text": ""}, "text", "1 character"),
    ("/orders/{id}/seller", {"do": "ship", "carrier": "x"}, "carrier", "do, days, amount, text"),
    ("/orders/{id}/platform", {"do": "ship"}, "do", "'verify_payment', 'freeze'"),
    ("/orders/{id}/platform", ["freeze"], "body", "an object"),
    ("/faults", {"at": "any", "kind": "lie"}, "body", "array"),
    ("/faults", None, "body", "JSON"),
    ("/faults", [{"at": "any"}], "0.kind", "a value"),
    ("/faults", [{"at": "any", "kind": "lie"}, {"at": "nowhere", "kind": "lie"}], "1.at", "'any'"),
    ("/faults", [{"at": "any", "kind": "flood"}], "0.kind", "'hang'"),
    ("/faults", [{"at": "any", "kind": "lie", "times": 0}], "0.times", "1"),
    ("/faults", [{"at": "any", "kind": "slow", "ms": -1}], "0.ms", "0"),
    ("/faults", [{"at": "any", "kind": "late", "s": float("nan")}], "0.s", "finite"),
    ("/faults", [{"at": "any", "kind": "lie", "when": 1}], "0.when", "at, kind, times, ms, s"),
    ("/faults", [{"at": "any", "kind": "lie", "account": "x"}], "0.account", BUYER),
    ("/faults", [{"at": "order.detail", "kind": "empty"}], "0.at", "orders.list, any"),
    ("/faults", [{"at": "any", "kind": "lie", "which": "app"}], "0.which", "none"),
    ("/faults", [{"at": "any", "kind": "popup", "which": "x"}], "0.which", "'assistant' or 'any'"),
    ("/faults", [{"at": "any", "kind": "lie", "chance": 0}], "0.chance", "greater than 0"),
    ("/faults", [{"at": "any", "kind": "lie", "times": "often"}], "0.times", "integer"),
    (
        "/reset",
        {"scenario": {"faults": [{"at": "x", "kind": "lie"}]}},
        "scenario.faults.0.at",
        "'any'",
    ),
]


@pytest.mark.parametrize(("path", "body", "field", "expected"), _MALFORMED)
def test_a_malformed_call_is_told_the_field_and_what_is_allowed_and_changes_nothing(
    control: ControlClient, storefront: Storefront, path: str, body: Any, field: str, expected: str
) -> None:
    before = control.get("/state")
    reply = control.call("POST", path.format(id=_order(control)), body)
    assert reply.status == 400
    complaints = reply.json["fields"]
    assert complaints[0].keys() == {"field", "value", "expected"}
    assert reply.fields == {field}
    assert expected in " or ".join(complaint["expected"] for complaint in complaints)
    assert field in reply.json["error"]
    assert control.get("/state") == before
    assert storefront.shop.faults.listed() == []


@pytest.mark.parametrize(
    "body",
    [b"{", b"\xff\xfe", b"account=x", b'{"advance_s": }', b"[" * 100_000, b'{"a": "\\ud800"}'],
    ids=["cut", "not text", "form", "gap", "deep", "half a character"],
)
@pytest.mark.parametrize("path", ["/reset", "/clock", "/orders", "/faults"])
def test_a_body_that_is_not_json_is_told_so(control: ControlClient, path: str, body: bytes) -> None:
    before = control.get("/state")
    reply = control.call("POST", path, body)
    assert (reply.status, reply.fields) == (400, {"body"})
    assert "JSON" in reply.json["error"]
    assert control.get("/state") == before


def test_the_value_is_told_with_the_field(control: ControlClient) -> None:
    reply = control.call("POST", "/orders", {"account": BUYER, "status": "SHIPPED"})
    assert reply.json["fields"][0]["value"] == "SHIPPED"
    reply = control.call("POST", "/clock", b'{"advance_s": NaN}')
    assert reply.json["fields"][0]["value"] == "nan"
    reply = control.call("POST", "/orders", {"account": ["x"] * 1000})
    assert reply.json["fields"][0]["value"] == "a list"


def test_several_wrong_fields_are_told_at_once(control: ControlClient) -> None:
    wrong = {"account": BUYER, "status": "x", "total": "y", "paid_with": "z"}
    assert control.call("POST", "/orders", wrong).fields == {"status", "total", "paid_with"}


def test_half_a_list_of_faults_is_not_armed(control: ControlClient, storefront: Storefront) -> None:
    call = [{"at": "any", "kind": "lie"}, {"at": "any", "kind": "flood"}]
    assert control.call("POST", "/faults", call).status == 400
    assert storefront.shop.faults.listed() == []


@pytest.mark.parametrize("who", ["seller", "platform"])
@pytest.mark.parametrize("order", [_NO_ORDER, "nonsense", "%20", "1" * 3000])
def test_an_unknown_order_is_told_so(control: ControlClient, who: str, order: str) -> None:
    do = {"seller": "ship", "platform": "freeze"}[who]
    assert control.call("POST", f"/orders/{order}/{who}", {"do": do}).status == 404


@pytest.mark.parametrize(
    ("who", "do"),
    [
        ("seller", "accept"),
        ("seller", "decline"),
        ("platform", "verify_payment"),
        ("platform", "clear"),
        ("platform", "annul"),
        ("platform", "advance_refund"),
        ("platform", "settle_dispute"),
    ],
)
def test_an_act_that_the_state_does_not_allow_is_answered_with_the_state(
    control: ControlClient, who: str, do: str
) -> None:
    before = control.get("/state")
    reply = control.call("POST", f"/orders/{_order(control)}/{who}", {"do": do})
    assert reply.status == 409
    assert reply.json["status"] == "WAIT_SELLER_SEND_GOODS"
    assert do in reply.json["error"]
    assert control.get("/state") == before


def test_the_conflict_of_a_finished_order_tells_how_it_ended(control: ControlClient) -> None:
    order = _order(control)
    control.post("/clock", {"advance_s": 8 * 86_400})
    reply = control.call("POST", f"/orders/{order}/seller", {"do": "ship"})
    assert reply.status == 409
    assert (reply.json["status"], reply.json["end_reason"], reply.json["refund_stage"]) == (
        "FINISH", "seller_send_goods_timeout", "PROCESSING",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/state"), ("GET", "/reset"), ("DELETE", "/clock"), ("GET", "/orders"),
        ("GET", f"/orders/{_NO_ORDER}/seller"), ("PUT", "/faults"), ("POST", "/log"),
    ],
)  # fmt: skip
def test_another_method_is_not_allowed(control: ControlClient, method: str, path: str) -> None:
    assert control.call(method, path).status == 405


def test_a_call_that_does_not_exist_is_not_found(control: ControlClient) -> None:
    assert control.call("GET", "/nonsense").status == 404
    assert control.call("POST", f"/orders/{_NO_ORDER}/nonsense", {}).status == 404


def test_a_reset_that_does_not_fit_leaves_the_old_world_open(
    control: ControlClient, storefront: Storefront
) -> None:
    shop = storefront.shop
    buyer = {"username": "b@example.com", "password": "p"}
    placed_late = {"account": "b@example.com", "placed_at": "2026-03-02T08:00:00Z"}
    world = {"accounts": [buyer], "orders": [placed_late]}
    reply = control.call("POST", "/reset", {"scenario": world, "now": "2026-03-01T00:00:00Z"})
    assert (reply.status, reply.fields) == (400, {"orders.0.placed_at"})
    assert storefront.shop is shop


def test_every_refusal_is_json_that_any_reader_takes(control: ControlClient) -> None:
    for body in (b'{"advance_s": Infinity}', b'{"\xf0\x9f\x90\x9f": 1}', b'{"rate": 1e999}'):
        reply = control.call("POST", "/clock", body)
        assert reply.status == 400
        assert json.loads(json.dumps(reply.json, allow_nan=False)) == reply.json
