"""What a buyer does about an order with a button and a dialog: receipt, deletion, more time."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.mock_site.conftest import ORDERS, Storefront, Visitor

OpenPage = Callable[[str], Page]
DELETED = f"{ORDERS}?tab=recycle"
DAY = 86_400


def _press(page: Page, button: str) -> Locator:
    """Press a button of an order; returns the dialog that it opens."""
    page.get_by_role("button", name=button, exact=True).click()
    return page.get_by_role("dialog")


def test_confirming_the_receipt_pays_the_seller(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    page = open_page(ORDERS)
    _press(page, "Confirm received").get_by_role("button", name="Confirm").click()
    expect(page.locator(".order-item-header-status-text")).to_have_text("Completed")
    assert storefront.truth(order).end_reason == "buyer_accept_goods"
    assert storefront.answers("confirm_receipt") == [(True, "received")]


def test_remove_moves_a_closed_order_to_the_deleted_ones_and_cancels_nothing(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("FINISH")
    page = open_page(ORDERS)
    _press(page, "Remove").get_by_role("button", name="Delete").click()
    expect(page.locator(".order-empty")).to_be_visible()
    page.get_by_role("tab", name="Deleted orders").click()
    buttons = page.locator(".order-item-btns > *")
    expect(buttons).to_have_text(["Restore", "Delete for ever"])
    assert storefront.truth(order).deleted == "recycle"
    assert storefront.answers("delete") == [(True, "deleted")]
    assert storefront.answers("cancel.submit") == []


def test_a_deleted_order_can_be_restored(storefront: Storefront, open_page: OpenPage) -> None:
    order = storefront.order("FINISH", deleted="recycle")
    page = open_page(DELETED)
    page.get_by_role("button", name="Restore").click()
    expect(page.locator(".order-empty")).to_be_visible()
    page.goto(storefront.url + ORDERS)
    expect(page.locator(".order-item")).to_have_count(1)
    assert storefront.truth(order).deleted is None
    assert storefront.answers("restore") == [(True, "restored")]


def test_what_is_deleted_for_ever_is_on_no_page_any_more(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("FINISH", deleted="recycle")
    page = open_page(storefront.detail(order))
    expect(page.locator(".order-status-reminder")).to_have_text(
        ["This order is among your deleted orders."]
    )
    dialog = _press(page, "Delete for ever")
    expect(dialog).to_contain_text("A dispute about it can't be opened afterwards.")
    dialog.get_by_role("button", name="Delete for ever").click()
    page.wait_for_url(f"**{DELETED}")
    expect(page.locator(".order-item")).to_have_count(0)
    for path in (storefront.detail(order), storefront.refund(order)):
        answer = page.goto(storefront.url + path)
        assert answer is not None
        assert answer.status == 404
    assert storefront.answers("purge") == [(True, "purged")]


def test_more_time_is_given_in_days_where_the_seller_asked_for_it(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_SELLER_SEND_GOODS", seller={"asks_extension_days": 4})
    storefront.shop.wind(6 * DAY)
    page = open_page(storefront.detail(order))
    before = storefront.truth(order).deadline
    dialog = _press(page, "Give more time")
    expect(dialog.get_by_label("Days")).to_have_value("4")
    dialog.get_by_label("Days").fill("6")
    dialog.get_by_role("button", name="Agree").click()
    expect(page.get_by_text("You gave the seller 6 more days to ship.")).to_be_visible()
    expect(page.get_by_text("The seller has 7 days")).to_be_visible()
    after = storefront.truth(order).deadline
    assert before is not None
    assert after is not None
    assert (after - before).days == 6
    assert storefront.answers("extend") == [(True, "extended")]


@pytest.mark.parametrize("days", ["", "0", "31", "4.5"])
def test_no_time_is_given_in_days_that_are_none(
    storefront: Storefront, open_page: OpenPage, days: str
) -> None:
    order = storefront.order("WAIT_SELLER_SEND_GOODS", seller={"asks_extension_days": 4})
    storefront.shop.wind(6 * DAY)
    page = open_page(storefront.detail(order))
    dialog = _press(page, "Give more time")
    dialog.get_by_label("Days").fill(days)
    dialog.get_by_role("button", name="Agree").click()
    expect(dialog.get_by_label("Days")).to_be_focused()
    assert storefront.answers("extend") == []


@pytest.mark.parametrize(
    ("act", "status", "more"),
    [
        ("confirm_receipt", "PLACE_ORDER_SUCCESS", {}),
        ("delete", "WAIT_SELLER_SEND_GOODS", {}),
        ("restore", "FINISH", {}),
        ("purge", "FINISH", {}),
        ("extend", "WAIT_SELLER_SEND_GOODS", {"days": "5"}),
        ("extend", "FINISH", {"days": "nonsense"}),
    ],
)
def test_what_the_state_does_not_allow_is_refused_and_logged(
    storefront: Storefront, buyer: Visitor, act: str, status: str, more: dict[str, str]
) -> None:
    order = storefront.order(status)
    before = storefront.truth(order)
    assert buyer.post(f"/p/order/{act}", orderId=order, **more).status == 409
    assert storefront.answers(act) == [(False, "refused_state")]
    assert storefront.truth(order) == before
    assert buyer.post(f"/p/order/{act}", orderId="81", **more).status == 409
    assert storefront.answers(act)[1:] == [(False, "unknown_order")]


@pytest.mark.parametrize("kind", ["lie", "late"])
def test_a_deletion_may_be_promised_and_not_be_seen(
    storefront: Storefront, open_page: OpenPage, kind: str
) -> None:
    order = storefront.order("FINISH")
    storefront.arm("delete.submit", kind)
    page = open_page(ORDERS)
    _press(page, "Remove").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".order-item")).to_have_count(1)
    assert (storefront.truth(order).deleted is None) == (kind == "lie")


@pytest.mark.parametrize(
    ("place", "button", "control"),
    [
        ("delete.submit", "Remove", "Delete"),
        ("confirm.submit", "Confirm received", "Confirm"),
    ],
)
def test_the_control_that_sends_may_be_missing_or_renamed(
    storefront: Storefront, open_page: OpenPage, place: str, button: str, control: str
) -> None:
    storefront.order("FINISH")
    storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    storefront.arm(place, "missing")
    storefront.arm(place, "renamed")
    expect(_press(open_page(ORDERS), button).get_by_role("button")).to_have_text(["Cancel"])
    dialog = _press(open_page(ORDERS), button)
    expect(dialog.get_by_role("button")).to_have_count(2)
    expect(dialog.get_by_role("button", name=control, exact=True)).to_have_count(0)


def test_the_button_that_restores_may_be_missing_or_renamed(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.order("FINISH", deleted="recycle")
    storefront.arm("restore.submit", "missing")
    storefront.arm("restore.submit", "renamed")
    buttons = open_page(DELETED).locator(".order-item-btns > *")
    expect(buttons).to_have_text(["Delete for ever"])
    expect(open_page(DELETED).locator(".order-item-btns > *").first).to_have_text("Bring back")
