"""My Orders as it was until 2021: a table with reminders, search and filter."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from mock_site import acts
from mock_site.messages import Message
from mock_site.variants import Variant
from tests.mock_site.classic_list import numbers, rows
from tests.mock_site.conftest import CLASSIC, OTHER_BUYER, Storefront, Visitor

pytestmark = CLASSIC

OpenPage = Callable[[str], Page]
ORDERS = "/orderList.htm"
DELETED = "/deletedOrderList.htm"


def test_a_row_shows_what_the_old_shop_showed_where_it_showed_it(
    storefront: Storefront, open_page: OpenPage
) -> None:
    item = {"title": "Tea lamp", "sku": "red", "price": "4.99", "quantity": 2}
    order = storefront.order(items=[item], seller={"name": "Owl & Co"})
    row = rows(open_page(ORDERS))
    head = row.locator("tr.order-head > td")
    number = head.and_(row.locator(".order-info")).locator("p.first-row")
    expect(number.locator("span.info-body")).to_have_text(order)
    expect(number.locator("a.view-detail-link")).to_have_attribute(
        "href", f"/order_detail.htm?orderId={order}"
    )
    expect(row.locator(".order-info p.second-row .info-body")).to_have_text("Mar 2, 2026 09:00")
    expect(row.locator("td.store-info p.first-row .info-body")).to_have_text("Owl & Co")
    expect(row.locator("td.order-amount .amount-body .amount-num")).to_have_text("US $9.98")
    product = row.locator("tr.order-body td.product-sets .product-right")
    expect(product.locator(".product-title .baobei-name")).to_have_attribute("title", "Tea lamp")
    expect(product.locator(".product-amount > span")).to_have_text(["US $4.99", "x2"])
    expect(product.locator(".product-property .val")).to_have_text("red")
    expect(row.locator("td.order-status .f-left")).to_have_text("Awaiting payment")
    left = row.locator("td.order-status p.left-sendgoods-day")
    expect(left).to_have_text("Time left: 20 days 0 hours 0 minutes")
    expect(left).to_have_attribute("lefttime", str(20 * 86_400_000))


def test_scripts_of_that_time_find_number_and_state_by_their_old_paths(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    body = open_page(ORDERS).locator("xpath=//*[@id='buyer-ordertable']/tbody")
    expect(body.locator("xpath=./tr[1]/td[2]/p[1]/span[2]")).to_have_text(order)
    expect(body.locator("xpath=./tr[2]/td[3]/span")).to_have_text("Awaiting payment")


def test_an_order_of_several_products_has_a_line_for_each_and_one_state(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.order(items=3)
    row = rows(open_page(ORDERS))
    expect(row.locator("tr.order-body .product-sets")).to_have_count(3)
    expect(row.locator("td.order-status")).to_have_count(1)
    expect(row.locator("td.order-status")).to_have_attribute("rowspan", "3")


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        ("PLACE_ORDER_SUCCESS", ["Pay Now"]),
        ("RISK_CONTROL", []),
        ("WAIT_SELLER_SEND_GOODS", ["Add to Cart"]),
        ("IN_CANCEL", []),
        ("WAIT_BUYER_ACCEPT_GOODS", ["Confirm Goods Received", "Track Order"]),
        ("FINISH", ["Add to Cart", ""]),
    ],
)
def test_each_state_offers_its_own_buttons_and_none_of_them_cancels(
    storefront: Storefront, open_page: OpenPage, status: str, buttons: list[str]
) -> None:
    storefront.order(status)
    expect(open_page(ORDERS).locator("td.order-action > *")).to_have_text(buttons)


def test_tracking_is_a_link_that_names_its_order_as_scrapers_knew_it(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    page = open_page(ORDERS)
    link = page.locator(f"[button_action=logisticsTracking][orderid='{order}']")
    expect(link).to_have_class(re.compile(r"\bbutton-logisticsTracking\b"))
    link.click()
    page.wait_for_url(f"**/logisticsdetail.htm?tradeId={order}")


def test_the_reminders_count_and_lead_to_the_orders_they_are_about(
    storefront: Storefront, open_page: OpenPage
) -> None:
    states = ("PLACE_ORDER_SUCCESS", "PLACE_ORDER_SUCCESS", "WAIT_SELLER_SEND_GOODS", "FINISH")
    orders = [storefront.order(status) for status in states]
    page = open_page(ORDERS)
    expect(page.locator("#remide-box .remind-tips")).to_have_text(
        [
            "Awaiting Payment (2)",
            "Awaiting Shipment (1)",
            "Goods Awaiting Acceptance (0)",
            "Dispute Orders (0)",
            "Unread Order Messages (0)",
        ]
    )
    unpaid = page.locator("#remiandTips_waitBuyerPayment")
    expect(unpaid).to_have_attribute("value", "2")
    unpaid.click()
    expect(rows(page)).to_have_count(2)
    assert set(numbers(page).all_inner_texts()) == set(orders[:2])


def test_an_order_is_counted_as_unread_until_its_messages_were_seen(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.order()
    order = storefront.order("WAIT_SELLER_SEND_GOODS")
    message = Message("seller", "A moment, please.", storefront.shop.clock.now())
    storefront.shop.change(order, partial(acts.told, message=message))
    page = open_page(ORDERS)
    page.locator("#remiandTips_notReadMsg").click()
    expect(numbers(page)).to_have_text([order])
    page.get_by_role("link", name="Contact seller").click()
    expect(page.get_by_text("A moment, please.")).to_be_visible()
    page.goto(storefront.url + ORDERS)
    expect(page.locator("#remiandTips_notReadMsg .num")).to_have_text("0")


def test_the_filter_shows_the_orders_of_one_state_and_goes_along_to_the_next_page(
    storefront: Storefront, open_page: OpenPage
) -> None:
    for status in ("FINISH", "PLACE_ORDER_SUCCESS"):
        for _ in range(11):
            storefront.order(status)
    page = open_page(ORDERS)
    expect(page.locator("select#order-status")).to_be_hidden()
    page.locator("#switch-filter").click()
    page.locator("select#order-status").select_option("FINISH")
    page.locator("#search-btn").click()
    expect(page.locator("#simple-pager label")).to_have_text("1/2")
    expect(rows(page).locator(".order-status .f-left")).to_have_text(["Completed"] * 10)
    page.locator("#full-pager a.ui-pagination-next").click()
    expect(rows(page)).to_have_count(1)
    expect(page.locator("select#order-status")).to_have_value("FINISH")


def test_the_filter_has_the_codes_of_the_shops_interface(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.order()
    options = open_page(ORDERS).locator("select#order-status option")
    expect(options.first).to_have_text("All Orders")
    assert {option.get_attribute("value") for option in options.all()} == {
        "",
        "PLACE_ORDER_SUCCESS",
        "RISK_CONTROL",
        "WAIT_SELLER_SEND_GOODS",
        "IN_CANCEL",
        "SELLER_PART_SEND_GOODS",
        "WAIT_BUYER_ACCEPT_GOODS",
        "IN_ISSUE",
        "IN_FROZEN",
        "FINISH",
    }


def test_the_search_finds_by_number_product_and_store(
    storefront: Storefront, open_page: OpenPage
) -> None:
    lamp = [{"title": "Tea lamp", "price": "4.99"}]
    wanted = storefront.order(items=lamp, seller={"name": "Owl & Co"})
    storefront.order(seller={"name": "Somebody Else"})
    page = open_page(ORDERS)
    for box, words in (("#order-no", wanted), ("#product-name", " tea LAMP ")):
        page.goto(storefront.url + ORDERS)
        page.locator(f"#simple-search {box}").fill(words)
        page.locator(box).press("Enter")
        expect(rows(page)).to_have_count(1)
        expect(numbers(page)).to_have_text([wanted])
    page.goto(storefront.url + ORDERS)
    page.locator("#switch-filter").click()
    page.locator("#advanced-search #buyer-name").fill("owl & co")
    page.locator("#search-btn").click()
    expect(numbers(page)).to_have_text([wanted])
    page.locator("#product-name").fill("<b>nothing like it</b>")
    page.locator("#search-btn").click()
    expect(page.locator(".order-empty")).to_have_text("No order matches your search.")
    expect(page.locator("#product-name")).to_have_value("<b>nothing like it</b>")


def test_there_may_be_no_orders_and_those_of_others_are_not_listed(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.order(account=OTHER_BUYER)
    page = open_page(ORDERS)
    expect(page.locator(".order-empty")).to_have_text("There are no orders here yet.")
    expect(page.locator("#buyer-ordertable")).to_have_count(0)


def test_the_trash_bin_moves_a_closed_order_to_the_deleted_ones_from_where_it_comes_back(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("FINISH")
    page = open_page(ORDERS)
    page.get_by_role("button", name="Delete this order").click()
    dialog = page.get_by_role("dialog", name="Delete the order?")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    assert storefront.answers("delete") == []
    page.get_by_role("button", name="Delete this order").click()
    dialog.get_by_role("button", name="Delete").click()
    expect(page.locator(".order-empty")).to_be_visible()
    assert storefront.answers("cancel.submit") == []
    page.get_by_role("link", name="Deleted orders").click()
    page.wait_for_url(f"**{DELETED}")
    expect(numbers(page)).to_have_text([order])
    expect(page.locator("td.order-action > *")).to_have_text(["Restore", "Delete for ever"])
    page.get_by_role("button", name="Restore").click()
    expect(page.locator(".order-empty")).to_be_visible()
    page.get_by_role("link", name="Back to My Orders").click()
    page.wait_for_url(f"**{ORDERS}")
    expect(numbers(page)).to_have_text([order])


def test_an_order_deleted_for_ever_is_gone_from_the_deleted_ones(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order("FINISH", deleted="recycle")
    page = open_page(DELETED)
    page.get_by_role("button", name="Delete for ever").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for ever").click()
    expect(page.locator(".order-empty")).to_be_visible()
    assert storefront.truth(order).deleted == "purged"


def test_a_status_now_and_then_ends_with_a_blank(storefront: Storefront, buyer: Visitor) -> None:
    for _ in range(10):
        storefront.order()
    texts = re.findall(r'class="f-left">([^<]*)<', buyer.get(ORDERS).text())
    assert set(texts) == {"Awaiting payment", "Awaiting payment "}


def test_one_unreadable_row_leaves_the_others_whole(
    storefront: Storefront, open_page: OpenPage
) -> None:
    orders = [storefront.order() for _ in range(3)][::-1]
    storefront.arm("orders.list", "garbled")
    page = open_page(ORDERS)
    expect(rows(page)).to_have_count(3)
    expect(rows(page).nth(1).locator("a")).to_have_count(0)
    expect(numbers(page)).to_have_text([orders[0], orders[2]])


@pytest.mark.parametrize(("kind", "next_links"), [("renamed", ["Onward"]), ("missing", [])])
def test_the_way_to_the_next_page_may_have_another_name_or_be_gone(
    storefront: Storefront, open_page: OpenPage, kind: str, next_links: list[str]
) -> None:
    for _ in range(11):
        storefront.order()
    storefront.arm("orders.list", kind)
    page = open_page(ORDERS)
    expect(page.locator("#simple-pager .ui-pagination-next")).to_have_text(next_links)
    expect(page.locator("#full-pager .ui-pagination-next")).to_have_text(next_links)
    expect(page.locator("#simple-pager label")).to_have_text("1/2")
    page.reload()
    expect(page.locator("#simple-pager .ui-pagination-next")).to_have_text(["Next"])


def test_a_list_that_comes_late_shows_its_table_in_the_end(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.order()
    storefront.arm("orders.list", "list_late", ms=300)
    page = open_page(ORDERS)
    expect(page.locator(".comet-loading-wrap")).to_be_visible()
    expect(rows(page)).to_have_count(1)
    expect(page.locator(".comet-loading-wrap")).to_have_count(0)


def test_prices_and_buttons_that_come_late_are_put_in_their_places(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.order(items=[{"title": "Tea lamp", "price": "4.99"}])
    storefront.arm("orders.list", "out_of_order", ms=200)
    page = open_page(ORDERS)
    expect(page.locator("td.order-action .button_pay")).to_be_visible()
    expect(page.locator("td.order-amount .amount-num")).to_have_text("US $4.99")


def test_titles_are_shown_as_they_are_and_never_run(
    storefront: Storefront, open_page: OpenPage
) -> None:
    title = "<script>document.title='owned'</script>\"'>"
    storefront.order(items=[{"title": title, "price": "1.00"}], seller={"name": "<b>Bold</b>"})
    page = open_page(ORDERS)
    expect(page.locator(".baobei-name")).to_have_text(title)
    expect(page.locator("td.store-info .info-body")).to_have_text("<b>Bold</b>")
    assert page.title() != "owned"


def test_phones_get_the_cards_of_the_old_mobile_site(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.shop.variant = Variant(width="phone", cancel_in="list")
    order = storefront.order(items=[{"title": "Tea lamp", "price": "4.99"}])
    page = open_page("/")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(storefront.url + ORDERS)
    card = page.locator(".order-list .order-item")
    expect(card.locator(".order-item-id")).to_have_text(f"Order ID: {order}")
    expect(card.locator(".order-product-title")).to_have_text("Tea lamp")
    expect(card.locator(".f-left")).to_have_text("Awaiting payment")
    expect(card.locator(".order-action > *")).to_have_text(["Pay Now", "Cancel Order"])
    expect(page.locator("#buyer-ordertable")).to_have_count(0)
    card.locator(".order-item-id").click()
    page.wait_for_url(f"**/order_detail.htm?orderId={order}")
