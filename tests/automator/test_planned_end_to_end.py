"""M4b, M12: planned by the command, carried out by the watch, in a real browser."""

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser


def kinds(unbuy: Unbuy, order: str) -> list[str]:
    return [fact["kind"] for fact in unbuy("history", order, "--json").json["facts"]]


@pytest.mark.complete
def test_an_order_in_verification_is_planned_shown_and_sent_by_the_watch_once(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("RISK_CONTROL")
    planned = unbuy("cancel", order, "--when-possible", "--yes", "--json")
    assert (planned.code, planned.json["outcome"]) == (6, "pending")
    assert planned.order["cancellation"]["planned_at"] is not None
    assert planned.order["advice"]["not_before"] is not None
    assert "as soon as the shop allows it, by" in planned.order["message"]
    assert "counts against the buyer" in planned.said
    assert "reason not_needed: unbuy watch sends it" in unbuy("show", order).said
    waiting = unbuy("watch", "--once", "--json")
    assert (waiting.code, waiting.order["status"]) == (6, "payment_verifying")
    assert shop.submits() == []
    shop.platform(order, "verify_payment")
    sent = unbuy("watch", "--once", "--json")
    assert (sent.code, sent.order["status"]) == (6, "cancel_requested")
    unbuy("watch", "--once")
    assert len(shop.submits(order)) == 1
    assert {"cancellation_planned", "cancellation_sent"} <= set(kinds(unbuy, order))


@pytest.mark.complete
def test_a_watch_killed_while_it_sends_a_plan_has_not_left_it_to_be_sent_again(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("IN_FROZEN", seller={"answer": "ignore"})
    assert unbuy("cancel", order, "--when-possible", "--yes").code == 6
    shop.platform(order, "clear")
    shop.arm("cancel.submit", "error_after")
    with unbuy.start("watch", "--once") as run:
        while not shop.submits(order):
            assert run.poll() is None
        run.kill()
    assert unbuy("watch", "--once", "--json").order["status"] == "cancel_requested"
    assert len(shop.submits(order)) == 1


@pytest.mark.complete
def test_what_is_planned_is_not_planned_twice_and_can_be_taken_back(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("IN_FROZEN")
    assert unbuy("cancel", order, "--when-possible", "--yes").code == 6
    for more in ((), ("--when-possible",)):
        again = unbuy("cancel", order, "--yes", "--json", *more)
        assert (again.code, "planned already" in again.order["message"]) == (6, True)
    assert kinds(unbuy, order).count("cancellation_planned") == 1
    back = unbuy("cancel", order, "--forget-plan", "--json")
    assert (back.code, "taken back" in back.order["message"]) == (0, True)
    assert unbuy("cancel", order, "--forget-plan").code == 0
    shop.platform(order, "clear")
    assert unbuy("watch", "--once", "--json").json["orders"] == []
    assert shop.submits() == []


@pytest.mark.complete
def test_an_order_that_is_annulled_meanwhile_ends_the_plan_and_its_money_is_followed(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("IN_FROZEN")
    assert unbuy("cancel", order, "--when-possible", "--yes").code == 6
    shop.platform(order, "annul")
    ended = unbuy("watch", "--once", "--json")
    assert ended.code == 0
    assert "planned cancellation is off" in ended.order["message"]
    money = unbuy("watch", "--once", "--json")
    assert money.order["refund"]["stage"] == "expected"
    assert shop.submits() == []


@pytest.mark.complete
def test_without_a_yes_nothing_is_planned_and_a_dry_run_keeps_nothing(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("IN_FROZEN")
    assert unbuy("cancel", order, "--when-possible").code == 3
    dry = unbuy("cancel", order, "--when-possible", "--yes", "--dry-run")
    assert (dry.code, "would be planned" in dry.said) == (0, True)
    wrong = unbuy("cancel", order, "--when-possible", "--yes", "--reason", "cannot_pay")
    assert (wrong.code, "late_delivery" in wrong.said) == (3, True)
    assert unbuy("cancel", order, "--yes", "--json").code == 3
    assert "cancellation_planned" not in kinds(unbuy, order)


def test_forgetting_a_plan_goes_with_nothing_else(unbuy: Unbuy) -> None:
    ended = unbuy("cancel", "8190007001360000", "--forget-plan", "--when-possible", "--json")
    assert (ended.code, ended.json["outcome"]) == (2, "usage")


@pytest.mark.complete
def test_where_the_shop_offers_it_while_verifying_it_is_cancelled_at_once(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    shop.reset(
        {
            "terms": {"cancels_while_verifying": True},
            "accounts": [{"username": shop.username, "password": shop.password}],
        }
    )
    order = shop.new_order("RISK_CONTROL")
    ended = unbuy("cancel", order, "--when-possible", "--yes", "--json")
    assert (ended.code, ended.order["status"]) == (0, "cancelled")
    assert shop.orders()[order]["end_reason"] == "buyer_cancel_order_in_risk"
    assert len(shop.submits(order)) == 1
