"""A buyer's list: complete, in order, made anew only when something of it changed."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_site.app import create_app
from mock_site.layouts.shared import states
from mock_site.orders import Order
from mock_site.showcase import Showcase
from mock_site.statuses import OrderStatus
from mock_site.wording import Wording
from tests.mock_site.direct import DirectVisitor
from tests.mock_site.stage import ANNA, NOAH, START, a_stage

_STATES = st.sampled_from(OrderStatus)


@settings(max_examples=60, deadline=None)
@given(
    orders=st.lists(st.tuples(_STATES, st.integers(0, 90), st.booleans()), max_size=12),
    wanted=st.lists(_STATES, unique=True),
)
def test_a_list_by_state_is_the_whole_list_without_the_others(
    orders: list[tuple[OrderStatus, int, bool]], wanted: list[OrderStatus]
) -> None:
    stage = a_stage()
    for status, age_h, is_deleted in orders:
        can_be_deleted = is_deleted and status is OrderStatus.FINISH
        stage.order(status, age_h=age_h, deleted="recycle" if can_be_deleted else None)
    mine = stage.shop.orders_of(ANNA)
    assert list(mine.in_state(*wanted)) == [
        order for order in mine if order.status in wanted and not order.deleted
    ]
    assert list(mine.deleted) == [order for order in mine if order.deleted]
    assert list(mine) == sorted(mine, key=lambda order: (order.placed_at, order.id), reverse=True)
    assert len(mine) == len(orders)


def test_a_list_is_made_once_until_an_order_of_its_buyer_changes() -> None:
    stage = a_stage()
    order = stage.order()
    before = stage.shop.orders_of(ANNA)
    stage.order(account=NOAH)
    assert stage.shop.orders_of(ANNA) is before
    stage.cancel(order)
    after = stage.shop.orders_of(ANNA)
    assert after is not before
    assert [one.status for one in before] == [OrderStatus.UNPAID]
    assert [one.status for one in after] == [OrderStatus.FINISH]


def test_listing_one_account_touches_no_order_of_another() -> None:
    stage = a_stage(orders=[{"account": NOAH, "count": 50}, {"account": ANNA, "count": 2}])
    looked_at: list[str] = []

    class Watched(dict[str, Order]):
        def __getitem__(self, key: str) -> Order:
            looked_at.append(key)
            return super().__getitem__(key)

    showcase = Showcase(Watched(stage.shop.orders))
    for order in stage.shop.orders.values():
        showcase.add(order)
    assert len(showcase.orders_of(ANNA, START)) == len(looked_at) == 2


def test_a_page_draws_only_the_orders_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = a_stage(orders=[{"account": ANNA, "count": 35}])
    buyer = DirectVisitor(create_app(stage.world))
    buyer.sign_in(ANNA, "correct-horse-9")
    drawn: list[str] = []
    status_text = states.status_text

    def watched(order: Order, wording: Wording) -> str:
        drawn.append(order.id)
        return status_text(order, wording)

    monkeypatch.setattr(states, "status_text", watched)
    buyer.get("/p/order/index.html")
    buyer.get("/p/order/list?page=4")
    assert len(drawn) == 10 + 5


def test_what_becomes_due_is_in_the_next_list() -> None:
    stage = a_stage()
    stage.order()
    assert len(stage.shop.orders_of(ANNA).in_state(OrderStatus.UNPAID)) == 1
    stage.wind(timedelta(days=21))
    assert len(stage.shop.orders_of(ANNA).in_state(OrderStatus.UNPAID)) == 0


def test_a_change_that_is_shown_late_is_counted_late_as_well() -> None:
    stage = a_stage()
    order = stage.order()
    stage.arm("cancel.submit", "late", s=60)
    stage.cancel(order)
    stage.order()
    assert len(stage.shop.orders_of(ANNA).in_state(OrderStatus.UNPAID)) == 2
    stage.wind(timedelta(seconds=60))
    assert len(stage.shop.orders_of(ANNA).in_state(OrderStatus.UNPAID)) == 1
