"""What the variants change on the pages: labels, places, the width of the screen."""

import re

import pytest
from playwright.sync_api import expect

from mock_site.wording import languages, wording
from tests.mock_site.conftest import ORDERS, Visitor
from tests.mock_site.label_files import all_texts
from tests.mock_site.variant_pages import VariantPages

_CANCEL = re.compile("Cancel order")


def test_an_order_id_may_be_called_a_ref_number(variant_pages: VariantPages) -> None:
    variant_pages.open_world(labels="ref_number")
    order = variant_pages.storefront.order()
    page = variant_pages.go(ORDERS)
    info = page.locator(".order-item-header-right-info > div")
    expect(info).to_have_text(["Date: Mar 2, 2026", f"Ref. Number: {order} Copy"])
    expect(page.locator("[data-pl=order_item_header_detail]")).to_have_text("Details")
    page = variant_pages.go(variant_pages.storefront.detail(order))
    expect(page.locator("[data-pl=order_detail_gray_id]")).to_have_text("Ref. Number")
    expect(page.locator("[data-pl=order_detail_gray_date]")).to_have_text("Order placed on:")


@pytest.mark.parametrize("language", languages())
def test_a_variant_of_the_labels_only_words_anew_what_is_there(language: str) -> None:
    texts = all_texts(language)
    anew = {key for key in texts if key.startswith("ref_number/")}
    assert len(anew) == 4
    for key in anew:
        name = key.partition(": ")[2]
        assert wording(language).text(name)
        assert wording(language, labels="ref_number").text(name) == texts[key]
    usual, named, anew_worded = (
        wording(language, labels=labels).text("orders.id")
        for labels in ("", "order_id", "ref_number")
    )
    assert usual == named != anew_worded


@pytest.mark.parametrize(
    ("stands", "in_list", "in_block", "in_menu"),
    [("detail", 0, 1, 0), ("list", 1, 0, 0), ("more", 0, 0, 1)],
)
def test_the_button_that_cancels_stands_in_one_place(
    variant_pages: VariantPages, stands: str, in_list: int, in_block: int, in_menu: int
) -> None:
    variant_pages.open_world(cancel_in=stands)
    order = variant_pages.storefront.order()
    page = variant_pages.go(ORDERS)
    expect(page.locator(".order-item-btns button", has_text=_CANCEL)).to_have_count(in_list)
    page = variant_pages.go(variant_pages.storefront.detail(order))
    block = page.locator(".order-status-btns > button", has_text=_CANCEL)
    expect(block).to_have_count(in_block)
    page.get_by_role("button", name="More").click()
    menu = page.locator(".order-menu-list").get_by_role("button", name="Cancel order")
    expect(menu).to_have_count(in_menu)


@pytest.mark.parametrize("stands", ["detail", "list", "more"])
@pytest.mark.parametrize("status", ["RISK_CONTROL", "IN_CANCEL", "WAIT_BUYER_ACCEPT_GOODS"])
def test_no_place_offers_to_cancel_what_can_not_be_cancelled(
    variant_pages: VariantPages, stands: str, status: str
) -> None:
    variant_pages.open_world(cancel_in=stands)
    order = variant_pages.storefront.order(status)
    expect(variant_pages.go(ORDERS).get_by_text(_CANCEL)).to_have_count(0)
    page = variant_pages.go(variant_pages.storefront.detail(order))
    expect(page.get_by_text(_CANCEL)).to_have_count(0)


def test_the_orders_after_view_orders_have_the_button_as_well(
    variant_pages: VariantPages,
) -> None:
    variant_pages.open_world(cancel_in="list")
    for _ in range(11):
        variant_pages.storefront.order()
    page = variant_pages.go(ORDERS)
    page.locator("[data-pl=order_more] button").click()
    expect(page.locator(".order-item-btns").get_by_text(_CANCEL)).to_have_count(11)


def test_on_a_phone_each_card_is_one_link_to_its_order(variant_pages: VariantPages) -> None:
    variant_pages.open_world(width="phone")
    orders = [variant_pages.storefront.order(items=n) for n in (1, 3)]
    page = variant_pages.go(ORDERS)
    cards = page.locator("a.order-item.order-item-mobile")
    expect(cards).to_have_count(2)
    expect(page.locator(".order-item a")).to_have_count(0)
    assert [card.get_attribute("href") for card in cards.all()] == [
        variant_pages.storefront.detail(order) for order in orders[::-1]
    ]
    cards.last.locator(".order-item-content-info-name").click()
    page.wait_for_url(f"**{variant_pages.storefront.detail(orders[0])}")


@pytest.mark.parametrize(
    ("order", "name"),
    [
        ({"status": "WAIT_BUYER_ACCEPT_GOODS"}, "Track status"),
        ({"status": "FINISH", "end_reason": "buyer_accept_goods"}, "Write a review"),
    ],
)
def test_on_a_phone_tracking_and_reviewing_want_the_app(
    variant_pages: VariantPages, order: dict[str, str], name: str
) -> None:
    variant_pages.open_world(width="phone")
    variant_pages.storefront.order(**order)
    page = variant_pages.go(ORDERS)
    page.get_by_role("button", name=name).click()
    dialog = page.get_by_role("dialog", name="Continue in our app")
    dialog.get_by_role("button", name="Not now").click()
    expect(dialog).to_have_count(0)
    expect(page).to_have_url(variant_pages.storefront.url + ORDERS)


def test_on_a_phone_a_button_of_a_card_does_not_open_its_order(
    variant_pages: VariantPages,
) -> None:
    variant_pages.open_world(width="phone")
    variant_pages.storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    page = variant_pages.go(ORDERS)
    page.locator(".copy").click()
    page.get_by_role("button", name="Confirm received").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(variant_pages.storefront.url + ORDERS)
    assert variant_pages.storefront.answers("confirm_receipt") == []


def test_on_a_phone_an_unreadable_card_leads_nowhere_and_leaves_the_others_whole(
    variant_pages: VariantPages,
) -> None:
    variant_pages.open_world(width="phone")
    for _ in range(3):
        variant_pages.storefront.order()
    variant_pages.storefront.arm("orders.list", "garbled")
    page = variant_pages.go(ORDERS)
    expect(page.locator(".order-item-mobile")).to_have_count(3)
    expect(page.locator(".order-item-mobile[href]")).to_have_count(2)


def test_on_a_phone_an_orders_page_has_one_column_on_any_screen(
    variant_pages: VariantPages,
) -> None:
    variant_pages.open_world(width="phone")
    order = variant_pages.storefront.order()
    variant_pages.page.set_viewport_size({"width": 1280, "height": 720})
    page = variant_pages.go(variant_pages.storefront.detail(order))
    boxes = [block.bounding_box() for block in page.locator(".order-block").all()]
    assert len({box["x"] for box in boxes if box}) == 1


@pytest.mark.parametrize("language", languages())
def test_on_a_phone_the_menu_with_the_button_stays_on_the_screen(
    variant_pages: VariantPages, language: str
) -> None:
    variant_pages.open_world(language, width="phone", cancel_in="more")
    order = variant_pages.storefront.order("WAIT_SELLER_SEND_GOODS")
    page = variant_pages.go(variant_pages.storefront.detail(order))
    page.locator("[aria-controls=order-menu]").click()
    page.locator("#order-menu button").click(trial=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/", ORDERS, "order", "cancel"])
def test_a_phone_never_needs_to_scroll_sideways(variant_pages: VariantPages, path: str) -> None:
    variant_pages.open_world(width="phone", cancel_opens="tab", labels="ref_number")
    order = variant_pages.storefront.order(items=5)
    addresses = {
        "order": variant_pages.storefront.detail(order),
        "cancel": f"/p/refund-cancel/index.html?orderId={order}",
    }
    page = variant_pages.go(addresses.get(path, path))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_usual_variant_is_named_by_leaving_everything_out(
    variant_pages: VariantPages, guest: Visitor
) -> None:
    pages = []
    usual = {"labels": "order_id", "cancel_in": "detail", "reasons": "radio"}
    usual |= {"cancel_opens": "dialog", "width": "desktop"}
    for variant in ({}, usual):
        variant_pages.storefront.open_anew(variant=variant)
        guest.sign_in()
        order = variant_pages.storefront.order()
        dialog = f"/p/order/cancel-dialog?orderId={order}"
        paths = (ORDERS, variant_pages.storefront.detail(order), dialog)
        pages.append([guest.get(path).body() for path in paths])
    assert pages[0] == pages[1]
