"""The journeys under pytest-playwright's own page: run with --headed --slowmo 300 to watch."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from flows.cancel_order import Wish, cancel_order
from flows.domain.orders import Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import RefundStage
from flows.my_orders import Wanted, my_orders
from flows.refund_progress import refund_progress
from flows.seller_answer import AnswerKind, seller_answer
from flows.sign_in import sign_in
from flows.sites.aliexpress.shop import AliExpress
from flows.storefront import Credentials
from mock_site.practice_shop import PracticeShop
from tests.flows.fakes import Machine

pytestmark = pytest.mark.browser
Layout = Literal["current", "classic"]


@pytest.fixture(params=["current", "classic"])
def layout(request: pytest.FixtureRequest) -> Layout:
    chosen: Layout = request.param
    return chosen


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def aliexpress(page: Page, shop: PracticeShop, machine: Machine, layout: Layout) -> AliExpress:
    shop.reset(layout=layout)
    credentials = Credentials(shop.username, shop.password)
    return AliExpress(page, shop.url, machine.clock, credentials)


def test_a_guest_is_signed_in_once(aliexpress: AliExpress, shop: PracticeShop) -> None:
    assert sign_in(aliexpress) is True
    assert sign_in(aliexpress) is False
    assert shop.actions() == ["sign_in"]


def test_my_orders_are_all_read_and_filtered(aliexpress: AliExpress, shop: PracticeShop) -> None:
    everything = my_orders(aliexpress)
    assert {order.id for order in everything.orders} == set(shop.orders())
    assert everything.outcome is Outcome.DONE
    unpaid = my_orders(aliexpress, Wanted({Status.AWAITING_PAYMENT}))
    assert {order.status for order in unpaid.orders} == {Status.AWAITING_PAYMENT}


def test_a_paid_order_is_requested_answered_and_refunded(
    aliexpress: AliExpress, shop: PracticeShop, machine: Machine
) -> None:
    order_id = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "accept", "after_s": 60})
    asked = cancel_order(aliexpress, Wish(order_id), machine.ports)
    assert (asked.outcome, asked.order.status) == (Outcome.PENDING, Status.CANCEL_REQUESTED)
    shop.wind(minutes=2)
    order = aliexpress.order(order_id)
    assert seller_answer(order).kind is AnswerKind.ACCEPTED
    stages = [refund_progress(aliexpress, order).stage]
    for days in (1, 3):
        shop.wind(days=days)
        stages.append(refund_progress(aliexpress, order).stage)
    assert stages == [RefundStage.EXPECTED, RefundStage.PROCESSING, RefundStage.REFUNDED]
    assert len(shop.submits()) == 1


@pytest.mark.complete
def test_every_state_of_the_shop_is_read(
    aliexpress: AliExpress, shop: PracticeShop, layout: Layout
) -> None:
    """No order of the world with one in each state is unreadable, on the list or on its page."""
    shop.reset("every-state", layout=layout)
    listed = my_orders(aliexpress)
    assert (listed.outcome, len(listed.orders)) == (Outcome.DONE, len(shop.orders()))
    for order in listed.orders:
        seen = aliexpress.order(order.id)
        assert seen.total is not None
        assert str(seen.total.amount) == shop.orders()[order.id]["total"]
