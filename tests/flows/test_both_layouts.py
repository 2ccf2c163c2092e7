"""Another layout is the same shop: whatever a page tells in the one, it tells in the other."""

from dataclasses import asdict, replace
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from flows.domain.orders import Control, EndReason, Order, Status
from flows.domain.refunds import Refund
from flows.sites.aliexpress.shop import AliExpress
from flows.storefront import Credentials
from mock_site.practice_shop import PracticeShop
from tests.flows.fakes import FakeClock

pytestmark = pytest.mark.browser

_NEVER_PAID = {Status.AWAITING_PAYMENT, EndReason.CANCELLED_UNPAID, EndReason.PAYMENT_TIMEOUT}
_ONLY_WHERE_IT_IS_DRAWN = {Control.MORE, Control.REFUND}


def everything_told(page: Page, shop: PracticeShop) -> dict[str, tuple[Order, Refund]]:
    """Each order of the first buyer by its id, deleted or not, with its refund."""
    credentials = Credentials(shop.username, shop.password)
    aliexpress = AliExpress(page, shop.url, FakeClock(), credentials)
    lists = (aliexpress.my_orders(), aliexpress.deleted_orders())
    assert all(listed.is_complete for listed in lists)
    ids = [order.id for listed in lists for order in listed.orders]
    return {order_id: (aliexpress.order(order_id), aliexpress.refund(order_id)) for order_id in ids}


def facts(order: Order, refund: Refund) -> dict[str, Any]:
    """What is told of an order, but for its address and for controls that only open something.

    How an order that was never paid would have been paid is told by one layout alone.
    """
    controls = (order.controls or frozenset()) - _ONLY_WHERE_IT_IS_DRAWN
    method = None if _NEVER_PAID & {order.status, order.end_reason} else order.method
    told = asdict(replace(order, url=None, controls=controls, method=method))
    return told | {f"refund {name}": value for name, value in asdict(refund).items()}


@pytest.mark.parametrize(
    ("scenario", "language", "labels"),
    [
        ("every-state", "en", "order_id"),
        ("every-state", "ru", "ref_number"),
        ("every-state", "de", "order_id"),
        ("every-state", "fr", "ref_number"),
        ("deleted-orders", "es", "ref_number"),
        ("disputes", "pt", "order_id"),
    ],
)
def test_an_order_is_the_same_in_both_layouts(
    page: Page, shop: PracticeShop, scenario: str, language: str, labels: str
) -> None:
    told = {}
    for layout in ("current", "classic"):
        shop.reset(scenario, layout=layout, language=language, variant={"labels": labels})
        told[layout] = everything_told(page, shop)
    assert told["current"].keys() == told["classic"].keys() == shop.orders(shop.username).keys()
    for order_id, (order, refund) in told["current"].items():
        assert facts(*told["classic"][order_id]) == facts(order, refund)


@pytest.mark.complete
@pytest.mark.parametrize("layout", ["current", "classic"])
@pytest.mark.parametrize("seed", [1, 2, 3, 4])  # of which the order of the parts depends
def test_parts_of_a_page_that_come_one_after_another_are_waited_for(
    page: Page, shop: PracticeShop, layout: Literal["current", "classic"], seed: int
) -> None:
    shop.reset(layout=layout, seed=seed)
    aliexpress = AliExpress(page, shop.url, FakeClock(), Credentials(shop.username, shop.password))
    paid = shop.new_order("WAIT_SELLER_SEND_GOODS")
    closed = shop.new_order("FINISH", end_reason="seller_send_goods_timeout")

    def told() -> tuple[object, ...]:
        totals = {order.id: order.total for order in aliexpress.my_orders().orders}
        return aliexpress.order(paid), aliexpress.refund(closed), totals

    at_once = told()
    for place in ("orders.list", "order.detail", "refund.view"):
        shop.arm(place, "out_of_order", ms=300)
    assert told() == at_once
