"""My Orders: cards, tabs, search, the next ten, and the dialogs one must not confuse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.mock_site.conftest import ORDERS, OTHER_BUYER, Storefront, Visitor

OpenPage = Callable[[str], Page]


def test_a_card_shows_what_the_real_shop_shows_where_it_shows_it(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order(items=[{"title": "Tea lamp", "sku": "red", "price": "4.99"}])
    page = open_page(ORDERS)
    card = page.locator("div.order-item")
    status = card.locator(
        ".order-item-header-status .order-item-header-status-text[data-pl=order_item_header_status]"
    )
    expect(status).to_have_text("Awaiting payment")
    info = card.locator(".order-item-header-right-info > div")
    expect(info).to_have_text(["Order date: Mar 2, 2026", f"Order ID: {order} Copy"])
    link = card.locator("a[data-pl=order_item_header_detail]")
    expect(link).to_have_attribute("href", storefront.detail(order))
    expect(card.locator(".order-item-store-name a > span")).to_have_text(
        storefront.truth(order).seller_name
    )
    expect(card.locator(".order-item-content-info-name span[title]")).to_have_text("Tea lamp")
    total = card.locator("[data-pl=order_item_content_price_total]")
    expect(total).to_have_text("Total:US $4.99")
    expect(total.get_by_text("9", exact=True)).to_have_count(2)


def test_an_order_of_several_products_shows_pictures_and_no_names(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.order(items=3)
    card = open_page(ORDERS).locator(".order-item")
    expect(card.locator(".order-item-content-img-list > .order-item-content-img")).to_have_count(3)
    expect(card.locator(".order-item-content-info-name")).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        ("PLACE_ORDER_SUCCESS", ["Pay now"]),
        ("RISK_CONTROL", []),
        ("WAIT_SELLER_SEND_GOODS", ["Add to cart"]),
        ("IN_CANCEL", []),
        ("WAIT_BUYER_ACCEPT_GOODS", ["Confirm received", "Track status"]),
        ("FINISH", ["Add to cart", "Remove"]),
    ],
)
def test_each_state_offers_its_own_buttons_and_none_of_them_cancels(
    storefront: Storefront, open_page: OpenPage, status: str, buttons: list[str]
) -> None:
    storefront.order(status)
    expect(open_page(ORDERS).locator(".order-item-btns > *")).to_have_text(buttons)


def test_view_orders_brings_ten_more_until_all_are_shown(
    storefront: Storefront, open_page: OpenPage
) -> None:
    orders = [storefront.order() for _ in range(23)]
    page = open_page(ORDERS)
    cards, more = page.locator(".order-item"), page.locator("[data-pl=order_more] button")
    expect(cards).to_have_count(10)
    more.click()
    expect(cards).to_have_count(20)
    expect(page.locator(".order-main")).to_have_attribute("aria-busy", "false")
    more.click()
    expect(cards).to_have_count(23)
    expect(more).to_have_count(0)
    links = page.locator("a[data-pl=order_item_header_detail]").all()
    shown = [str(link.get_attribute("href")).partition("=")[2] for link in links]
    assert shown == orders[::-1]


def test_ten_orders_need_no_second_page(storefront: Storefront, open_page: OpenPage) -> None:
    for _ in range(10):
        storefront.order()
    page = open_page(ORDERS)
    expect(page.locator(".order-item")).to_have_count(10)
    expect(page.locator(".order-more")).to_have_count(0)


def test_tabs_count_and_show_the_orders_of_their_states(
    storefront: Storefront, open_page: OpenPage
) -> None:
    states = ("PLACE_ORDER_SUCCESS", "WAIT_SELLER_SEND_GOODS", "IN_CANCEL", "IN_FROZEN", "FINISH")
    for status in states:
        storefront.order(status)
    page = open_page(ORDERS)
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_text(
        [
            "View all (5)",
            "To pay (1)",
            "To ship (2)",
            "Shipped (0)",
            "Processed (1)",
            "Deleted orders",
        ]
    )
    page.get_by_role("tab", name="To ship").click()
    expect(page.locator(".comet-tabs-nav-item-active")).to_have_text("To ship (2)")
    expect(page.locator(".order-item")).to_have_count(2)
    page.get_by_role("tab", name="Shipped").click()
    expect(page.locator(".order-empty")).to_be_visible()
    expect(page.locator(".order-item")).to_have_count(0)


def test_the_search_finds_by_id_product_and_store(
    storefront: Storefront, open_page: OpenPage
) -> None:
    lamp = [{"title": "Tea lamp", "price": "4.99"}]
    wanted = storefront.order(items=lamp, seller={"name": "Owl & Co"})
    storefront.order(seller={"name": "Somebody Else"})
    page = open_page(ORDERS)
    box = page.locator(".order-header input[type=search]")
    for words in (wanted, "tea LAMP", "owl & co"):
        box.fill(words)
        box.press("Enter")
        expect(page.locator(".order-item")).to_have_count(1)
        expect(page.locator(".order-item")).to_contain_text(wanted)
    box.fill("nothing like it")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".order-empty")).to_be_visible()


def test_orders_of_others_are_not_listed(storefront: Storefront, open_page: OpenPage) -> None:
    storefront.order(account=OTHER_BUYER)
    page = open_page(ORDERS)
    expect(page.locator(".order-empty")).to_be_visible()
    expect(page.get_by_role("tab").first).to_have_text("View all (0)")


def test_a_status_now_and_then_ends_with_a_blank(storefront: Storefront, buyer: Visitor) -> None:
    for _ in range(10):
        storefront.order()
    texts = re.findall(r'order_item_header_status">([^<]*)<', buyer.get(ORDERS).text())
    assert set(texts) == {"Awaiting payment", "Awaiting payment "}


def test_a_cancelled_order_is_called_by_different_names(
    storefront: Storefront, buyer: Visitor
) -> None:
    for _ in range(10):
        storefront.order("FINISH", end_reason="cancel_order_close_trade")
    page = buyer.get(ORDERS).text()
    texts = {text.strip() for text in re.findall(r'order_item_header_status">([^<]*)<', page)}
    assert {"Completed", "Closed"} <= texts <= {"Completed", "Closed", "Canceled", "Cancelled"}


def test_cancel_in_the_receipt_dialog_only_closes_it(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    page = open_page(ORDERS)
    page.get_by_role("button", name="Confirm received").click()
    dialog = page.get_by_role("dialog", name="Item received confirmation")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    assert storefront.shop.log[1:] == []


def test_titles_are_shown_as_they_are_and_never_run(
    storefront: Storefront, open_page: OpenPage
) -> None:
    title = "<script>document.title='owned'</script>\"'>"
    storefront.order(items=[{"title": title, "price": "1.00"}], seller={"name": "<b>Bold</b>"})
    page = open_page(ORDERS)
    expect(page.locator(".order-item-content-info-name")).to_have_text(title)
    expect(page.locator(".order-item-store-name")).to_have_text("<b>Bold</b>")
    assert page.title() != "owned"


def test_one_unreadable_card_leaves_the_others_whole(
    storefront: Storefront, open_page: OpenPage
) -> None:
    for _ in range(3):
        storefront.order()
    storefront.arm("orders.list", "garbled")
    page = open_page(ORDERS)
    expect(page.locator(".order-item")).to_have_count(3)
    expect(page.locator("a[data-pl=order_item_header_detail]")).to_have_count(2)
