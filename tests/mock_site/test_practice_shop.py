"""The control interface from Python: each call, and what its caller is told when it fails."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

import pytest

from mock_site import calls, control_words, faults, scenarios, specs
from mock_site.practice_shop import (
    CallRefused,
    PracticeShop,
    ShopDidNotStart,
    ShopIsSilent,
    running_shop,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

_BUYER = "buyer@example.com"


def test_the_buyers_of_the_world_and_how_they_sign_in(practice_shop: PracticeShop) -> None:
    names = [account["username"] for account in practice_shop.accounts()]
    assert names == [_BUYER, "newcomer@example.com"]
    assert (practice_shop.username, practice_shop.password) == (_BUYER, "correct-horse-9")
    practice_shop.reset("hundreds", language="fr")
    assert practice_shop.username == "many@example.com"
    assert practice_shop.state()["language"] == "fr"


def test_every_scenario_can_be_named(practice_shop: PracticeShop) -> None:
    named = sorted(told["name"] for told in practice_shop.scenarios())
    assert named == scenarios.names()


def test_orders_are_told_of_all_buyers_or_of_one(practice_shop: PracticeShop) -> None:
    other = practice_shop.new_order(account="newcomer@example.com")
    assert list(practice_shop.orders("newcomer@example.com")) == [other]
    assert practice_shop.orders().keys() > practice_shop.orders(_BUYER).keys()
    assert practice_shop.orders("nobody@example.com") == {}


def test_a_new_order_takes_times_and_sums_as_python_has_them(practice_shop: PracticeShop) -> None:
    placed_at = practice_shop.now() - timedelta(days=3)
    order = practice_shop.new_order(
        "IN_CANCEL", placed_at=placed_at, total=Decimal("31.50"), seller={"name": "Ada"}
    )
    told = practice_shop.order(order)
    assert (told["account"], told["status"], told["seller"]) == (_BUYER, "IN_CANCEL", "Ada")
    assert (told["placed_at"], told["total"]) == ("2026-02-27T09:00:00Z", "31.50")


def test_the_seller_and_the_platform_act_as_the_order_says_they_can(
    practice_shop: PracticeShop,
) -> None:
    order = practice_shop.first("IN_CANCEL")
    assert "accept" in practice_shop.order(order)["can"]["seller"]
    assert practice_shop.seller(order, "accept")["end_reason"] == "cancel_order_close_trade"
    assert practice_shop.order(order)["can"]["platform"] == ["advance_refund"]
    for _ in ("PROCESSING", "REFUNDED"):
        practice_shop.platform(order, "advance_refund")
    told = practice_shop.platform(order, "advance_refund", to_balance=True)
    assert told["refund"]["stage"] == "ON_BALANCE"


def test_the_clock_stands_until_it_is_wound_or_let_run(practice_shop: PracticeShop) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert practice_shop.now() == practice_shop.now() == start
    assert practice_shop.wind(days=1, hours=2, minutes=3, seconds=4) == start + timedelta(
        days=1, hours=2, minutes=3, seconds=4
    )
    practice_shop.rate(100_000)
    while practice_shop.now() < start + timedelta(days=2):
        pass


def test_what_is_to_go_wrong_is_armed_told_and_taken_away(practice_shop: PracticeShop) -> None:
    practice_shop.arm("cancel.submit", "late", s=30, times=2)
    practice_shop.arm("any", "popup", which="cookies", account=_BUYER)
    armed = [(it["at"], it["kind"], it["times"]) for it in practice_shop.armed()]
    assert armed == [("cancel.submit", "late", 2), ("any", "popup", 1)]
    practice_shop.disarm()
    assert practice_shop.armed() == []


def test_a_call_that_cannot_be_taken_is_refused_with_the_field_and_what_is_allowed(
    practice_shop: PracticeShop,
) -> None:
    with pytest.raises(CallRefused, match=r"account is 'x'; expected: .*newcomer@") as refused:
        practice_shop.new_order(account="x")
    assert refused.value.status == 400
    assert [field["field"] for field in refused.value.answer["fields"]] == ["account"]


@pytest.mark.parametrize("order_id", ["8190999999999999", "", "../state", "a b/c?d", "ü"])
def test_an_order_that_is_none_is_refused(practice_shop: PracticeShop, order_id: str) -> None:
    with pytest.raises(CallRefused) as refused:
        practice_shop.seller(order_id, "ship")
    assert refused.value.status == 404


def test_an_act_that_the_state_does_not_allow_is_refused_with_the_state(
    practice_shop: PracticeShop,
) -> None:
    order = practice_shop.first("IN_FROZEN")
    with pytest.raises(CallRefused, match="not possible while the order is IN_FROZEN") as refused:
        practice_shop.seller(order, "ship")
    assert (refused.value.status, refused.value.answer["status"]) == (409, "IN_FROZEN")


def test_a_state_that_no_order_has_is_told_with_those_that_there_are(
    practice_shop: PracticeShop,
) -> None:
    with pytest.raises(LookupError, match=r"'SHIPPED'; there are: FINISH, IN_CANCEL"):
        practice_shop.first("SHIPPED")


def test_what_json_cannot_hold_is_no_call(practice_shop: PracticeShop) -> None:
    with pytest.raises(TypeError, match="can't be sent to the shop"):
        practice_shop.reset({"accounts": {1, 2}})


def test_no_proxy_stands_between_a_test_and_its_shop(
    practice_shop: PracticeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert practice_shop.state()["seed"] == 7


def test_an_address_where_nobody_answers_is_told() -> None:
    with pytest.raises(ShopIsSilent, match=r"127\.0\.0\.1:9 does not answer\. ConnectionRefused"):
        PracticeShop("http://127.0.0.1:9").state()


@pytest.fixture
def own_shop() -> Iterator[PracticeShop]:
    with running_shop("--scenario", "empty", "--layout", "classic") as shop:
        yield shop


def test_a_shop_of_ones_own_takes_the_options_of_the_command_line(own_shop: PracticeShop) -> None:
    state = own_shop.state()
    assert (state["layout"], state["orders"]) == ("classic", [])


def test_a_shop_that_was_left_is_gone_and_says_so() -> None:
    with running_shop() as shop:
        pass
    with pytest.raises(ShopIsSilent, match="has ended with code 0"):
        shop.state()


def test_a_shop_that_cannot_start_is_told_with_its_own_words() -> None:
    shop = running_shop("--scenario", "nonsense")
    with pytest.raises(ShopDidNotStart, match="No scenario is called 'nonsense'"):
        shop.__enter__()


def test_the_words_of_the_calls_are_those_that_the_shop_takes() -> None:
    subjects = {"scenario", "account", "status", "at", "kind", "do"}
    all_words: list[tuple[type, list[type[BaseModel]]]] = [
        (control_words.WorldWords, [calls.Reset]),
        (control_words.OrderWords, [specs.OrderSpec]),
        (control_words.ActWords, [calls.SellerAct, calls.PlatformAct]),
        (control_words.FaultWords, [faults.Fault]),
    ]
    for words, models in all_words:
        taken = {field for model in models for field in model.model_fields}
        assert set(words.__annotations__) - {"account"} == taken - subjects
    assert get_args(control_words.WorldWords.__annotations__["layout"]) == specs.LAYOUTS
