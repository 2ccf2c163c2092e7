"""An order's own page: its state, its timer, and cancelling it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from mock_site.terms import Terms
from tests.mock_site.conftest import DAY, HOUR, ORDERS, OTHER_BUYER, Storefront, Visitor

OpenPage = Callable[[str], Page]


def _send_cancellation(page: Page, reason: str) -> None:
    page.get_by_role("button", name="Cancel order").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(reason).check()
    dialog.get_by_role("button", name="Send").click()


def test_the_status_block_tells_the_time_left_to_pay(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    storefront.shop.wind(90)
    page = open_page(storefront.detail(order))
    expect(page.locator(".order-status .order-block-title")).to_have_text("Awaiting payment")
    expect(page.locator(".order-status-reminder")).to_contain_text(
        "Pay within 19 days 23 hours 58 minutes"
    )


@pytest.mark.parametrize(
    ("status", "reminder"),
    [
        ("RISK_CONTROL", "We are checking your payment."),
        ("WAIT_SELLER_SEND_GOODS", "The seller has 7 days 0 hours 0 minutes to ship"),
        ("IN_CANCEL", "The seller has 2 days 0 hours 0 minutes to answer"),
        ("WAIT_BUYER_ACCEPT_GOODS", "Your parcel is on its way."),
        ("IN_ISSUE", "A dispute about this order is open."),
        ("IN_FROZEN", "This order is on hold"),
    ],
)
def test_each_state_tells_what_is_awaited(
    storefront: Storefront, open_page: OpenPage, status: str, reminder: str
) -> None:
    page = open_page(storefront.detail(storefront.order(status)))
    expect(page.locator(".order-status-reminder")).to_contain_text(reminder)


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        ("PLACE_ORDER_SUCCESS", ["Pay now", "Cancel order", "More"]),
        ("RISK_CONTROL", ["More"]),
        ("WAIT_SELLER_SEND_GOODS", ["Add to cart", "Cancel order", "More"]),
        ("IN_CANCEL", ["More"]),
        ("WAIT_BUYER_ACCEPT_GOODS", ["Confirm received", "More"]),
        ("FINISH", ["Add to cart", "Remove", "More"]),
    ],
)
def test_cancelling_is_offered_only_while_the_shop_allows_it(
    storefront: Storefront, open_page: OpenPage, status: str, buttons: list[str]
) -> None:
    page = open_page(storefront.detail(storefront.order(status)))
    expect(page.locator(".order-status-btns button")).to_have_text(buttons)


def test_a_world_may_offer_to_cancel_while_the_payment_is_verified(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.shop.terms = Terms(cancels_while_verifying=True)
    order = storefront.order("RISK_CONTROL")
    page = open_page(storefront.detail(order))
    _send_cancellation(page, "I don't need this order any more")
    expect(page.get_by_role("dialog")).to_contain_text("You've canceled the order")
    assert storefront.truth(order).end_reason == "buyer_cancel_order_in_risk"


def test_the_facts_of_the_order_stand_on_its_page(
    storefront: Storefront, open_page: OpenPage
) -> None:
    items = [{"title": "Tea lamp", "price": "4.50", "quantity": 2}]
    order = storefront.order("WAIT_SELLER_SEND_GOODS", items=items, paid_with="qiwi")
    page = open_page(storefront.detail(order))
    rows = page.locator(".order-detail-info-content .info-row")
    expect(rows).to_have_text(
        [
            f"Order ID:{order} Copy",
            "Order placed on:Mar 2, 2026 09:00",
            "Payment completed on:Mar 2, 2026 09:00",
            "Payment method:QIWI wallet",
        ]
    )
    expect(page.locator(".item-title")).to_have_text(["Tea lamp"])
    expect(page.locator(".order-price-item")).to_have_text(
        ["SubtotalUS $9.00", "ShippingFree", "TotalUS $9.00"]
    )
    expect(page.locator(".contact-info")).to_contain_text("Anna")


def test_an_unpaid_order_is_cancelled_at_once_and_the_page_shows_it_after_ok(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    page = open_page(storefront.detail(order))
    _send_cancellation(page, "I wasn't able to pay")
    message = page.get_by_role("dialog", name="You've canceled the order")
    expect(page.locator(".order-block-title")).to_have_text("Awaiting payment")
    message.get_by_role("button", name="OK").click()
    expect(page.locator(".order-status-end-reason")).to_have_text(
        "You canceled this order before paying for it."
    )
    assert storefront.answers("cancel.submit") == [(True, "cancelled")]


def test_a_paid_order_is_only_requested_to_be_cancelled(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_SELLER_SEND_GOODS", seller={"answer": "accept"})
    page = open_page(storefront.detail(order))
    _send_cancellation(page, "The seller doesn't answer me")
    expect(page.get_by_role("dialog", name="Your request is with the seller")).to_be_visible()
    page.reload()
    expect(page.locator(".order-block-title")).to_have_text("Awaiting cancellation")
    assert storefront.answers("cancel.submit") == [(True, "requested")]
    storefront.shop.wind(HOUR)
    page.reload()
    expect(page.locator(".order-status-end-reason")).to_have_text(
        "This order was closed after your cancellation request."
    )
    expect(page.locator(".order-status-refund")).to_have_text("Refund: Refund expected")


def test_a_declined_request_is_told_with_its_date(
    storefront: Storefront, open_page: OpenPage
) -> None:
    seller = {"answer": "decline", "after_s": 3 * HOUR}
    order = storefront.order("WAIT_SELLER_SEND_GOODS", seller=seller)
    page = open_page(storefront.detail(order))
    _send_cancellation(page, "Another reason")
    expect(page.get_by_role("dialog", name="Your request is with the seller")).to_be_visible()
    storefront.shop.wind(4 * HOUR)
    page.reload()
    expect(page.locator(".order-status-reminder").last).to_have_text(
        "The seller declined your cancellation request on Mar 2, 2026 12:00."
    )
    expect(page.locator(".order-block-title")).to_have_text("Awaiting shipment")


def test_an_order_shipped_in_the_meantime_is_refused_in_the_shops_own_words(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_SELLER_SEND_GOODS")
    storefront.arm("cancel.submit", "ships_now")
    page = open_page(storefront.detail(order))
    _send_cancellation(page, "Another reason")
    expect(page.get_by_role("dialog", name="Too late to cancel")).to_be_visible()
    assert storefront.answers("cancel.submit") == [(False, "refused_shipped")]


def test_opening_the_dialog_of_an_order_just_shipped_tells_so_and_sends_nothing(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_SELLER_SEND_GOODS", seller={"ships_after_s": HOUR})
    page = open_page(storefront.detail(order))
    storefront.shop.wind(2 * HOUR)
    page.get_by_role("button", name="Cancel order").click()
    expect(page.get_by_role("dialog", name="Too late to cancel")).to_be_visible()
    assert storefront.answers("cancel.submit") == []


def test_send_waits_for_a_reason_and_not_now_sends_nothing(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page(storefront.detail(storefront.order()))
    page.get_by_role("button", name="Cancel order").click()
    dialog = page.get_by_role("dialog", name="Cancel this order?")
    expect(dialog.get_by_role("button", name="Send")).to_be_disabled()
    dialog.get_by_label("Another reason").check()
    expect(dialog.get_by_role("button", name="Send")).to_be_enabled()
    dialog.get_by_role("button", name="Not now").click()
    expect(dialog).to_have_count(0)
    assert storefront.answers("cancel.submit") == []


@pytest.mark.parametrize(
    ("status", "codes"),
    [
        (
            "PLACE_ORDER_SUCCESS",
            [
                "buyerDonotwantOrder",
                "buyerWantChangeProduct",
                "buyerChangeMailAddress",
                "buyerChangeCoupon",
                "buyerChangeLogistic",
                "buyerCannotPayment",
                "otherReasons",
            ],
        ),
        (
            "WAIT_SELLER_SEND_GOODS",
            [
                "buyerDonotwantOrder",
                "freightCommitDayNotMatch",
                "sellerRiseOrderAmount",
                "sellerDidnotuseBuyerLogisticType",
                "buyerCannotContactSeller",
                "productNotEnough",
                "otherReasons",
            ],
        ),
    ],
)
def test_paid_and_unpaid_orders_have_reasons_of_their_own(
    storefront: Storefront, open_page: OpenPage, status: str, codes: list[str]
) -> None:
    page = open_page(storefront.detail(storefront.order(status)))
    page.get_by_role("button", name="Cancel order").click()
    reasons = page.locator(".comet-modal label.comet-radio input[name=reason]")
    expect(reasons).to_have_count(len(codes))
    assert [reason.get_attribute("value") for reason in reasons.all()] == codes


@pytest.mark.parametrize("kind", ["error_before", "error_after", "drop_before", "drop_after"])
def test_a_failing_connection_leaves_the_dialog_open_with_a_message(
    storefront: Storefront, open_page: OpenPage, kind: str
) -> None:
    order = storefront.order()
    storefront.arm("cancel.submit", kind)
    page = open_page(storefront.detail(order))
    _send_cancellation(page, "Another reason")
    expect(page.locator(".comet-modal-error")).to_have_text(
        "Something went wrong. Please try again."
    )
    expect(page.get_by_role("button", name="Send")).to_be_enabled()
    is_changed = storefront.truth(order).status == "FINISH"
    assert is_changed is kind.endswith("_after")


def test_an_order_of_somebody_else_is_as_unknown_as_one_that_never_was(
    buyer: Visitor, storefront: Storefront
) -> None:
    foreign = storefront.order(account=OTHER_BUYER)
    for order in (foreign, "1234567890123456", "", "%00<script>"):
        for path in (storefront.detail(order), storefront.refund(order)):
            answer = buyer.get(path)
            assert answer.status == 404
            assert "Order not found" in answer.text()
    assert buyer.cancel(foreign).status == 404
    assert storefront.truth(foreign).status == "PLACE_ORDER_SUCCESS"


def test_a_reason_that_is_not_offered_is_refused(buyer: Visitor, storefront: Storefront) -> None:
    order = storefront.order("WAIT_SELLER_SEND_GOODS")
    assert buyer.cancel(order, "buyerChangeCoupon").status == 400
    assert storefront.answers("cancel.submit") == [(False, "unknown_reason")]


def test_the_seller_asking_for_more_time_is_told(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_SELLER_SEND_GOODS", seller={"asks_extension_days": 5})
    storefront.shop.wind(7 * DAY - HOUR)
    page = open_page(storefront.detail(order))
    expect(page.locator(".order-status-reminder").last).to_contain_text("asks for 5 more days")


def test_the_parcel_of_a_shipped_order_can_be_tracked(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    page = open_page(ORDERS)
    page.get_by_role("link", name="Track status").click()
    expect(page.locator("[class*='logistic-info-v2--mailNoValue']")).to_be_visible()
    assert order in page.url


def test_pressing_send_twice_sends_once(storefront: Storefront, open_page: OpenPage) -> None:
    order = storefront.order()
    page = open_page(storefront.detail(order))
    page.get_by_role("button", name="Cancel order").click()
    page.get_by_label("Another reason").check()
    page.get_by_role("button", name="Send").dblclick()
    expect(page.get_by_role("dialog", name="You've canceled the order")).to_be_visible()
    assert storefront.answers("cancel.submit") == [(True, "cancelled")]


def test_escape_closes_the_dialog_and_sends_nothing(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page(storefront.detail(storefront.order()))
    page.get_by_role("button", name="Cancel order").click()
    page.get_by_label("Another reason").check()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert storefront.answers("cancel.submit") == []


def test_the_dialog_does_not_move_for_those_who_prefer_it_still(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page(storefront.detail(storefront.order()))
    moves = "node => getComputedStyle(node).transitionDuration"
    page.get_by_role("button", name="Cancel order").click()
    dialog = page.get_by_role("dialog")
    assert dialog.evaluate(moves) == "0s"
    page.emulate_media(reduced_motion="no-preference")
    assert dialog.evaluate(moves) == "0.25s"


def test_no_page_is_wider_than_a_phone(storefront: Storefront, open_page: OpenPage) -> None:
    order = storefront.order("FINISH", end_reason="cancel_order_close_trade", items=3)
    shipped = storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    page = open_page("/")
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/", ORDERS, *map(storefront.detail, (order, shipped)), storefront.refund(order)):
        page.goto(storefront.url + path)
        width = page.evaluate("() => document.documentElement.scrollWidth")
        assert width == 390, path
