"""M3, M4, B1, B2, B9: the real command, a real browser, the shop's own log as the judge."""

import pytest

from mock_site.faults import Kind
from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import Layout, each_layout
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser

LAG = {"minutes": 3}


def test_an_unpaid_order_is_cancelled_once_and_proven(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    first = unbuy("cancel", order, "--yes", "--json")
    assert (first.code, first.json["outcome"]) == (0, "done")
    assert (first.order["status"], first.order["cancellation"]["reason"]) == (
        "cancelled",
        "not_needed",
    )
    assert shop.orders()[order]["end_reason"] == "buyer_cancel_notpay_order"
    again = unbuy("cancel", order, "--yes", "--json")
    assert (again.code, again.json["outcome"]) == (0, "done")
    assert "already" in again.order["message"]
    assert len(shop.submits(order)) == 1


def test_the_neighbour_of_the_same_purchase_is_left_alone(unbuy: Unbuy, shop: PracticeShop) -> None:
    """Danger 7."""
    one, neighbour = (
        shop.new_order("PLACE_ORDER_SUCCESS", same_purchase=same) for same in (False, True)
    )
    assert int(neighbour) - int(one) == 20_000
    assert unbuy("cancel", one, "--yes").code == 0
    assert shop.orders()[neighbour]["status"] == "PLACE_ORDER_SUCCESS"


def test_a_cancelled_order_that_the_list_calls_completed_is_proven_by_its_reason(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    """Danger 3: over several orders the shop uses each of its words for a cancelled one."""
    orders = [shop.new_order("PLACE_ORDER_SUCCESS") for _ in range(6)]
    ended = unbuy("cancel", *orders, "--yes", "--json")
    assert [order["outcome"] for order in ended.json["orders"]] == ["done"] * 6
    assert {order["status"] for order in ended.json["orders"]} == {"cancelled"}


@pytest.mark.complete
def test_a_request_waits_for_the_seller_who_accepts_and_the_refund_is_followed(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "accept", "after_s": 3600})
    sent = unbuy("cancel", order, "--yes", "--json")
    assert (sent.code, sent.order["status"]) == (6, "cancel_requested")
    waiting = unbuy("watch", "--once", "--json")
    assert (waiting.code, waiting.order["cancellation"]["answer"]) == (6, "waiting")
    shop.wind(hours=1, minutes=1)
    accepted = unbuy("watch", "--once", "--json")
    assert (accepted.code, accepted.order["cancellation"]["answer"]) == (0, "accepted")
    assert accepted.order["cancellation"]["answered_at"] is not None
    stages = [accepted.order["refund"]["stage"]]
    for days in (1, 3):
        shop.wind(days=days, hours=1)
        stages.append(unbuy("watch", "--once", "--json").order["refund"]["stage"])
    assert stages == ["expected", "processing", "refunded"]
    assert unbuy("watch", "--once", "--json").json["orders"] == []
    assert len(shop.submits()) == 1


@pytest.mark.complete
def test_a_seller_who_declines_ends_the_watch_as_declined(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "decline", "after_s": 60})
    assert unbuy("cancel", order, "--yes").code == 6
    shop.wind(hours=1)
    declined = unbuy("watch", "--json")
    assert (declined.code, declined.order["cancellation"]["answer"]) == (7, "declined")
    assert unbuy("cancel", order, "--yes").code == 7
    assert len(shop.submits(order)) == 1
    assert unbuy("cancel", order, "--yes", "--send-again").code == 6
    assert len(shop.submits(order)) == 2


@pytest.mark.complete
def test_a_seller_who_ships_instead_ends_as_declined(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ship", "after_s": 60})
    assert unbuy("cancel", order, "--yes").code == 6
    shop.wind(hours=1)
    shipped = unbuy("watch", "--once", "--json")
    assert (shipped.code, shipped.order["cancellation"]["answer"]) == (7, "shipped")


@pytest.mark.complete
def test_a_silent_seller_closes_the_order_in_the_buyers_favour(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ignore"})
    assert unbuy("cancel", order, "--yes").code == 6
    shop.wind(hours=49)
    closed = unbuy("watch", "--once", "--json")
    assert (closed.code, closed.order["status"]) == (0, "cancelled")
    assert closed.order["refund"]["stage"] == "expected"


@pytest.mark.complete
@pytest.mark.practice_world(rate=1)
def test_wait_follows_the_answer_in_real_time(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "accept", "after_s": 2})
    ended = unbuy("cancel", order, "--yes", "--wait", "30s", "--json")
    assert (ended.code, ended.order["cancellation"]["answer"]) == (0, "accepted")


@pytest.mark.complete
def test_a_reason_can_be_given_in_the_shops_own_words_and_is_what_the_shop_gets(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("WAIT_SELLER_SEND_GOODS")
    ended = unbuy("cancel", order, "--yes", "--json", "--reason", "The seller doesn't answer me")
    assert ended.order["cancellation"]["reason"] == "seller_silent"
    assert "counts against the seller" in ended.said


@each_layout
def test_a_reason_that_is_not_offered_sends_nothing_and_lists_what_is(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    """Danger 6."""
    shop.reset(layout=layout)
    order = shop.first("PLACE_ORDER_SUCCESS")
    ended = unbuy("cancel", order, "--yes", "--json", "--reason", "out_of_stock")
    assert ended.code == 3
    assert "I wasn't able to pay" in ended.order["message"]
    assert (ended.order["status"], ended.order["advice"]["verdict"]) == (
        "awaiting_payment",
        "cancel",
    )
    assert shop.submits() == []


def test_a_dry_run_says_what_would_be_sent_and_sends_nothing(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("WAIT_SELLER_SEND_GOODS")
    ended = unbuy("cancel", order, "--dry-run", "--json")
    assert (ended.code, ended.json["outcome"]) == (0, "done")
    assert "I don't need this order any more" in ended.order["message"]
    assert shop.submits() == []


@pytest.mark.parametrize(
    "status",
    ["RISK_CONTROL", "WAIT_BUYER_ACCEPT_GOODS", "SELLER_PART_SEND_GOODS", "IN_FROZEN", "IN_ISSUE"],
)
def test_a_state_that_forbids_it_is_refused_with_advice(
    unbuy: Unbuy, shop: PracticeShop, status: str
) -> None:
    order = shop.new_order(status)
    ended = unbuy("cancel", order, "--yes", "--json")
    assert (ended.code, ended.order["outcome"]) == (3, "refused")
    assert ended.order["advice"]["next_step"].endswith(".")
    assert shop.submits() == []


def test_without_a_terminal_and_without_yes_nothing_is_sent(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    ended = unbuy("cancel", shop.first("PLACE_ORDER_SUCCESS"))
    assert ended.code == 3
    assert "--yes" in ended.said
    assert shop.submits() == []


def test_one_bad_order_stops_none_of_the_others_and_the_worst_decides(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    orders = ["999999999999999", shop.first("IN_FROZEN"), shop.first("PLACE_ORDER_SUCCESS")]
    ended = unbuy("cancel", *orders, "--yes", "--json")
    assert [order["outcome"] for order in ended.json["orders"]] == ["refused", "refused", "done"]
    assert ended.code == 3


def test_a_success_message_that_lies_is_unconfirmed(unbuy: Unbuy, shop: PracticeShop) -> None:
    """Danger 5: what the shop says is not what counts."""
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm("cancel.submit", "lie")
    ended = unbuy("cancel", order, "--yes", "--json")
    assert (ended.code, ended.order["outcome"]) == (10, "unconfirmed")
    shop.wind(**LAG)
    asked = unbuy("cancel", order, "--yes", "--json")
    assert (asked.code, asked.order["outcome"]) == (4, "needs_person")
    assert len(shop.submits(order)) == 1
    assert unbuy("cancel", order, "--yes", "--send-again").code == 0


@each_layout
@pytest.mark.parametrize("fault", ["error_after", "drop_after"])
def test_an_accepted_request_answered_with_an_error_counts_as_sent(
    unbuy: Unbuy, shop: PracticeShop, fault: Kind, layout: Layout
) -> None:
    shop.reset(layout=layout)
    order = shop.first("WAIT_SELLER_SEND_GOODS")
    shop.arm("cancel.submit", fault)
    ended = unbuy("cancel", order, "--yes", "--json")
    assert (ended.code, ended.order["status"]) == (6, "cancel_requested")
    assert len(shop.submits(order)) == 1


@pytest.mark.complete
def test_a_change_that_shows_late_is_found_later_and_not_sent_again(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm("cancel.submit", "late", s=60)
    assert unbuy("cancel", order, "--yes").code == 10
    assert unbuy("cancel", order, "--yes").code == 10
    shop.wind(minutes=2)
    assert unbuy("watch", "--once", "--json").order["status"] == "cancelled"
    assert unbuy("cancel", order, "--yes").code == 0
    assert len(shop.submits(order)) == 1


@each_layout
def test_an_order_shipped_between_reading_and_sending_ends_as_declined(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    """Danger 4."""
    shop.reset(layout=layout)
    order = shop.first("WAIT_SELLER_SEND_GOODS")
    shop.arm("cancel.submit", "ships_now")
    ended = unbuy("cancel", order, "--yes", "--json")
    assert (ended.code, ended.order["status"]) == (7, "shipped")


@each_layout
@pytest.mark.parametrize("fault", ["renamed", "missing"])
def test_a_control_that_is_not_as_known_stops_before_anything_is_sent(
    unbuy: Unbuy, shop: PracticeShop, fault: Kind, layout: Layout
) -> None:
    shop.reset(layout=layout)
    shop.arm("cancel.open", fault, times=3)
    ended = unbuy("cancel", shop.first("PLACE_ORDER_SUCCESS"), "--yes", "--json")
    assert (ended.code, ended.order["outcome"]) == (5, "shop_changed")
    assert ended.order["evidence"]
    assert shop.submits() == []


@each_layout
def test_nothing_but_sign_in_and_cancel_is_ever_pressed(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    """Dangers 1 and 2: receipts are not confirmed, orders are not deleted."""
    shop.reset(layout=layout)
    orders = list(shop.orders())
    unbuy("cancel", *orders, "--yes")
    unbuy("watch", "--once")
    assert set(shop.actions()) == {"sign_in", "cancel.submit"}


@each_layout
def test_a_session_that_ends_midway_is_renewed_and_nothing_is_sent_twice(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset(layout=layout)
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm("orders.list", "signed_out")
    ended = unbuy("cancel", order, "--yes", "--json")
    assert ended.code == 0
    assert len(shop.submits(order)) == 1
