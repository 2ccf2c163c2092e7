"""Orders that are made in the middle of their life have a past that could have led there."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_site.orders import Order
from mock_site.refunds import PaidWith, RefundStage
from mock_site.statuses import EndReason, OrderStatus
from tests.mock_site.stage import ANNA, DAY, HOUR, NOAH, START, a_stage

_STATES: list[dict[str, Any]] = [
    *[{"status": status} for status in OrderStatus if status is not OrderStatus.FINISH],
    *[{"status": "FINISH", "end_reason": reason} for reason in EndReason],
]
_SELLERS: list[dict[str, Any]] = [
    {},
    {"answer": "decline", "after_s": 60},
    {"answer": "ignore", "asks_extension_days": 2},
    {"ships_after_s": 3600},
]


def _in_order(*dates: datetime | None) -> bool:
    known = [date for date in dates if date is not None]
    return known == sorted(known)


def _assert_consistent(order: Order, now: datetime) -> None:
    refund = order.refund
    parcel = (order.placed_at, order.paid_at, order.to_ship_from, order.shipped_at)
    assert _in_order(*parcel, order.status_since, now)
    assert _in_order(
        order.ended_at, refund.expected_at, refund.processing_at, refund.refunded_at, now
    )
    assert order.deadline is None or order.deadline > now
    assert (order.status is OrderStatus.FINISH) == (order.end_reason is not None)
    assert (order.status is OrderStatus.FINISH) == (order.ended_at is not None)
    assert (order.status is OrderStatus.FROZEN) == (order.paused is not None)
    pays_back = order.end_reason is not None and order.end_reason.pays_back
    assert (refund.stage is not RefundStage.NONE) == (pays_back and order.was_paid)
    assert refund.amount == (order.total if pays_back else 0)
    cost = sum(item.price * item.quantity for item in order.items)
    assert cost + order.shipping == order.total > 0
    assert all(item.price >= 0 for item in order.items)


@settings(max_examples=150, deadline=None)
@given(
    state=st.sampled_from(_STATES),
    seller=st.sampled_from(_SELLERS),
    age_h=st.one_of(st.just(0), st.floats(0, 87_000)),
    paid_with=st.sampled_from(PaidWith),
    items=st.integers(1, 20),
    total=st.none() | st.decimals("0.01", 9999, places=2),
)
def test_an_order_made_in_any_state_and_of_any_age_is_consistent_and_keeps_that_state(
    state: dict[str, Any],
    seller: dict[str, Any],
    age_h: float,
    paid_with: str,
    items: int,
    total: Decimal | None,
) -> None:
    stage = a_stage()
    order = stage.order(
        **state, seller=seller, age_h=age_h, paid_with=paid_with, items=items, total=total
    )
    stage.shop.settle()
    made = stage.see(order)
    assert made.status == state["status"]
    assert made.end_reason == state.get("end_reason")
    _assert_consistent(made, START)
    assert made.placed_at <= START


@pytest.mark.parametrize("stage_wanted", ["EXPECTED", "PROCESSING", "REFUNDED", "ON_BALANCE"])
@pytest.mark.parametrize("age_h", [0, 60, 5000])
def test_a_refund_can_be_made_at_any_stage(stage_wanted: str, age_h: float) -> None:
    stage = a_stage()
    order = stage.order(
        "FINISH", end_reason="cancel_order_close_trade", refund_stage=stage_wanted, age_h=age_h
    )
    stage.shop.settle()
    made = stage.see(order)
    _assert_consistent(made, START)
    assert made.refund.stage == stage_wanted
    assert (made.refund.lands_at is not None) == (stage_wanted in {"REFUNDED", "ON_BALANCE"})


@pytest.mark.parametrize(
    ("status", "was_shipped"),
    [
        ("WAIT_SELLER_SEND_GOODS", False),
        ("SELLER_PART_SEND_GOODS", True),
        ("WAIT_BUYER_ACCEPT_GOODS", True),
        ("IN_ISSUE", True),
        ("FINISH", True),
    ],
)
def test_what_has_a_parcel_under_way_was_shipped(status: str, was_shipped: bool) -> None:
    stage = a_stage()
    order = stage.see(stage.order(status, age_h=100))
    assert (order.shipped_at is not None) == was_shipped


def test_a_payment_time_counts_from_the_placing_of_the_order() -> None:
    stage = a_stage()
    order = stage.order(age_h=24)
    assert stage.see(order).deadline == START + 19 * DAY


def test_a_timer_that_would_end_this_very_moment_begins_anew() -> None:
    stage = a_stage()
    order = stage.order(age_h=20 * 24)
    stage.shop.settle()
    assert stage.see(order).deadline == START + 20 * DAY


def test_a_total_is_shared_out_to_the_cent_and_no_item_costs_less_than_nothing() -> None:
    stage = a_stage()
    prices = [item.price for item in stage.see(stage.order(total="0.07", items=10)).items]
    assert (sum(prices), min(prices)) == (Decimal("0.07"), Decimal("0.00"))


def test_orders_of_one_purchase_have_neighbouring_ids_and_one_date() -> None:
    stage = a_stage()
    first = stage.order(age_h=30)
    second = stage.order(same_purchase=True)
    third = stage.order(same_purchase=True)
    other = stage.order()
    assert int(second) - int(first) == int(third) - int(second) == 20_000
    assert int(other) - int(third) > 20_000
    dates = {stage.see(order).placed_at for order in (first, second, third)}
    assert dates == {START - 30 * HOUR}
    stage.cancel(first)
    assert stage.see(second).status is OrderStatus.UNPAID, "cancelling one leaves the others"


def test_ids_have_sixteen_digits_and_are_never_used_twice() -> None:
    stage = a_stage(seed=2**62)
    ids = [stage.order(same_purchase=number % 3 > 0) for number in range(200)]
    assert len(set(ids)) == 200
    assert {len(order) for order in ids} == {16}


def test_a_total_beyond_the_items_is_the_shipping() -> None:
    stage = a_stage()
    items = [{"title": "Bell", "price": "4.00", "quantity": 2}]
    order = stage.see(stage.order(total="9.50", items=items))
    assert (order.shipping, order.total) == (Decimal("1.50"), Decimal("9.50"))
    free = stage.see(stage.order(items=items))
    assert (free.shipping, free.total) == (Decimal("0.00"), Decimal("8.00"))


def test_the_same_seed_makes_the_same_orders_and_another_seed_other_ones() -> None:
    def made(seed: int) -> list[Order]:
        stage = a_stage(seed=seed)
        for state in _STATES:
            stage.order(**state, items=2, age_h=50)
        return list(stage.shop.orders.values())

    assert made(3) == made(3)
    assert not {order.id for order in made(3)} & {order.id for order in made(4)}
    assert [order.items for order in made(3)] != [order.items for order in made(4)]


def test_an_account_lists_only_its_own_of_five_thousand_orders() -> None:
    many = [{"account": name, "count": 2500, "age_h": 5} for name in (ANNA, NOAH)]
    stage = a_stage(orders=many)
    assert len(stage.shop.orders) == 5000
    order = stage.order()
    mine = stage.shop.orders_of(ANNA)
    assert mine[0].id == order
    assert len(mine) == 2501
    assert {order.account for order in mine} == {ANNA}


def test_an_order_is_listed_once_however_often_it_changed() -> None:
    stage = a_stage()
    order = stage.order("WAIT_SELLER_SEND_GOODS")
    stage.cancel(order)
    stage.wind(20 * DAY)
    assert [each.id for each in stage.shop.orders_of(ANNA)] == [order]


def test_settling_looks_only_at_what_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = a_stage(orders=[{"account": NOAH, "count": 50}])
    due = stage.order("IN_CANCEL", seller={"after_s": 60})
    put: list[str] = []
    keep = stage.shop.put

    def watched_put(order: Order) -> None:
        put.append(order.id)
        keep(order)

    monkeypatch.setattr(stage.shop, "put", watched_put)
    stage.shop.wind(60)
    assert put == [due]


@pytest.mark.parametrize("state", _STATES)
@pytest.mark.parametrize("age_h", [0, 700])
def test_many_orders_of_one_kind_are_those_that_would_be_made_one_by_one(
    state: dict[str, Any], age_h: float
) -> None:
    kind = {"account": ANNA, "items": 2, "age_h": age_h, **state}
    one_by_one = a_stage()
    for _ in range(40):
        one_by_one.order(**kind)
    one_by_one.shop.settle()
    at_once = a_stage(orders=[{**kind, "count": 40}])
    assert at_once.shop.orders == one_by_one.shop.orders
