"""What can go wrong, where, what is refused to be armed, and what it does to the shop's state."""

from datetime import timedelta
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from mock_site.complaints import complaints
from mock_site.faults import (
    KINDS,
    PLACES,
    STATE_KINDS,
    Fault,
    PopUp,
    StateKind,
    WebKind,
    can_strike,
)
from mock_site.shop import Answer
from mock_site.specs import WorldSpec
from mock_site.statuses import OrderStatus
from tests.mock_site.stage import ANNA, NOAH, a_fault, a_stage

_OF_THE_CONTRACT = {
    "sign_in", "orders.list", "order.detail", "cancel.open", "cancel.submit", "refund.view",
    "delete.submit", "restore.submit", "purge.submit", "dispute.submit", "extend.submit", "any",
}  # fmt: skip
_PLACES = _OF_THE_CONTRACT | {
    "tracking.view", "messages.view", "confirm.submit", "message.submit", "pay.submit",
    "cart.submit", "order.submit",
}  # fmt: skip
_KINDS = {
    "error_before", "error_after", "drop_before", "drop_after", "slow", "lie", "late", "signed_out",
    "slider", "code", "popup", "renamed", "missing", "ships_now", "garbled", "hang", "declined",
    "empty", "list_late", "out_of_order", "covered",
}  # fmt: skip


def test_places_and_kinds_are_those_of_the_contract_and_some_more() -> None:
    assert set(PLACES) == _PLACES
    assert set(KINDS) == _KINDS
    assert set(STATE_KINDS) == set(get_args(StateKind)) == _KINDS - set(get_args(WebKind))
    assert set(get_args(PopUp)) == {"coupon", "cookies", "app", "assistant"}


@pytest.mark.parametrize("kind", sorted(_KINDS))
def test_every_kind_has_a_place_and_any_is_one_for_all(kind: str) -> None:
    assert [place for place in PLACES if place != "any" and can_strike(kind, place)]
    assert a_fault("any", kind).at == "any"


@pytest.mark.parametrize(
    ("at", "kind", "expected"),
    [
        ("orders.list", "code", "where code can strike: sign_in, any"),
        ("order.detail", "garbled", "where garbled can strike: orders.list, any"),
        ("order.detail", "empty", "where empty can strike: orders.list, any"),
        ("refund.view", "list_late", "where list_late can strike: orders.list, any"),
        ("cancel.submit", "declined", "where declined can strike: pay.submit, any"),
        ("sign_in", "out_of_order", "orders.list, order.detail, refund.view, tracking.view, mess"),
        ("orders.list", "lie", "cancel.submit, delete.submit, restore.submit, purge.submit, disp"),
        ("order.submit", "late", "message.submit, pay.submit, any"),
        ("cart.submit", "ships_now", "message.submit, pay.submit, any"),
    ],
)
def test_what_makes_no_sense_at_a_place_is_told_with_the_places_where_it_does(
    at: str, kind: str, expected: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        a_fault(at, kind)
    (complaint,) = complaints(refused.value, Fault)
    assert (complaint.field, complaint.value) == ("at", at)
    assert expected in complaint.expected


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"which": "app", "kind": "slider"}, "which"),
        ({"which": "toaster"}, "which"),
        ({"chance": 0}, "chance"),
        ({"chance": 1.01}, "chance"),
        ({"after": -1}, "after"),
        ({"every": 0}, "every"),
        ({"times": 0}, "times"),
        ({"times": "often"}, "times"),
    ],
)
def test_a_value_out_of_its_range_is_told_by_its_field(more: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        a_fault("any", **{"kind": "popup", **more})
    assert {each.field for each in complaints(refused.value, Fault)} == {field}


def test_always_is_another_word_for_no_end_where_a_file_has_no_null() -> None:
    assert a_fault("any", "popup", times="always") == a_fault("any", "popup", times=None)


def test_a_world_brings_its_own_faults() -> None:
    stage = a_stage(faults=[{"at": "cancel.submit", "kind": "lie", "times": None}])
    for _ in range(3):
        assert not stage.cancel(stage.order()).changed


def test_a_world_has_no_fault_for_somebody_it_does_not_know() -> None:
    faults = [{"at": "any", "kind": "popup"}, {"at": "any", "kind": "popup", "account": "x"}]
    with pytest.raises(ValidationError) as refused:
        a_stage(faults=faults)
    (complaint,) = complaints(refused.value, WorldSpec)
    assert complaint.field == "faults.1.account"
    assert ANNA in complaint.expected


def test_a_fault_of_one_buyers_account_leaves_the_other_alone() -> None:
    stage = a_stage()
    anna, noah = stage.order(), stage.order(account=NOAH)
    stage.arm("cancel.submit", "lie", account=NOAH)
    assert stage.cancel(anna).changed
    assert not stage.cancel(noah, buyer=NOAH).changed
    assert stage.cancel(noah, buyer=NOAH).changed


def test_a_lie_says_done_and_does_nothing() -> None:
    stage = a_stage()
    order = stage.order()
    before = stage.see(order)
    stage.arm("cancel.submit", "lie")
    assert stage.cancel(order) == Answer(changed=False, code="cancelled")
    assert stage.see(order) == before
    assert [(e["changed"], e["answer"]) for e in stage.shop.log] == [(False, "cancelled")]


def test_a_late_change_is_true_at_once_and_shown_after_its_time() -> None:
    stage = a_stage()
    order = stage.order()
    stage.arm("cancel.submit", "late", s=60)
    assert stage.cancel(order).changed
    assert stage.see(order).status is OrderStatus.FINISH
    shown = [stage.shop.order(ANNA, order), stage.shop.orders_of(ANNA)[0]]
    assert [each.status for each in shown if each] == [OrderStatus.UNPAID] * 2
    stage.wind(timedelta(seconds=59))
    assert stage.shop.orders_of(ANNA)[0].status is OrderStatus.UNPAID
    stage.wind(timedelta(seconds=1))
    assert stage.shop.orders_of(ANNA)[0].status is OrderStatus.FINISH


def test_what_is_shown_late_can_still_be_cancelled_only_once() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS")
    stage.arm("cancel.submit", "late", s=60)
    assert stage.cancel(order).changed
    assert stage.cancel(order) == Answer(changed=False, code="refused_state")


def test_a_seller_who_ships_at_the_very_moment_makes_the_cancellation_be_refused() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS")
    stage.arm("any", "ships_now")
    assert stage.cancel(order) == Answer(changed=False, code="refused_shipped")
    assert stage.see(order).status is OrderStatus.SHIPPED


@pytest.mark.parametrize("status", ["PLACE_ORDER_SUCCESS", "RISK_CONTROL", "FINISH", "IN_FROZEN"])
def test_what_cannot_be_shipped_is_not(status: str) -> None:
    stage = a_stage()
    order = stage.order(status)
    stage.arm("cancel.submit", "ships_now")
    stage.cancel(order)
    assert stage.see(order).shipped_at is None or status == "FINISH"
    assert stage.see(order).status is not OrderStatus.SHIPPED


def test_a_stranger_can_make_nobody_ship() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS")
    stage.arm("cancel.submit", "ships_now")
    assert stage.cancel(order, buyer=NOAH).code == "unknown_order"
    assert stage.see(order).status is OrderStatus.TO_SHIP
