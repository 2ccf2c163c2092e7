"""The advice as the command tells it, in a real browser."""

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser


def test_a_paid_order_can_be_requested_until_its_seller_must_have_shipped(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    told = unbuy("advise", shop.first("WAIT_SELLER_SEND_GOODS"), "--json")
    advice = told.order["advice"]
    assert (told.code, told.json["outcome"]) == (0, "done")
    assert (advice["situation"], advice["verdict"]) == ("to_ship", "request")
    assert advice["not_after"] == told.order["deadline"]
    assert (advice["blame"]["not_needed"], advice["blame"]["late_delivery"]) == ("buyer", "seller")
    assert advice["page_differs"] is None
    assert shop.submits() == []


def test_people_are_told_why_and_what_next_in_lines(unbuy: Unbuy, shop: PracticeShop) -> None:
    told = unbuy("advise", shop.new_order("IN_FROZEN"))
    assert told.code == 0
    assert "Cancel it now? Not yet. Why The shop froze this order" in told.said
    assert "Next Wait: either it is cleared" in told.said
    assert 'Ask support "Order' in told.said


@pytest.mark.complete
def test_the_advice_remembers_what_a_request_came_to(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "decline", "after_s": 60})
    assert unbuy("cancel", order, "--yes").code == 6
    shop.wind(hours=1)
    assert unbuy("watch", "--once").code == 7
    for command in (("advise", order), ("orders", "--status", "awaiting_shipment")):
        listed = unbuy(*command, "--json").json["orders"]
        advice = next(entry["advice"] for entry in listed if entry["id"] == order)
        assert advice["situation"] == "declined"
        assert "--send-again" in advice["next_step"]


def test_many_unpaid_orders_are_warned_of(unbuy: Unbuy, shop: PracticeShop) -> None:
    """M15."""
    for _ in range(10):
        shop.new_order("PLACE_ORDER_SUCCESS")
    assert "unpaid orders. The shop blocks accounts" in unbuy("orders", "--json").json["message"]
