"""What was armed: in which sequence it is met, and what it does to the shop's own state."""

from datetime import timedelta
from typing import get_args

import pytest

from mock_site.faults import KINDS, STATE_KINDS, Fault, Faults, Place, StateKind, WebKind
from mock_site.shop import Answer
from mock_site.statuses import OrderStatus
from tests.mock_site.stage import ANNA, NOAH, a_stage

_PLACES = {
    "sign_in", "orders.list", "order.detail", "cancel.open", "cancel.submit", "refund.view",
    "delete.submit", "restore.submit", "purge.submit", "dispute.submit", "extend.submit", "any",
}  # fmt: skip
_KINDS = {
    "error_before", "error_after", "drop_before", "drop_after", "slow", "lie", "late", "signed_out",
    "slider", "code", "popup", "renamed", "missing", "ships_now", "garbled", "hang",
}  # fmt: skip


def test_places_and_kinds_are_those_of_the_contract() -> None:
    assert set(get_args(Place)) == _PLACES
    assert set(KINDS) == _KINDS
    assert set(STATE_KINDS) == set(get_args(StateKind)) == _KINDS - set(get_args(WebKind))


def test_faults_of_one_place_are_met_in_the_sequence_they_were_armed() -> None:
    faults = Faults()
    for kind in ("slow", "hang", "slow"):
        faults.arm(Fault("orders.list", kind))
    taken = [faults.take("orders.list") for _ in range(4)]
    assert [fault.kind if fault else None for fault in taken] == ["slow", "hang", "slow", None]


def test_a_fault_armed_several_times_is_met_as_often() -> None:
    faults = Faults()
    faults.arm(Fault("any", "popup"), times=3)
    assert [faults.take(place) is not None for place in ("sign_in", "any", "x", "y")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_a_fault_waits_for_its_place() -> None:
    faults = Faults()
    faults.arm(Fault("refund.view", "hang"))
    assert faults.take("orders.list") is None
    assert faults.listed() == [{"at": "refund.view", "kind": "hang"}]


def test_a_fault_of_another_kind_blocks_those_behind_it() -> None:
    faults = Faults()
    faults.arm(Fault("cancel.submit", "slow"))
    faults.arm(Fault("cancel.submit", "lie"))
    assert faults.take("cancel.submit", STATE_KINDS) is None
    assert faults.take("cancel.submit", ("slow",)) == Fault("cancel.submit", "slow")
    assert faults.take("cancel.submit", STATE_KINDS) == Fault("cancel.submit", "lie")


def test_a_lie_says_done_and_does_nothing() -> None:
    stage = a_stage()
    order = stage.order()
    before = stage.see(order)
    stage.shop.faults.arm(Fault("cancel.submit", "lie"))
    assert stage.cancel(order) == Answer(changed=False, code="cancelled")
    assert stage.see(order) == before
    assert [(e["changed"], e["answer"]) for e in stage.shop.log] == [(False, "cancelled")]


def test_a_late_change_is_true_at_once_and_shown_after_its_time() -> None:
    stage = a_stage()
    order = stage.order()
    stage.shop.faults.arm(Fault("cancel.submit", "late", s=60))
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
    stage.shop.faults.arm(Fault("cancel.submit", "late", s=60))
    assert stage.cancel(order).changed
    assert stage.cancel(order) == Answer(changed=False, code="refused_state")


def test_a_seller_who_ships_at_the_very_moment_makes_the_cancellation_be_refused() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS")
    stage.shop.faults.arm(Fault("any", "ships_now"))
    assert stage.cancel(order) == Answer(changed=False, code="refused_shipped")
    assert stage.see(order).status is OrderStatus.SHIPPED


@pytest.mark.parametrize("status", ["PLACE_ORDER_SUCCESS", "RISK_CONTROL", "FINISH", "IN_FROZEN"])
def test_what_cannot_be_shipped_is_not(status: str) -> None:
    stage = a_stage()
    order = stage.order(status)
    stage.shop.faults.arm(Fault("cancel.submit", "ships_now"))
    stage.cancel(order)
    assert stage.see(order).shipped_at is None or status == "FINISH"
    assert stage.see(order).status is not OrderStatus.SHIPPED


def test_a_stranger_can_make_nobody_ship() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS")
    stage.shop.faults.arm(Fault("cancel.submit", "ships_now"))
    assert stage.cancel(order, buyer=NOAH).code == "unknown_order"
    assert stage.see(order).status is OrderStatus.TO_SHIP
