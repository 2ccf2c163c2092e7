"""How the money comes back: three stages, at each method's own pace, once."""

from datetime import timedelta
from typing import Any

import pytest

from mock_site import acts, payments
from mock_site.acts import NotPossible
from mock_site.payments import PACES
from mock_site.refunds import PaidWith, RefundStage
from mock_site.statuses import EndReason
from tests.mock_site.stage import DAY, HOUR, START, Stage, a_stage


def _refunding(stage: Stage, paid_with: str = "card", **spec: Any) -> str:
    order = stage.order("IN_CANCEL", paid_with=paid_with, total="40.00", **spec)
    stage.shop.change(order, acts.accepted)
    return order


@pytest.mark.parametrize("method", PaidWith)
def test_each_method_goes_through_the_three_stages_at_its_own_pace(method: PaidWith) -> None:
    stage, pace = a_stage(), PACES[method]
    order = _refunding(stage, method)
    stages = [(stage.see(order).refund.stage, stage.see(order).refund.since)]
    for until in (pace.processing, pace.refunded - pace.processing):
        stage.wind(until - timedelta(seconds=1))
        assert stage.see(order).refund.stage is stages[-1][0], "a second before, nothing moves"
        stage.shop.wind(1)
        stages.append((stage.see(order).refund.stage, stage.see(order).refund.since))
    assert stages == [
        (RefundStage.EXPECTED, START),
        (RefundStage.PROCESSING, START + pace.processing),
        (RefundStage.REFUNDED, START + pace.refunded),
    ]
    assert stage.see(order).refund.lands_at == START + pace.landed


@pytest.mark.parametrize("method", PaidWith)
def test_a_refund_takes_at_most_fifteen_days_and_lands_up_to_two_weeks_after_being_sent(
    method: PaidWith,
) -> None:
    pace = PACES[method]
    assert timedelta(0) < pace.processing < pace.refunded <= pace.landed <= 15 * DAY
    assert pace.landed - pace.refunded <= 14 * DAY


def test_a_late_refund_is_processing_past_the_day_that_the_buyer_was_told() -> None:
    stage = a_stage()
    order = _refunding(stage, refund_late_days=30)
    stage.wind(34 * DAY - HOUR)
    late = stage.see(order)
    assert late.refund.stage is RefundStage.PROCESSING
    assert payments.due(late.refund, late.paid_with) == START + 14 * DAY
    stage.wind(HOUR)
    assert stage.see(order).refund.stage is RefundStage.REFUNDED
    assert stage.see(order).refund.lands_at == START + 44 * DAY


def test_an_order_may_be_made_with_a_refund_that_is_overdue() -> None:
    stage = a_stage()
    spec = {"end_reason": "seller_send_goods_timeout", "refund_stage": "PROCESSING"}
    order = stage.see(stage.order("FINISH", age_h=1200, refund_late_days=40, **spec))
    assert order.refund.stage is RefundStage.PROCESSING
    due = payments.due(order.refund, order.paid_with)
    assert due
    assert due < START


def test_where_the_money_lands_is_not_known_before_it_is_sent() -> None:
    stage = a_stage()
    order = _refunding(stage)
    stage.wind(2 * DAY)
    assert stage.see(order).refund.stage is RefundStage.PROCESSING
    assert stage.see(order).refund.lands_at is None


def test_the_platform_can_hurry_a_refund_and_later_stages_count_from_there() -> None:
    stage = a_stage()
    order = _refunding(stage)
    stage.wind(HOUR)
    stage.shop.change(order, acts.refund_advanced)
    assert stage.see(order).refund.processing_at == START + HOUR
    stage.wind(3 * DAY)
    assert stage.see(order).refund.refunded_at == START + HOUR + 3 * DAY


def test_a_finished_refund_does_not_move_again() -> None:
    stage = a_stage()
    order = _refunding(stage)
    stage.shop.change(order, acts.refund_advanced)
    stage.shop.change(order, acts.refund_advanced)
    refund = stage.see(order).refund
    with pytest.raises(NotPossible, match="REFUNDED"):
        stage.shop.change(order, acts.refund_advanced)
    stage.wind(400 * DAY)
    assert stage.see(order).refund == refund


def test_money_on_its_way_can_end_on_the_balance_instead() -> None:
    stage = a_stage()
    order = _refunding(stage)
    stage.wind(5 * DAY)
    stage.shop.change(order, acts.refund_put_on_balance)
    refund = stage.see(order).refund
    assert refund.stage is RefundStage.ON_BALANCE
    assert refund.since == refund.lands_at == START + 5 * DAY
    assert str(refund.amount) == "40.00"


def test_money_that_has_landed_is_not_paid_a_second_time() -> None:
    stage = a_stage()
    order = _refunding(stage)
    stage.wind(14 * DAY)
    for act in (acts.refund_put_on_balance, acts.refund_advanced, acts.accepted):
        with pytest.raises(NotPossible):
            stage.shop.change(order, act)
    assert stage.see(order).refund.stage is RefundStage.REFUNDED


@pytest.mark.parametrize("reason", EndReason)
def test_money_goes_back_for_exactly_these_reasons(reason: EndReason) -> None:
    kept = {
        "buyer_cancel_notpay_order",
        "buyer_pay_timeout",
        "buyer_accept_goods",
        "buyer_accept_goods_timeout",
    }
    stage = a_stage()
    order = stage.see(stage.order("FINISH", end_reason=reason, age_h=10))
    if reason in kept:
        assert order.refund.stage is RefundStage.NONE
        assert order.refund.amount == 0
    else:
        assert order.refund.stage is RefundStage.EXPECTED
        assert order.refund.amount == order.total
