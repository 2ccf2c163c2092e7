"""Winding the clock: everything due happens, in the order of its time, on its own date."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_site.orders import Order
from mock_site.refunds import RefundStage
from mock_site.statuses import EndReason, OrderStatus
from tests.mock_site.stage import DAY, HOUR, START, Stage, a_stage

_EVERY_KIND: list[dict[str, Any]] = [
    {"status": "PLACE_ORDER_SUCCESS"},
    {"status": "PLACE_ORDER_SUCCESS", "age_h": 479},
    {"status": "RISK_CONTROL", "seller": {"ships_after_s": 7200}},
    {"status": "RISK_CONTROL", "seller": {"asks_extension_days": 3}},
    {"status": "WAIT_SELLER_SEND_GOODS"},
    {"status": "IN_CANCEL", "seller": {"answer": "accept", "after_s": 3600}},
    {"status": "IN_CANCEL", "seller": {"answer": "decline", "after_s": 3600}},
    {"status": "IN_CANCEL", "seller": {"answer": "decline", "ships_after_s": 90_000}},
    {"status": "IN_CANCEL", "seller": {"answer": "ignore"}, "paid_with": "qiwi"},
    {"status": "IN_CANCEL", "seller": {"answer": "ship", "after_s": 100}},
    {"status": "SELLER_PART_SEND_GOODS", "seller": {"ships_after_s": 50_000}},
    {"status": "WAIT_BUYER_ACCEPT_GOODS", "age_h": 1400},
    {"status": "IN_FROZEN"},
    {"status": "FINISH", "end_reason": "end_issue", "paid_with": "balance"},
    {"status": "FINISH", "end_reason": "security_close", "refund_stage": "PROCESSING"},
]


def _every_kind() -> Stage:
    stage = a_stage()
    for spec in _EVERY_KIND:
        stage.order(**spec)
    return stage


def _wound(*steps: timedelta) -> dict[str, Order]:
    stage = _every_kind()
    for step in steps:
        stage.wind(step)
    return stage.shop.orders


def test_one_wind_of_twenty_days_is_the_same_as_many_small_ones() -> None:
    assert _wound(20 * DAY) == _wound(*[HOUR] * 480) == _wound(*[7 * DAY, 13 * DAY])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 30 * 86_400), max_size=6))
def test_it_never_matters_in_which_steps_the_clock_was_wound(seconds: list[int]) -> None:
    steps = [timedelta(seconds=number) for number in seconds]
    assert _wound(*steps) == _wound(sum(steps, timedelta(0)))


def test_one_long_wind_plays_a_whole_story_with_the_date_of_each_part() -> None:
    stage = a_stage()
    order = stage.order("RISK_CONTROL", seller={"answer": "ignore"})
    stage.wind(100 * DAY)
    after = stage.see(order)
    assert after.end_reason is EndReason.SHIP_TIMEOUT
    assert after.to_ship_from == START + DAY
    assert after.ended_at == after.refund.expected_at == START + 8 * DAY
    assert after.refund.processing_at == START + 9 * DAY
    assert after.refund.refunded_at == START + 12 * DAY
    assert after.refund.lands_at == START + 22 * DAY


def test_events_of_different_orders_happen_in_the_order_of_their_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = _every_kind()
    happened: list[datetime] = []
    put = stage.shop.put

    def watched_put(order: Order) -> None:
        if not order.extension_asked_days:  # which has no date of its own
            happened.append(order.refund.since or order.delivered_at or order.status_since)
        put(order)

    monkeypatch.setattr(stage.shop, "put", watched_put)
    stage.wind(30 * DAY)
    assert len(happened) > len(_EVERY_KIND)
    assert happened == sorted(happened)


def test_winding_by_nothing_changes_nothing() -> None:
    stage = _every_kind()
    before = dict(stage.shop.orders)
    stage.wind(0 * DAY)
    assert stage.shop.orders == before


def test_an_event_that_was_overtaken_by_another_act_does_not_happen() -> None:
    stage = a_stage()
    order = stage.order()
    stage.cancel(order)
    stage.wind(30 * DAY)
    assert stage.see(order).end_reason is EndReason.CANCELLED_UNPAID
    assert stage.see(order).ended_at == START


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf"), 1e300])
def test_a_wind_that_leads_nowhere_changes_nothing(bad: float) -> None:
    stage = a_stage()
    order = stage.order("IN_CANCEL", seller={"answer": "accept", "after_s": 0.5})
    with pytest.raises(ValueError, match="seconds"):
        stage.shop.wind(bad)
    assert stage.see(order).status is OrderStatus.IN_CANCEL


def test_a_stopped_clock_lets_nothing_happen_until_it_is_wound() -> None:
    stage = a_stage()
    order = stage.order("IN_CANCEL", seller={"after_s": 0.5})
    stage.shop.settle()
    assert stage.see(order).status is OrderStatus.IN_CANCEL
    stage.shop.wind(0.5)
    assert stage.see(order).refund.stage is RefundStage.EXPECTED
