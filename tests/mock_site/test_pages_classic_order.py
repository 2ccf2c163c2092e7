"""An order's page as it was until 2021: steps, reminder section, and tabs with tables."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.mock_site.conftest import CLASSIC, DAY, HOUR, Storefront, Visitor

pytestmark = CLASSIC

OpenPage = Callable[[str], Page]


def _detail(order: str) -> str:
    return f"/order_detail.htm?orderId={order}"


def test_an_unpaid_order_has_the_buttons_that_a_copy_of_its_page_shows(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    page = open_page(_detail(order))
    section = page.locator("#reminder-section")
    expect(section.locator("#order-num-box dd.order-no")).to_have_text(order)
    expect(section.locator("dl dd.order-status")).to_have_text(
        "This order is awaiting your payment"
    )
    expect(section.locator("dl dd.order-operate button")).to_have_text(["Pay Now", "Cancel Order"])
    expect(section.locator("#button_pay.ui-button.ui-button-normal.button_pay")).to_be_visible()
    cancel = section.locator(
        "button#button_cancelOrder.ui-button.ui-button-normal.button_cancelOrder[type=button]"
    )
    expect(cancel).to_have_attribute("orderid", order)


@pytest.mark.parametrize(
    ("status", "text", "reminder"),
    [
        ("RISK_CONTROL", "Your payment for this order is being verified", "up to 24 hours"),
        ("WAIT_SELLER_SEND_GOODS", "The seller is preparing this order", "Time left for the"),
        ("IN_CANCEL", "This order is awaiting cancellation", "Time left to answer"),
        ("SELLER_PART_SEND_GOODS", "Part of this order has been shipped", "the others will follow"),
        ("WAIT_BUYER_ACCEPT_GOODS", "awaits your acceptance", "Time left to confirm"),
        ("IN_ISSUE", "This order is in dispute", "A dispute about this order"),
        ("IN_FROZEN", "This order is frozen", "on hold"),
    ],
)
def test_each_state_is_told_in_a_sentence_with_what_it_waits_for(
    storefront: Storefront, open_page: OpenPage, status: str, text: str, reminder: str
) -> None:
    page = open_page(_detail(storefront.order(status)))
    expect(page.locator("dd.order-status")).to_contain_text(text)
    expect(page.locator("dd.order-reminder")).to_contain_text(reminder)


def test_a_closed_order_has_one_of_the_words_of_the_list_and_tells_why_it_ended(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page(_detail(storefront.order("FINISH", end_reason="buyer_pay_timeout")))
    expect(page.locator("dd.order-status")).to_have_text(re.compile("^(Expired|Closed)$"))
    expect(page.locator("dd.order-reminder")).to_have_text("The time to pay ran out.")
    expect(page.locator("#countdown")).to_have_count(0)


def test_the_countdown_tells_what_is_left_to_the_second(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    storefront.shop.wind(2 * DAY + 3 * HOUR + 4 * 60 + 5)
    page = open_page(_detail(order))
    countdown = page.locator("dd.order-reminder #countdown")
    expect(countdown).to_have_text("17 days 20 hours 55 minutes 55 seconds")
    for part, left in (("day", "17"), ("hour", "20"), ("min", "55"), ("sec", "55")):
        expect(countdown.locator(f"#remain-{part}")).to_have_text(left)
    expect(countdown).to_have_attribute("data", str(1_544_155_000))


def test_the_countdown_runs_at_the_rate_of_the_shops_clock(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    storefront.shop.clock.run_at(3600)
    page = open_page(_detail(order))
    hours = page.locator("#remain-hour")
    expect(hours).to_have_text(re.compile("^(23|22|21)$"))
    expect(page.locator("#remain-day")).to_have_text("19")
    storefront.shop.clock.run_at(0)


def test_a_countdown_of_a_clock_that_stands_still_stands_still(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page("/")
    page.clock.install()
    page.goto(storefront.url + _detail(storefront.order()))
    page.clock.run_for(5000)
    expect(page.locator("#remain-day")).to_have_text("20")
    expect(page.locator("#remain-sec")).to_have_text("0")


@pytest.mark.parametrize(
    ("status", "end_reason", "reached"),
    [
        ("PLACE_ORDER_SUCCESS", None, ["Place Order"]),
        ("WAIT_SELLER_SEND_GOODS", None, ["Place Order", "Pay Success"]),
        ("WAIT_BUYER_ACCEPT_GOODS", None, ["Place Order", "Pay Success", "Shipment"]),
        ("FINISH", "buyer_cancel_notpay_order", ["Place Order"]),
        ("FINISH", "cancel_order_close_trade", ["Place Order", "Pay Success"]),
        (
            "FINISH",
            "buyer_accept_goods",
            ["Place Order", "Pay Success", "Shipment", "Order Complete"],
        ),
    ],
)
def test_the_four_steps_show_how_far_an_order_came(
    storefront: Storefront,
    open_page: OpenPage,
    status: str,
    end_reason: str | None,
    reached: list[str],
) -> None:
    page = open_page(_detail(storefront.order(status, end_reason=end_reason, age_h=100)))
    steps = page.locator(".order-progress .ui-step")
    expect(steps.locator(".state")).to_have_text(
        ["Place Order", "Pay Success", "Shipment", "Order Complete"]
    )
    expect(page.locator(".order-progress .ui-step-done .state")).to_have_text(reached)
    expect(page.locator(".order-progress [aria-current=step] .state")).to_have_text(reached[-1])


def test_address_and_products_stand_behind_the_first_tab(
    storefront: Storefront, open_page: OpenPage
) -> None:
    lamp = {"title": "Tea lamp", "sku": "red", "price": "4.50", "quantity": 2}
    order = storefront.order("WAIT_SELLER_SEND_GOODS", items=[lamp], total="10.00")
    page = open_page(_detail(order))
    panel = page.locator("#order-pnl")
    labels = panel.locator("ul#user-shipping-list li label")
    expect(labels).to_have_text(["Contact Name:", "Street Address:", "City:", "Mobile:"])
    expect(panel.locator("span[i18entitle='Contact Name']")).to_contain_text("Anna")
    expect(panel.locator(".user-name-text a")).to_have_text(storefront.truth(order).seller_name)
    body = panel.locator("table#TP_ProductTable tbody")
    expect(body).to_have_attribute("data-orderid", order)
    expect(body).to_have_attribute("data-status", "WAIT_SELLER_SEND_GOODS")
    row = body.locator("tr.order-bd")
    expect(row.locator("td.baobei a.baobei-name")).to_have_text("Tea lamp")
    expect(row.locator("td.baobei div.spec")).to_have_text("red")
    expect(row.locator("td.price")).to_have_text("US $4.50")
    expect(row.locator("td.quantity")).to_have_attribute("title", "2")
    expect(row.locator("td.amount")).to_have_text("US $9.00")
    expect(row.locator("td.trade-status")).to_have_text("Awaiting shipment")
    expect(panel.locator("div.final-price")).to_have_text(["US $9.00", "US $1.00", "US $10.00"])


def test_dates_stand_among_the_operations_newest_first(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page(_detail(storefront.order("WAIT_SELLER_SEND_GOODS")))
    panel = page.locator("#operate-pnl")
    expect(panel).to_be_hidden()
    page.get_by_role("tab", name="Operations").click()
    expect(panel.locator("ul.operate-list li label")).to_have_text(["Payment Date", "Order Date"])
    expect(panel.locator("ul.operate-list li span").first).to_have_text("Mar 2, 2026 09:00")
    expect(page.locator("#order-pnl")).to_be_hidden()
    expect(page.locator(".ui-tab-nav .ui-tab-active")).to_have_text("Operations")
    page.get_by_role("tab", name="Order", exact=True).click()
    expect(page.locator("#order-pnl")).to_be_visible()
    expect(panel).to_be_hidden()


def test_sums_and_payments_stand_behind_the_financial_tab(
    storefront: Storefront, open_page: OpenPage
) -> None:
    items = [{"title": "Tea lamp", "price": "9.00"}]
    order = storefront.order("WAIT_SELLER_SEND_GOODS", items=items, total="10.00", paid_with="qiwi")
    page = open_page(_detail(order))
    expect(page.locator("#fund-pnl")).to_be_hidden()
    page.get_by_role("tab", name="Financial").click()
    panel = page.locator("#fund-pnl")
    expect(panel).to_be_visible()
    prices = panel.locator("#tp-order-price-table tr.fund-bd")
    for part, sum_ in (("product", "9.00"), ("shipping", "1.00"), ("order", "10.00")):
        expect(prices.locator(f"td.{part}-price")).to_have_text(f"US ${sum_}")
    payment = panel.locator("#tp-buyer-order-table tr.fund-bd td")
    expect(payment).to_have_text(["US $10.00", "US $10.00", "QIWI wallet", "Mar 2, 2026 09:00"])
    expect(payment.nth(3)).to_have_class("pay-c4")


def test_an_unpaid_order_shows_no_payment(storefront: Storefront, open_page: OpenPage) -> None:
    page = open_page(_detail(storefront.order()))
    page.get_by_role("tab", name="Financial").click()
    expect(page.locator("#tp-buyer-order-table tr.fund-bd")).to_have_count(0)
    expect(page.locator("#tp-buyer-order-table")).to_contain_text("No payment has been received")


def test_cancel_in_the_receipt_window_only_closes_it_and_confirm_pays_the_seller(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    page = open_page(_detail(order))
    page.get_by_role("button", name="Confirm Goods Received").click()
    window = page.locator(".ui-window")
    expect(window.locator(".ui-window-title")).to_have_text("Item received confirmation")
    window.get_by_role("button", name="Cancel").click()
    expect(window).to_have_count(0)
    assert storefront.truth(order).status == "WAIT_BUYER_ACCEPT_GOODS"
    page.get_by_role("button", name="Confirm Goods Received").click()
    window.get_by_role("button", name="Confirm").click()
    expect(page.locator("dd.order-status")).to_have_text("Completed")
    assert storefront.truth(order).end_reason == "buyer_accept_goods"


def test_the_seller_may_be_given_more_time(storefront: Storefront, open_page: OpenPage) -> None:
    order = storefront.order("WAIT_SELLER_SEND_GOODS", seller={"asks_extension_days": 5})
    storefront.shop.wind(7 * DAY - HOUR)
    page = open_page(_detail(order))
    expect(page.locator("dd.order-reminder p").nth(1)).to_contain_text("asks for 5 more days")
    page.locator("#button_extend").click()
    window = page.get_by_role("dialog")
    expect(window.get_by_label("Days")).to_have_value("5")
    window.get_by_role("button", name="Agree").click()
    expect(page.locator("dd.order-reminder")).to_contain_text("You gave the seller 5 more days")
    assert storefront.truth(order).extended_days == 5


@pytest.mark.parametrize(("kind", "tabs"), [("renamed", ["Money matters"]), ("missing", [])])
def test_the_financial_tab_may_have_another_name_or_be_gone(
    storefront: Storefront, open_page: OpenPage, kind: str, tabs: list[str]
) -> None:
    storefront.arm("order.detail", kind)
    page = open_page(_detail(storefront.order()))
    expect(page.get_by_role("tab")).to_have_text(["Order", *tabs, "Operations"])
    page.reload()
    expect(page.get_by_role("tab")).to_have_text(["Order", "Financial", "Operations"])


def test_parts_that_come_late_are_put_in_their_places_and_the_countdown_runs(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.arm("order.detail", "out_of_order", ms=200)
    order = storefront.order()
    storefront.shop.clock.run_at(3600)
    page = open_page(_detail(order))
    expect(page.locator("#button_cancelOrder")).to_be_visible()
    expect(page.locator("#TP_ProductTable")).to_be_visible()
    expect(page.locator("#user-shipping-list")).to_be_visible()
    expect(page.locator("#remain-hour")).to_have_text(re.compile("^(23|22|21)$"))
    storefront.shop.clock.run_at(0)


def test_an_order_of_nobody_is_not_found_in_the_shops_look(buyer: Visitor) -> None:
    for path in ("/order_detail.htm?orderId=1", "/order_detail.htm", "/order_fund.htm?orderId=%00"):
        answer = buyer.get(path)
        assert answer.status == 404
        assert "Order not found" in answer.text()
