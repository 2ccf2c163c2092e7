"""The control interface over HTTP: every call, every field, as its contract words them."""

from typing import Any

import pytest

from mock_site.specs import DEFAULT_NOW
from tests.mock_site.conftest import BUYER, DAY, HOUR, OTHER_BUYER, Storefront
from tests.mock_site.control_client import ControlClient

START = "2026-03-02T09:00:00Z"
_ONE_BUYER = {"accounts": [{"username": "b@example.com", "password": "correct-horse-9"}]}


@pytest.fixture
def control(storefront: Storefront) -> ControlClient:
    """The control interface of a world with two buyers, no orders and a stopped clock."""
    return ControlClient(storefront.url)


def _new(control: ControlClient, **spec: Any) -> str:
    answer = control.post("/orders", {"account": BUYER, **spec})
    assert list(answer) == ["id"]
    return str(answer["id"])


def test_the_state_has_the_fields_of_the_contract(control: ControlClient) -> None:
    order = _new(control, total="12.3", currency="EUR", paid_with="qiwi", seller={"name": "Ada"})
    state = control.get("/state")
    assert {name: state[name] for name in ("now", "rate", "seed", "layout", "language")} == {
        "now": START, "rate": 0.0, "seed": 1, "layout": "current", "language": "en",
    }  # fmt: skip
    account = {"username", "password", "language", "persona", "code"}
    assert state["accounts"][0].keys() == account | {"currency", "balance", "blocked"}
    assert [account["username"] for account in state["accounts"]] == [BUYER, OTHER_BUYER]
    told = state["orders"][0]
    promised = {
        "id": order, "account": BUYER, "status": "PLACE_ORDER_SUCCESS", "end_reason": None,
        "total": "12.30", "currency": "EUR", "paid_with": "qiwi", "placed_at": START,
        "seller": "Ada", "deleted": None,
        "refund": {"stage": "NONE", "amount": "0.00", "since": None, "lands_at": None},
    }  # fmt: skip
    assert {name: told[name] for name in promised} == promised


def test_a_new_order_needs_nothing_but_an_account(control: ControlClient) -> None:
    made = _new(control)
    order = control.orders()[made]
    assert (order["status"], order["currency"]) == ("PLACE_ORDER_SUCCESS", "USD")
    assert order["paid_with"] == "card"
    assert float(order["total"]) > 0
    assert order["seller"]


def test_a_new_order_takes_every_field_of_the_contract(control: ControlClient) -> None:
    seller = {"answer": "decline", "after_s": 60, "ships_after_s": 9000, "asks_extension_days": 3}
    order = _new(
        control,
        status="WAIT_SELLER_SEND_GOODS",
        total="99.99",
        currency="GBP",
        paid_with="webmoney",
        items=3,
        placed_at="2026-03-01T10:00:00+01:00",
        seller=seller,
    )
    told = control.orders()[order]
    assert told["placed_at"] == "2026-03-01T09:00:00Z"
    assert (told["total"], told["currency"], told["paid_with"]) == ("99.99", "GBP", "webmoney")


def test_the_clock_is_told_wound_and_set_to_a_rate(control: ControlClient) -> None:
    assert control.get("/clock") == {"now": START, "rate": 0.0}
    assert control.post("/clock", {"advance_s": 90})["now"] == "2026-03-02T09:01:30Z"
    running = control.post("/clock", {"rate": 3600})
    assert running["rate"] == 3600.0
    first = control.get("/clock")["now"]
    assert control.get("/clock")["now"] > first
    assert control.post("/clock", {"rate": 0})["rate"] == 0.0
    assert control.get("/clock") == control.get("/clock")


def test_winding_twenty_days_lets_everything_due_happen(control: ControlClient) -> None:
    unpaid = _new(control)
    paid = _new(control, status="WAIT_SELLER_SEND_GOODS", seller={"ships_after_s": HOUR})
    late = _new(control, status="WAIT_SELLER_SEND_GOODS", total="5.00")
    assert control.post("/clock", {"advance_s": 20 * DAY})["now"] == "2026-03-22T09:00:00Z"
    orders = control.orders()
    assert orders[unpaid]["end_reason"] == "buyer_pay_timeout"
    assert orders[paid]["status"] == "WAIT_BUYER_ACCEPT_GOODS"
    assert orders[late]["end_reason"] == "seller_send_goods_timeout"
    assert orders[late]["refund"] == {
        "stage": "REFUNDED", "amount": "5.00",
        "since": "2026-03-13T09:00:00Z", "lands_at": "2026-03-23T09:00:00Z",
    }  # fmt: skip


def test_a_running_clock_makes_things_happen_without_being_wound(control: ControlClient) -> None:
    order = _new(control, status="IN_CANCEL", seller={"answer": "accept", "after_s": 1000})
    control.post("/clock", {"rate": 1_000_000})
    while control.get("/clock")["now"] < "2026-03-02T09:20:00Z":
        pass
    assert control.orders()[order]["end_reason"] == "cancel_order_close_trade"


@pytest.mark.parametrize(
    ("status", "do", "after"),
    [
        ("IN_CANCEL", "accept", "FINISH"),
        ("IN_CANCEL", "decline", "WAIT_SELLER_SEND_GOODS"),
        ("WAIT_SELLER_SEND_GOODS", "ship", "WAIT_BUYER_ACCEPT_GOODS"),
        ("IN_CANCEL", "ship", "WAIT_BUYER_ACCEPT_GOODS"),
        ("SELLER_PART_SEND_GOODS", "ship", "WAIT_BUYER_ACCEPT_GOODS"),
    ],
)
def test_the_seller_acts_when_told_to(
    control: ControlClient, status: str, do: str, after: str
) -> None:
    order = _new(control, status=status)
    assert control.post(f"/orders/{order}/seller", {"do": do})["status"] == after
    assert control.orders()[order]["status"] == after


def test_the_seller_asks_for_more_time_and_writes_messages(control: ControlClient) -> None:
    order = _new(control, status="WAIT_SELLER_SEND_GOODS")
    control.post(f"/orders/{order}/seller", {"do": "ask_extension", "days": 4})
    control.post(f"/orders/{order}/seller", {"do": "message", "text": "Two days more, please."})
    told = control.orders()[order]
    assert told["extension_asked_days"] == 4
    assert told["messages"] == [{"from": "seller", "text": "Two days more, please.", "at": START}]


@pytest.mark.parametrize(
    ("status", "steps", "after", "end_reason"),
    [
        ("RISK_CONTROL", ["verify_payment"], "WAIT_SELLER_SEND_GOODS", None),
        ("PLACE_ORDER_SUCCESS", ["freeze"], "IN_FROZEN", None),
        ("WAIT_SELLER_SEND_GOODS", ["freeze", "clear"], "WAIT_SELLER_SEND_GOODS", None),
        ("WAIT_SELLER_SEND_GOODS", ["freeze", "annul"], "FINISH", "security_close"),
        ("IN_ISSUE", ["settle_dispute"], "FINISH", "end_issue"),
    ],
)
def test_the_platform_acts_when_told_to(
    control: ControlClient, status: str, steps: list[str], after: str, end_reason: str | None
) -> None:
    order = _new(control, status=status)
    for do in steps:
        told = control.post(f"/orders/{order}/platform", {"do": do})
    assert (told["status"], told["end_reason"]) == (after, end_reason)
    assert control.orders()[order] == told


def test_the_platform_moves_a_refund_through_its_stages(control: ControlClient) -> None:
    order = _new(control, status="IN_CANCEL")
    told = control.post(f"/orders/{order}/seller", {"do": "accept"})
    stages = [told["refund"]["stage"]]
    for _ in range(2):
        told = control.post(f"/orders/{order}/platform", {"do": "advance_refund"})
        stages.append(told["refund"]["stage"])
    assert stages == ["EXPECTED", "PROCESSING", "REFUNDED"]
    to_balance = {"do": "advance_refund", "to_balance": True}
    told = control.post(f"/orders/{order}/platform", to_balance)
    assert told["refund"]["stage"] == "ON_BALANCE"
    again = control.call("POST", f"/orders/{order}/platform", to_balance)
    assert (again.status, again.json["refund_stage"]) == (409, "ON_BALANCE")


def _facts(answer: Any) -> list[tuple[str, str, int | None]]:
    return [(fault["at"], fault["kind"], fault["times"]) for fault in answer["armed"]]


def test_faults_are_armed_in_sequence_and_taken_away(
    control: ControlClient, storefront: Storefront
) -> None:
    armed = [{"at": "cancel.submit", "kind": "lie", "times": 2}, {"at": "any", "kind": "popup"}]
    assert _facts(control.post("/faults", armed)) == [
        ("cancel.submit", "lie", 2), ("any", "popup", 1),
    ]  # fmt: skip
    order = _new(control)
    assert not storefront.cancel(order).changed
    assert _facts(control.get("/faults")) == [("cancel.submit", "lie", 1), ("any", "popup", 1)]
    assert control.call("DELETE", "/faults").json == {"armed": []}
    assert storefront.cancel(order).changed
    assert [entry["changed"] for entry in control.get("/log")] == [False, True]
    assert control.get("/log")[0].keys() == {
        "at", "account", "action", "order", "changed", "answer",
    }  # fmt: skip


def test_taking_faults_away_takes_those_that_the_world_came_with_too(
    control: ControlClient,
) -> None:
    standing = {"at": "any", "kind": "popup", "times": None, "chance": 0.3}
    control.post("/reset", {"scenario": {**_ONE_BUYER, "faults": [standing]}})
    assert _facts(control.get("/faults")) == [("any", "popup", None)]
    assert control.call("DELETE", "/faults").json == control.get("/faults") == {"armed": []}


def test_a_reset_without_words_opens_the_everyday_world(control: ControlClient) -> None:
    answer = control.post("/reset")
    assert (answer["now"][:17], answer["rate"]) == ("2026-03-02T09:00:", 1.0)
    assert len(control.orders()) > 10
    assert control.get("/log") == []


def test_a_reset_takes_a_scenario_by_name_and_overrides_it(control: ControlClient) -> None:
    control.post(
        "/reset",
        {
            "scenario": "hundreds", "seed": 42, "layout": "current", "language": "en",
            "now": "2027-01-02T03:04:05Z", "rate": 0,
        },
    )  # fmt: skip
    state = control.get("/state")
    assert state["seed"] == 42
    assert state["now"] == "2027-01-02T03:04:05Z"
    assert len(state["orders"]) == 250


def test_a_reset_takes_a_world_as_an_object(control: ControlClient) -> None:
    control.post(
        "/reset",
        {
            "scenario": {
                **_ONE_BUYER,
                "now": "2026-05-01T00:00:00Z",
                "orders": [
                    {"account": "b@example.com", "status": "IN_CANCEL", "count": 2},
                    {"account": "b@example.com", "same_purchase": True},
                ],
            }
        },
    )
    ids = [int(order) for order in control.orders()]
    assert len(ids) == 3
    assert ids[2] - ids[1] == 20_000


def test_the_same_seed_and_the_same_calls_give_the_same_state(control: ControlClient) -> None:
    def play(seed: int) -> Any:
        control.post("/reset", {"scenario": "everyday", "seed": seed, "rate": 0})
        for order in list(control.orders()):
            for who, do in (("seller", "ship"), ("seller", "accept"), ("platform", "freeze")):
                control.call("POST", f"/orders/{order}/{who}", {"do": do})
            control.post("/clock", {"advance_s": 2 * DAY})
        return control.get("/state")

    assert play(5) == play(5)
    assert play(5) != play(6)


def test_after_a_reset_faults_log_and_orders_are_gone(
    control: ControlClient, storefront: Storefront
) -> None:
    order = _new(control)
    storefront.cancel(order)
    control.post("/faults", [{"at": "any", "kind": "hang", "times": 5}])
    control.post("/reset", {"scenario": _ONE_BUYER})
    assert control.get("/state")["orders"] == control.get("/log") == []
    assert storefront.shop.faults.listed() == []
    assert storefront.shop.clock.now() >= DEFAULT_NOW
