"""Each thing that a buyer can do, as one short run of the real command with the shop as the judge.

Every journey begins in a world like `everyday`, whatever its pages are like.
"""

from collections.abc import Callable
from decimal import Decimal

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Ended, Unbuy

Journey = Callable[[Unbuy, PracticeShop], None]
JOURNEYS: dict[str, Journey] = {}

UNPAID, PAID, SHIPPED = "PLACE_ORDER_SUCCESS", "WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_ACCEPT_GOODS"


def _journey(play: Journey) -> Journey:
    JOURNEYS[play.__name__] = play
    return play


def done(ended: Ended, code: int = 0) -> Ended:
    assert ended.code == code, ended.said
    return ended


@_journey
def sign_in(unbuy: Unbuy, shop: PracticeShop) -> None:
    done(unbuy("sign-in"))
    done(unbuy("sign-in", UNBUY_PASSWORD=None, UNBUY_USERNAME=None))
    assert shop.actions() == ["sign_in"]


@_journey
def orders(unbuy: Unbuy, shop: PracticeShop) -> None:
    listed = done(unbuy("orders", "--json")).json["orders"]
    sums = {order["id"]: Decimal(order["total"]["amount"]) for order in listed}
    truth = shop.orders(shop.username)
    assert sums == {id_: Decimal(order["total"]) for id_, order in truth.items()}


@_journey
def show(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order("FINISH", end_reason="seller_send_goods_timeout", paid_with="qiwi")
    shown = done(unbuy("show", order, "--json")).order
    truth = shop.orders()[order]
    assert (shown["end_reason"], shown["refund"]["method"]) == ("shipping_timeout", "qiwi")
    assert shown["refund"]["stage"].upper() == truth["refund"]["stage"]
    assert Decimal(shown["refund"]["amount"]) == Decimal(truth["refund"]["amount"])


@_journey
def advise(unbuy: Unbuy, shop: PracticeShop) -> None:
    for status, verdict in ((UNPAID, "cancel"), (SHIPPED, "too_late")):
        advice = done(unbuy("advise", shop.new_order(status), "--json")).order["advice"]
        assert (advice["verdict"], advice["page_differs"]) == (verdict, None)


@_journey
def cancel_unpaid(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order(UNPAID)
    ended = done(unbuy("cancel", order, "--yes", "--json", "--reason", "cannot_pay"))
    assert ended.order["status"] == "cancelled"
    assert shop.orders()[order]["end_reason"] == "buyer_cancel_notpay_order"
    assert len(shop.submits()) == 1


@_journey
def cancel_paid(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order(PAID, seller={"answer": "accept", "after_s": 3600})
    ended = done(unbuy("cancel", order, "--yes", "--json", "--note", "Sorry"), 6)
    assert ended.order["status"] == "cancel_requested"
    shop.wind(hours=2)
    accepted = done(unbuy("watch", "--once", "--json")).order
    assert (accepted["cancellation"]["answer"], accepted["refund"]["stage"]) == (
        "accepted",
        "expected",
    )
    assert len(shop.submits()) == 1


@_journey
def declined(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order(PAID, seller={"answer": "decline", "after_s": 3600})
    done(unbuy("cancel", order, "--yes"), 6)
    shop.wind(hours=2)
    answer = done(unbuy("watch", "--once", "--json"), 7).order["cancellation"]
    assert answer["answer"] == "declined"
    assert answer["answered_at"] is not None


@_journey
def planned(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order("RISK_CONTROL", age_h=1)
    done(unbuy("cancel", order, "--yes", "--when-possible"), 6)
    assert shop.submits() == []
    shop.platform(order, "verify_payment")
    assert done(unbuy("watch", "--once", "--json"), 6).order["status"] == "cancel_requested"
    assert len(shop.submits(order)) == 1


@_journey
def refused(unbuy: Unbuy, shop: PracticeShop) -> None:
    for status in (SHIPPED, "IN_FROZEN", "IN_ISSUE"):
        ended = done(unbuy("cancel", shop.new_order(status), "--yes", "--json"), 3)
        assert ended.order["advice"]["next_step"]
    assert shop.submits() == []


@_journey
def basket(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order("FINISH", end_reason="buyer_cancel_notpay_order")
    done(unbuy("delete", order, "--yes"))
    listed = done(unbuy("orders", "--deleted", "--json")).json["orders"]
    assert [deleted["id"] for deleted in listed] == [order]
    done(unbuy("restore", order, "--yes"))
    assert shop.orders()[order]["deleted"] is None
    done(unbuy("delete", order, "--yes"))
    done(unbuy("purge", order, "--yes"))
    assert shop.orders()[order]["deleted"] == "purged"


@_journey
def extend(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order(PAID)
    shop.seller(order, "ask_extension", days=4)
    before = shop.order(order)["deadline"]
    done(unbuy("extend", order, "--days", "4", "--yes"))
    assert shop.order(order)["deadline"] > before
    assert len(shop.log("extend")) == 1


@_journey
def dispute(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order(SHIPPED, total="40.00", seller={"in_dispute": "ignore"})
    shop.wind(days=6)
    opened = done(unbuy("dispute", order, "--reason", "not_received", "--yes", "--json"))
    assert opened.order["status"] == "in_dispute"
    shown = done(unbuy("dispute", order, "--json")).order["dispute"]
    assert (shown["stage"], shop.orders()[order]["status"]) == ("seller", "IN_ISSUE")
    assert len(shop.log("dispute.open")) == 1


@_journey
def message(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order(PAID)
    shop.seller(order, "message", text="Hello, it leaves tomorrow.")
    done(unbuy("message", order, "Please cancel it.", "--yes"))
    thread = done(unbuy("message", order, "--json")).order["messages"]
    assert [said["text"] for said in thread] == ["Hello, it leaves tomorrow.", "Please cancel it."]


@_journey
def track(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order(SHIPPED)
    shop.wind(days=3)
    [told] = done(unbuy("track", order, "--json")).order["tracking"]
    truth = shop.order(order)["parcel"]
    assert told["numbers"] == [truth["number"]]
    assert len(told["events"]) == len(truth["stations"]) > 1


@_journey
def buy_again(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order("FINISH", end_reason="buyer_cancel_notpay_order", deleted="recycle")
    done(unbuy("buy-again", order, "--yes"))
    assert shop.actions()[1:] == ["restore", "add_to_cart"]
