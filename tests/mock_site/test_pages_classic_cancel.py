"""Cancelling in the classic layout, in every variant of it."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from mock_site.variants import Variant
from tests.mock_site.conftest import CLASSIC, Storefront

pytestmark = CLASSIC

OpenPage = Callable[[str], Page]
ORDERS = "/orderList.htm"


def _detail(order: str) -> str:
    return f"/order_detail.htm?orderId={order}"


def _wear(storefront: Storefront, **variant: Any) -> None:
    storefront.shop.variant = Variant.model_validate(variant)


def _button(storefront: Storefront, open_page: OpenPage, order: str) -> Locator:
    """The button that begins a cancellation, on the page where the variant has it."""
    place = storefront.shop.variant.cancel_in
    page = open_page(ORDERS if place == "list" else _detail(order))
    if place == "more":
        page.get_by_role("tab", name="Operations").click()
    return page.locator("button.button_cancelOrder")


def _press(button: Locator, opens: str) -> Locator:
    """Press it; returns the window, or the page in its new tab."""
    if opens == "dialog":
        button.click()
        return button.page.get_by_role("dialog")
    with button.page.expect_popup() as opened:
        button.click()
    return opened.value.locator("main")


def _choose(form: Locator, reasons: str, reason: str) -> None:
    if reasons == "radio":
        form.get_by_label(reason).check()
    else:
        form.locator("select").select_option(reason)


VARIANTS = list(product(("detail", "list", "more"), ("radio", "drop_down"), ("dialog", "tab")))


@pytest.mark.parametrize(("cancel_in", "reasons", "opens"), VARIANTS)
@pytest.mark.parametrize(
    ("status", "title", "reason", "answer", "code"),
    [
        (
            "PLACE_ORDER_SUCCESS",
            "Cancel Order",
            "I wasn't able to pay",
            "You've canceled the order",
            "cancelled",
        ),
        (
            "WAIT_SELLER_SEND_GOODS",
            "Request Cancellation",
            "The seller has run out of stock",
            "Your request is with the seller",
            "requested",
        ),
    ],
)
def test_an_order_is_cancelled_or_requested_to_be_in_each_variant(
    storefront: Storefront,
    open_page: OpenPage,
    cancel_in: str,
    reasons: str,
    opens: str,
    status: str,
    title: str,
    reason: str,
    answer: str,
    code: str,
) -> None:
    _wear(storefront, cancel_in=cancel_in, reasons=reasons, cancel_opens=opens)
    order = storefront.order(status)
    form = _press(_button(storefront, open_page, order), opens)
    expect(form.get_by_role("heading", name=title)).to_be_visible()
    expect(form.get_by_role("button", name="Submit")).to_be_disabled()
    _choose(form, reasons, reason)
    form.get_by_role("button", name="Submit").click()
    expect(form.get_by_role("heading", name=answer)).to_be_visible()
    assert storefront.answers("cancel.submit") == [(True, code)]


@pytest.mark.parametrize("cancel_in", ["detail", "list", "more"])
def test_the_button_stands_in_one_place_only(
    storefront: Storefront, open_page: OpenPage, cancel_in: str
) -> None:
    _wear(storefront, cancel_in=cancel_in)
    order = storefront.order()
    page = open_page(ORDERS)
    button = "button.button_cancelOrder"
    expect(page.locator(f"td.order-action {button}")).to_have_count(int(cancel_in == "list"))
    page.goto(storefront.url + _detail(order))
    expect(page.locator(f"dd.order-operate {button}")).to_have_count(int(cancel_in == "detail"))
    expect(page.locator(f"#operate-pnl {button}")).to_have_count(int(cancel_in == "more"))


@pytest.mark.parametrize("cancel_in", ["detail", "list", "more"])
@pytest.mark.parametrize("status", ["RISK_CONTROL", "IN_CANCEL", "WAIT_BUYER_ACCEPT_GOODS"])
def test_it_stands_nowhere_while_the_shop_does_not_allow_it(
    storefront: Storefront, open_page: OpenPage, cancel_in: str, status: str
) -> None:
    _wear(storefront, cancel_in=cancel_in)
    order = storefront.order(status)
    page = open_page(ORDERS)
    expect(page.locator(".button_cancelOrder")).to_have_count(0)
    page.goto(storefront.url + _detail(order))
    expect(page.locator(".button_cancelOrder")).to_have_count(0)


def test_the_drop_down_begins_with_select_here_and_chooses_nothing(
    storefront: Storefront, open_page: OpenPage
) -> None:
    _wear(storefront, reasons="drop_down")
    page = open_page(_detail(storefront.order()))
    page.locator("#button_cancelOrder").click()
    window = page.locator(".ui-window")
    options = window.get_by_label("Reason").locator("option")
    expect(options).to_have_count(8)
    expect(options.first).to_have_text("Select here")
    window.get_by_label("Reason").select_option("Another reason")
    expect(window.get_by_role("button", name="Submit")).to_be_enabled()
    window.get_by_label("Reason").select_option("Select here")
    expect(window.get_by_role("button", name="Submit")).to_be_disabled()


def test_after_ok_the_page_shows_the_order_cancelled(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    page = open_page(_detail(order))
    page.locator("#button_cancelOrder").click()
    page.get_by_label("Another reason").check()
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("dialog").get_by_role("button", name="OK").click()
    expect(page.locator(".order-end-reason")).to_have_text(
        "You canceled this order before paying for it."
    )
    assert storefront.truth(order).end_reason == "buyer_cancel_notpay_order"


def test_not_now_sends_nothing(storefront: Storefront, open_page: OpenPage) -> None:
    page = open_page(_detail(storefront.order()))
    page.locator("#button_cancelOrder").click()
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert storefront.answers("cancel.submit") == []


@pytest.mark.parametrize("opens", ["dialog", "tab"])
def test_an_order_shipped_in_the_meantime_is_refused(
    storefront: Storefront, open_page: OpenPage, opens: str
) -> None:
    _wear(storefront, cancel_opens=opens)
    order = storefront.order("WAIT_SELLER_SEND_GOODS")
    storefront.arm("cancel.submit", "ships_now")
    form = _press(_button(storefront, open_page, order), opens)
    form.get_by_label("Another reason").check()
    form.get_by_role("button", name="Submit").click()
    expect(form.get_by_role("heading", name="Too late to cancel")).to_be_visible()
    assert storefront.answers("cancel.submit") == [(False, "refused_shipped")]


@pytest.mark.parametrize("opens", ["dialog", "tab"])
def test_where_it_is_too_late_already_no_reason_is_asked_for(
    storefront: Storefront, open_page: OpenPage, opens: str
) -> None:
    _wear(storefront, cancel_opens=opens)
    order = storefront.order("WAIT_SELLER_SEND_GOODS", seller={"ships_after_s": 3600})
    button = _button(storefront, open_page, order)
    storefront.shop.wind(7200)
    form = _press(button, opens)
    expect(form.get_by_role("heading", name="Too late to cancel")).to_be_visible()
    expect(form.get_by_role("button", name="Submit")).to_have_count(0)


@pytest.mark.parametrize("opens", ["dialog", "tab"])
@pytest.mark.parametrize("kind", ["error_before", "drop_after"])
def test_a_failing_connection_leaves_the_reasons_with_a_message(
    storefront: Storefront, open_page: OpenPage, opens: str, kind: str
) -> None:
    _wear(storefront, cancel_opens=opens)
    order = storefront.order()
    storefront.arm("cancel.submit", kind)
    form = _press(_button(storefront, open_page, order), opens)
    form.get_by_label("Another reason").check()
    form.get_by_role("button", name="Submit").click()
    expect(form.locator(".ui-window-error")).to_have_text("Something went wrong. Please try again.")
    assert (storefront.truth(order).status == "FINISH") is (kind == "drop_after")


@pytest.mark.parametrize("cancel_in", ["detail", "list", "more"])
@pytest.mark.parametrize(
    ("kind", "label"), [("renamed", ["Withdraw from purchase"]), ("missing", [])]
)
def test_the_button_may_have_another_name_or_be_gone(
    storefront: Storefront, open_page: OpenPage, cancel_in: str, kind: str, label: list[str]
) -> None:
    _wear(storefront, cancel_in=cancel_in)
    order = storefront.order()
    storefront.arm("cancel.open", kind)
    expect(_button(storefront, open_page, order)).to_have_text(label)


@pytest.mark.parametrize("opens", ["dialog", "tab"])
@pytest.mark.parametrize(("kind", "label"), [("renamed", ["Hand it in"]), ("missing", [])])
def test_submit_may_have_another_name_or_be_gone(
    storefront: Storefront, open_page: OpenPage, opens: str, kind: str, label: list[str]
) -> None:
    _wear(storefront, cancel_opens=opens)
    order = storefront.order()
    storefront.arm("cancel.submit", kind)
    form = _press(_button(storefront, open_page, order), opens)
    expect(form.get_by_label("Another reason")).to_be_visible()
    expect(form.locator("[data-send]")).to_have_text(label)


def test_a_lie_says_cancelled_and_changes_nothing(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    storefront.arm("cancel.submit", "lie")
    page = open_page(_detail(order))
    page.locator("#button_cancelOrder").click()
    page.get_by_label("Another reason").check()
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("dialog", name="You've canceled the order").get_by_role("button").click()
    expect(page.locator("dd.order-status")).to_have_text("This order is awaiting your payment")
    assert storefront.truth(order).status == "PLACE_ORDER_SUCCESS"
