"""What surrounds the classic layout's pages: header, sign-in, walls, languages, narrow screens."""

from collections.abc import Callable
from zlib import crc32

import pytest
from playwright.sync_api import Page, expect

from mock_site.specs import LAYOUTS
from mock_site.variants import Variant
from mock_site.wording import languages, wording
from tests.mock_site.conftest import BUYER, CLASSIC, PASSWORD, Storefront, Visitor
from tests.mock_site.control_client import ControlClient

OpenPage = Callable[[str], Page]
ORDERS = "/orderList.htm"


def test_a_reset_names_the_layout_and_each_has_its_own_addresses(
    storefront: Storefront, guest: Visitor
) -> None:
    control = ControlClient(storefront.url)
    pages = {"current": "/p/order/index.html", "classic": ORDERS}
    assert set(pages) == set(LAYOUTS)
    for layout, path in pages.items():
        control.post("/reset", {"scenario": "everyday", "layout": layout})
        assert control.get("/state")["layout"] == layout
        assert guest.sign_in().ok
        assert {other for other in pages.values() if guest.get(other).ok} == {path}


@CLASSIC
def test_the_header_greets_leads_to_my_orders_and_signs_out(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page("/")
    account = page.locator("#nav-user-account .flyout-logined")
    expect(account.locator(".welcome-name")).to_have_text("Hi, Anna")
    account.get_by_role("link", name="My Orders").click()
    page.wait_for_url(f"**{ORDERS}")
    page.locator("[data-pl=header_sign_out]").click()
    expect(page.locator("#nav-user-account [data-pl=header_sign_in]")).to_be_visible()
    assert page.url == f"{storefront.url}/"


@CLASSIC
def test_a_guest_is_led_through_the_old_sign_in_address_and_back(
    storefront: Storefront, page: Page
) -> None:
    page.goto(f"{storefront.url}{ORDERS}?pageNum=1")
    assert page.url == f"{storefront.url}/login/buyer.htm?return=%2ForderList.htm%3FpageNum%3D1"
    box = page.frame_locator("#alibaba-login-box")
    box.locator("#fm-login-id").fill(BUYER)
    box.locator("#fm-login-password").fill(PASSWORD)
    box.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{ORDERS}?pageNum=1")
    page.goto(f"{storefront.url}/login/buyer.htm?return=https%3A%2F%2Fevil.example%2F")
    assert page.url == f"{storefront.url}/"


@CLASSIC
@pytest.mark.parametrize("language", languages())
def test_my_orders_and_an_order_speak_the_language(
    storefront: Storefront, page: Page, language: str
) -> None:
    storefront.open_anew(language=language)
    assert Visitor(page.request, storefront.url).sign_in().ok
    order = storefront.order("WAIT_SELLER_SEND_GOODS", total="1234.56", currency="EUR")
    words = wording(language, "classic")
    page.goto(storefront.url + ORDERS)
    expect(page.locator("td.order-status .f-left")).to_have_text(
        words.one_of("status.WAIT_SELLER_SEND_GOODS", crc32(order.encode()))
    )
    expect(page.locator(".amount-num")).to_have_text(
        words.money(storefront.truth(order).total, "EUR")
    )
    page.locator(".view-detail-link").click()
    expect(page.locator("dd.order-status")).to_have_text(
        words.text("record.state.WAIT_SELLER_SEND_GOODS")
    )
    expect(page.locator("#button_cancelOrder")).to_have_text(words.text("button.cancel_order"))


@CLASSIC
def test_the_slider_stands_in_the_layouts_own_frame(
    storefront: Storefront, open_page: OpenPage
) -> None:
    storefront.arm("orders.list", "slider")
    page = open_page(ORDERS)
    expect(page.locator(".nav-global")).to_be_visible()
    handle = page.frame_locator("iframe").locator("#nc_1_n1z")
    lamp = "() => getComputedStyle(document.body).getPropertyValue('--lamp')"
    assert handle.evaluate(lamp) == page.evaluate(lamp)


@CLASSIC
def test_an_advertisement_covers_the_page_and_the_window_until_it_is_closed(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    storefront.arm("orders.list", "popup")
    storefront.arm("cancel.submit", "popup")
    page = open_page(ORDERS)
    _close_advertisement(page)
    page.goto(storefront.url + storefront.detail(order))
    page.locator("#button_cancelOrder").click()
    _close_advertisement(page)
    expect(page.get_by_role("dialog")).to_be_visible()


def _close_advertisement(page: Page) -> None:
    page.locator(".benifit-cancel").click()
    expect(page.locator("[data-popup]")).to_have_count(0)


@CLASSIC
def test_an_order_may_have_a_ref_number(storefront: Storefront, open_page: OpenPage) -> None:
    storefront.shop.variant = Variant(labels="ref_number")
    order = storefront.order()
    page = open_page(ORDERS)
    titles = page.locator(".order-info .info-title")
    expect(titles).to_have_text(["Ref. Number:", "Date:"])
    page.goto(storefront.url + storefront.detail(order))
    expect(page.locator("#order-num-box dt")).to_have_text("Ref. Number:")
