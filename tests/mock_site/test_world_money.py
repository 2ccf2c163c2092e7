"""The world about late refunds: each promise of its sentence, by date."""

import re

import pytest

from mock_site import payments
from mock_site.orders import Order
from mock_site.refunds import PaidWith, RefundStage
from tests.mock_site.opened import Opened
from tests.mock_site.stage import DAY, START

pytestmark = pytest.mark.sampled

_TAG = re.compile(r"<[^>]*>")


def _due(order: Order) -> str:
    due = payments.due(order.refund, order.paid_with)
    assert due
    return due.isoformat()


def test_a_refund_of_each_method_is_on_its_way() -> None:
    orders = Opened("late-refunds").orders()
    assert {order.paid_with for order in orders} == set(PaidWith)
    assert {order.refund.stage for order in orders} == set(RefundStage)


@pytest.mark.parametrize("total", ["88.00", "42.00"])
def test_an_overdue_refund_is_processing_though_its_day_is_long_past(total: str) -> None:
    world = Opened("late-refunds")
    order = world.order(total)
    assert order.refund.stage is RefundStage.PROCESSING
    assert _due(order) < START.isoformat()
    world.wind(days=14)
    assert world.now(order).refund.stage is RefundStage.PROCESSING
    world.wind(days=40)
    assert world.now(order).refund.stage is RefundStage.REFUNDED


def test_refunded_is_said_more_than_a_week_before_the_money_lands() -> None:
    order = Opened("late-refunds").order("120.00")
    assert order.refund.stage is RefundStage.REFUNDED
    assert order.refund.lands_at
    assert order.refund.lands_at - START > 7 * DAY


@pytest.mark.parametrize(("total", "back"), [("75.00", "30.00"), ("19.98", "4.99")])
def test_a_part_goes_back_and_no_more(total: str, back: str) -> None:
    world = Opened("late-refunds")
    order = world.order(total)
    assert str(order.refund.amount) == back
    assert f"US ${back}" in _TAG.sub("", world.page("refund", order).text)
    world.wind(days=60)
    assert str(world.now(order).refund.amount) == back


def test_one_refund_has_landed_on_the_balance_instead_of_the_card() -> None:
    world = Opened("late-refunds")
    order = world.order("27.30")
    assert (order.paid_with, order.refund.stage) == (PaidWith.CARD, RefundStage.ON_BALANCE)
    assert order.refund.lands_at
    assert order.refund.lands_at < START


def test_an_order_that_is_cancelled_now_will_be_refunded_late() -> None:
    world = Opened("late-refunds")
    order = world.order("58.00")
    world.cancel(order)
    world.wind(hours=1)
    assert world.now(order).refund.stage is RefundStage.EXPECTED
    world.wind(days=15)
    assert world.now(order).refund.stage is RefundStage.PROCESSING
    assert _due(world.now(order)) < world.shop.clock.now().isoformat()


def test_within_ninety_days_all_the_money_is_back() -> None:
    world = Opened("late-refunds")
    world.wind(days=90)
    now = world.shop.clock.now()
    for order in world.orders():
        refund = order.refund
        assert refund.lands_at, order.total
        assert refund.lands_at <= now
