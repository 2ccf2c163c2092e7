"""B7: the same run works whatever language and currency the account shows."""

from datetime import datetime
from decimal import Decimal

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser

OTHERS = ("ru", "es", "pt", "de", "fr")


@pytest.mark.parametrize("language", OTHERS)
def test_my_orders_in_any_language_are_what_the_shop_knows_of_them(
    unbuy: Unbuy, shop: PracticeShop, language: str
) -> None:
    shop.reset("every-state", language=language)
    listed = unbuy("orders", "--json")
    assert listed.code == 0, listed.said
    truth = {id_: order for id_, order in shop.orders().items() if not order["deleted"]}
    assert {order["id"] for order in listed.json["orders"]} == truth.keys()
    for order in listed.json["orders"]:
        true = truth[order["id"]]
        assert Decimal(order["total"]["amount"]) == Decimal(true["total"])
        assert order["total"]["currency"] == true["currency"]
        placed = datetime.fromisoformat(true["placed_at"])
        assert datetime.fromisoformat(order["placed_at"]).date() == placed.date()


@pytest.mark.complete
@pytest.mark.parametrize("language", OTHERS)
def test_a_paid_order_is_cancelled_in_any_language_and_followed_to_the_refund(
    unbuy: Unbuy, shop: PracticeShop, language: str
) -> None:
    shop.reset(language=language)
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "accept", "after_s": 3600})
    sent = unbuy("cancel", order, "--yes", "--json")
    assert (sent.code, sent.order["status"]) == (6, "cancel_requested"), sent.said
    shop.wind(hours=2)
    accepted = unbuy("watch", "--once", "--json")
    assert (accepted.code, accepted.order["cancellation"]["answer"]) == (0, "accepted")
    assert accepted.order["refund"]["stage"] == "expected"
    assert accepted.order["refund"]["amount"] == shop.orders()[order]["total"]
    assert len(shop.submits()) == 1
