"""The control page's orders: found, shown whole, and acted upon as seller and as the shop."""

import re

import pytest
from playwright.sync_api import expect

from tests.mock_site.conftest import BUYER, OTHER_BUYER, Storefront
from tests.mock_site.desk import Desk


def test_a_person_accepts_a_cancellation(desk: Desk) -> None:
    order = desk.new_order("IN_CANCEL", total="49.70")
    desk.choose(order)
    desk.act("Accept").click()
    expect(desk.row(order)).to_contain_text("Cancelled, money goes back")
    expect(desk.row(order)).to_contain_text("Refund expected")
    expect(desk.act("Accept")).to_be_hidden()
    assert desk.truth(order)["end_reason"] == "cancel_order_close_trade"


@pytest.mark.complete
def test_a_person_freezes_an_order_and_clears_it_again(desk: Desk) -> None:
    order = desk.new_order("WAIT_SELLER_SEND_GOODS")
    desk.choose(order)
    desk.act("Freeze").click()
    expect(desk.order.locator(".state")).to_contain_text("Frozen IN_FROZEN")
    expect(desk.act("Ship")).to_be_hidden()
    desk.act("Clear").click()
    expect(desk.order.locator(".state")).to_contain_text("Awaiting shipment")
    expect(desk.act("Ship")).to_be_visible()


@pytest.mark.complete
def test_only_what_may_happen_next_is_offered(desk: Desk) -> None:
    unpaid = desk.new_order("PLACE_ORDER_SUCCESS")
    desk.choose(unpaid)
    buttons = desk.order.locator(".act:not([hidden]) > button")
    expect(buttons).to_have_text(["Write a message …", "Freeze"])


@pytest.mark.complete
def test_a_refund_moves_on_or_goes_to_the_balance(desk: Desk) -> None:
    order = desk.new_order("FINISH", end_reason="cancel_order_close_trade")
    desk.choose(order)
    desk.act("Move the refund on").click()
    expect(desk.row(order)).to_contain_text("Refund processing")
    desk.act("Refund to the balance").click()
    expect(desk.row(order)).to_contain_text("On the balance")
    assert desk.truth(order)["refund"]["stage"] == "ON_BALANCE"


def test_what_an_act_needs_is_asked_for_first(desk: Desk) -> None:
    order = desk.new_order("WAIT_SELLER_SEND_GOODS")
    desk.choose(order)
    desk.act("Ask for more time …").click()
    expect(desk.order.get_by_role("textbox", name="Days")).to_be_focused()
    desk.order.get_by_role("textbox", name="Days").fill("12")
    desk.act("Ask for more time").click()
    expect(desk.order).to_contain_text("12 days")
    assert desk.truth(order)["extension_asked_days"] == 12


def test_wrong_input_is_complained_of_beside_the_field(desk: Desk) -> None:
    order = desk.new_order("IN_ISSUE", total="40.00")
    desk.choose(order)
    desk.act("Offer …").click()
    amount = desk.order.get_by_role("textbox", name="Amount")
    amount.fill("a lot")
    amount.press("Enter")
    expect(desk.page.locator("#seller-offer-amount-complaint")).to_contain_text("valid decimal")
    expect(amount).to_have_attribute("aria-invalid", "true")
    amount.fill("41")
    amount.press("Enter")
    expect(desk.order).to_contain_text("An offer of more than the 40.00 wanted is not possible")
    amount.fill("10.50")
    amount.press("Enter")
    expect(desk.row(order)).to_contain_text("Buyer has to answer")


@pytest.mark.complete
def test_what_cannot_happen_any_more_says_so_and_what_was_typed_stays(desk: Desk) -> None:
    order = desk.new_order("IN_ISSUE", total="40.00")
    desk.choose(order)
    desk.act("Offer …").click()
    desk.order.get_by_role("textbox", name="Amount").fill("7")
    desk.others.post(f"/orders/{order}/platform", {"do": "escalate_dispute"})
    expect(desk.row(order)).to_contain_text("Shop decides")
    expect(desk.order.get_by_role("textbox", name="Amount")).to_have_value("7")
    expect(desk.order.get_by_role("textbox", name="Amount")).to_be_focused()
    expect(desk.act("Offer")).to_be_disabled()


@pytest.mark.complete
def test_one_order_is_told_whole(desk: Desk) -> None:
    item = {"title": "Brass bell", "sku": "large", "price": "12.00", "quantity": 2}
    order = desk.new_order(
        "IN_ISSUE",
        total="26.50",
        items=[item],
        age_h=30 * 24,
        dispute={"reason": "notReceived", "text": "It never came."},
        seller={"name": "Ada's Bells"},
    )
    desk.others.post(f"/orders/{order}/seller", {"do": "message", "text": "Please wait."})
    whole = desk.choose(order)
    for told in (
        "Brass bell", "large", "2.50 USD", "26.50 USD", "Ada's Bells", "It never came.",
        "Please wait.", "notReceived", "Dispute opened", "LL", "By itself in",
    ):  # fmt: skip
        expect(whole).to_contain_text(told)


@pytest.mark.complete
def test_orders_are_found_by_account_status_and_text(desk: Desk) -> None:
    bell = desk.new_order(items=[{"title": "Brass bell", "price": "3.00"}])
    shipped = desk.new_order("WAIT_BUYER_ACCEPT_GOODS")
    others = desk.new_order(account=OTHER_BUYER)
    rows = desk.page.locator("#order-rows tr")
    expect(rows).to_have_count(3)
    desk.page.get_by_role("searchbox").fill("BRASS")
    expect(rows).to_have_count(1)
    expect(desk.row(bell)).to_be_visible()
    desk.page.get_by_role("button", name="Show all").click()
    desk.page.locator("#filters select").select_option(OTHER_BUYER)
    expect(rows).to_have_count(1)
    expect(desk.row(others)).to_be_visible()
    desk.page.get_by_role("button", name="Show all").click()
    desk.page.get_by_role("button", name=re.compile("^Shipped")).click()
    expect(rows).to_have_count(1)
    expect(desk.row(shipped)).to_be_visible()
    desk.page.get_by_role("searchbox").fill("nothing like it")
    expect(desk.page.get_by_text("No order fits the filter.")).to_be_visible()


@pytest.mark.complete
def test_the_newest_order_comes_first_and_time_left_is_told(desk: Desk) -> None:
    old = desk.new_order(age_h=50)
    new = desk.new_order(age_h=1)
    rows = desk.page.locator("#order-rows tr")
    expect(rows).to_have_count(2)
    keys = [row.get_attribute("data-key") for row in rows.all()]
    assert keys == [new, old]
    expect(desk.row(new).locator("[data-slot=left]")).to_have_text("19 d 23 h")


@pytest.mark.complete
def test_five_thousand_orders_are_paged_through_quickly(storefront: Storefront, desk: Desk) -> None:
    accounts = [{"username": BUYER, "password": "p"}]
    storefront.open_anew(accounts=accounts, orders=[{"account": BUYER, "count": 5000}])
    expect(desk.page.locator("#orders-found")).to_have_text("5,000 orders")
    expect(desk.page.locator("#order-rows tr")).to_have_count(50)
    first = desk.page.locator("#order-rows tr").first.get_attribute("data-key")
    desk.page.get_by_role("button", name="Older").click()
    expect(desk.page.locator("#pages-shown")).to_have_text("51 to 100 of 5,000")
    desk.page.get_by_role("button", name="Newer").click()
    expect(desk.page.locator("#order-rows tr").first).to_have_attribute("data-key", str(first))


@pytest.mark.complete
def test_an_order_has_an_address_to_come_back_to(desk: Desk) -> None:
    order = desk.new_order()
    desk.choose(order)
    assert desk.page.url.endswith(f"?order={order}")
    desk.page.reload()
    expect(desk.order.locator("h2")).to_have_text(order)
    desk.page.get_by_role("button", name="Close").click()
    expect(desk.page.get_by_text("No order chosen")).to_be_visible()
    assert "order=" not in desk.page.url


def test_an_order_of_another_world_is_missed_in_words(desk: Desk) -> None:
    desk.open("?order=8190000000000001")
    gone = "There is no order 8190000000000001 in this world."
    expect(desk.page.get_by_text(gone)).to_be_visible()
