"""A product's page in the browser: found by searching, chosen, put into the cart."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from playwright.sync_api import Page, expect

from mock_site.catalogue import Product, catalogue_of
from mock_site.currencies import converted
from mock_site.wording import languages, wording
from tests.mock_site.conftest import BUYER, EITHER_LAYOUT, PASSWORD, Storefront, Visitor

OpenPage = Callable[[str], Page]
CABLE = "USB-C charging cable, braided"


def _product(storefront: Storefront, title: str = CABLE) -> Product:
    product = catalogue_of(storefront.shop.seed).titled(title)
    assert product
    return product


def _url(product: Product) -> str:
    return f"/item/{product.id}.html"


def _fill_in_sign_in(page: Page) -> None:
    """In two steps, or by the one form in a frame that classic has."""
    page.wait_for_url("**/login**")
    if "/login/buyer.htm" in page.url:
        box = page.frame_locator("#alibaba-login-box")
        box.locator("#fm-login-id").fill(BUYER)
        box.locator("#fm-login-password").fill(PASSWORD)
        box.get_by_role("button", name="Sign in").click()
        return
    page.locator("input[name=loginId]").fill(BUYER)
    page.get_by_role("button", name="Continue").click()
    page.locator("#fm-login-password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def _in_cart(storefront: Storefront) -> list[tuple[str, str, int]]:
    lines = storefront.shop.cart(BUYER).lines
    return [(line.product.title, line.sku, line.quantity) for line in lines]


@EITHER_LAYOUT
def test_a_person_finds_a_thing_chooses_and_has_it_in_the_cart(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page("/")
    page.locator("#search-key").fill("charging cable")
    page.get_by_role("button", name="Find products").click()
    expect(page.locator("#search-key")).to_have_value("charging cable")
    expect(page.locator("h1")).to_have_text("Results for “charging cable”")
    page.get_by_role("link", name=CABLE).click()
    expect(page).to_have_url(storefront.url + _url(_product(storefront)))
    page.get_by_role("radio", name="2 m, coral").check()
    expect(page.get_by_role("radio", name="2 m, coral")).to_be_checked()
    page.get_by_role("button", name="One more").click()
    page.get_by_role("button", name="Add to cart").click()
    page.wait_for_url("**/p/shoppingcart/**")
    assert _in_cart(storefront) == [(CABLE, "2 m, coral", 2)]
    expect(page.locator("[data-pl=header_cart]")).to_have_accessible_name("Cart (2)")


@EITHER_LAYOUT
def test_a_guest_who_adds_signs_in_first_and_comes_back_to_what_was_chosen(
    storefront: Storefront, page: Page
) -> None:
    page.goto(storefront.url + _url(_product(storefront)))
    page.get_by_role("radio", name="2 m, slate").check()
    page.get_by_role("button", name="Add to cart").click()
    _fill_in_sign_in(page)
    page.wait_for_url("**/item/**")
    expect(page.get_by_role("radio", name="2 m, slate")).to_be_checked()
    assert _in_cart(storefront) == []
    page.get_by_role("button", name="Add to cart").click()
    page.wait_for_url("**/p/shoppingcart/**")
    assert _in_cart(storefront) == [(CABLE, "2 m, slate", 1)]


@EITHER_LAYOUT
def test_buying_now_leads_to_the_checkout_and_leaves_the_cart_as_it_is(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page(_url(_product(storefront)))
    page.get_by_role("radio", name="2 m, coral").check()
    page.get_by_role("button", name="Buy now").click()
    page.wait_for_url("**/p/trade/confirm.html**")
    expect(page.get_by_role("main")).to_contain_text("2 m, coral")
    assert _in_cart(storefront) == []


def test_the_picture_and_the_address_follow_the_choice(storefront: Storefront, page: Page) -> None:
    page.goto(storefront.url + _url(_product(storefront)))
    shown = page.get_by_role("main").get_by_role("img", name=CABLE)
    first = shown.get_attribute("src")
    page.get_by_role("radio", name="2 m, coral").check()
    expect(shown).not_to_have_attribute("src", first or "")
    expect(page).to_have_url(re.compile(r"\?sku=2\+m%2C\+coral$"))
    page.get_by_role("button", name="1 m, slate").click()
    expect(shown).to_have_attribute("src", first or "")
    expect(page.get_by_role("radio", name="2 m, coral")).to_be_checked()
    page.reload()
    expect(page.get_by_role("radio", name="2 m, coral")).to_be_checked()


def test_no_more_pieces_can_be_chosen_than_there_are(storefront: Storefront, page: Page) -> None:
    product = _product(storefront)
    page.goto(storefront.url + _url(product))
    quantity = page.get_by_label("Quantity")
    page.get_by_role("button", name="One less").click()
    expect(quantity).to_have_value("1")
    quantity.fill("9999")
    page.get_by_role("button", name="One more").click()
    expect(quantity).to_have_value(str(product.at_most))


def test_all_of_it_works_without_scripts(storefront: Storefront, page: Page) -> None:
    assert page.context.browser
    page = page.context.browser.new_page(java_script_enabled=False)
    assert Visitor(page.request, storefront.url).sign_in().ok
    page.goto(f"{storefront.url}/w/wholesale-charging-cable.html")
    page.get_by_role("link", name=CABLE).click()
    page.get_by_role("radio", name="2 m, slate").check()
    page.get_by_label("Quantity").fill("3")
    page.get_by_role("button", name="Add to cart").click()
    page.wait_for_url("**/p/shoppingcart/**")
    assert _in_cart(storefront) == [(CABLE, "2 m, slate", 3)]
    page.close()


@EITHER_LAYOUT
def test_an_order_leads_to_its_product_and_its_store(
    storefront: Storefront, open_page: OpenPage
) -> None:
    store = catalogue_of(storefront.shop.seed).stores[0]
    item = {"title": CABLE, "sku": "1 m, slate", "price": "5.00"}
    order = storefront.order(items=[item], seller={"name": store.name})
    for path in (storefront.addresses.orders, storefront.detail(order)):
        page = open_page(path)
        page.get_by_role("main").get_by_role("link", name=CABLE).click()
        expect(page.locator("h1")).to_have_text(CABLE)
    page = open_page(storefront.detail(order))
    page.get_by_role("main").get_by_role("link", name=store.name).click()
    expect(page.locator("h1")).to_have_text(store.name)


@EITHER_LAYOUT
def test_an_order_of_what_the_shop_does_not_sell_leads_where_it_led(
    storefront: Storefront, open_page: OpenPage
) -> None:
    item = {"title": "Tea lamp", "sku": "red", "price": "5.00"}
    order = storefront.order(items=[item], seller={"name": "Corner shop"})
    page = open_page(storefront.addresses.orders)
    page.get_by_role("main").get_by_role("link", name="Tea lamp").click()
    expect(page).to_have_url(storefront.url + storefront.detail(order))


@pytest.mark.parametrize("path", ["/item/1.html", "/item/x.html", "/store/x", "/category/x.html"])
@EITHER_LAYOUT
def test_what_there_is_not_has_a_page_that_says_so(guest: Visitor, path: str) -> None:
    answer = guest.get(path)
    assert answer.status == 404
    assert "not found" in answer.text()


def test_a_choice_that_there_is_not_leaves_the_first_one_chosen(
    storefront: Storefront, guest: Visitor
) -> None:
    page = guest.get(f"{_url(_product(storefront))}?sku=%3Cb%3E").text()
    assert re.search(r'value="1 m, slate"[^>]* checked', page)
    assert page.count(" checked") == 1


@pytest.mark.parametrize("language", languages())
def test_prices_are_in_the_buyers_currency_as_their_language_writes_it(
    storefront: Storefront, guest: Visitor, language: str
) -> None:
    account = {"username": BUYER, "password": PASSWORD, "currency": "EUR", "language": language}
    storefront.open_anew(accounts=[account])
    assert guest.sign_in().ok
    product = _product(storefront)
    price = wording(language).money(converted(product.price, "EUR"), "EUR")
    for path in ("/wholesale?SearchText=charging+cable", _url(product)):
        assert price in unescape(re.sub("<[^>]*>", "", guest.get(path).text())), path


@pytest.mark.parametrize(
    "path", ["/", "/wholesale?SearchText=tent", "/category/toys.html", "/store/{}", "/item/{}.html"]
)
@EITHER_LAYOUT
def test_what_goes_wrong_anywhere_goes_wrong_in_the_window_as_well(
    storefront: Storefront, page: Page, path: str
) -> None:
    product = _product(storefront)
    path = path.format(product.store.id if "store" in path else product.id)
    storefront.arm("any", "error_before")
    answer = page.goto(storefront.url + path)
    assert answer
    assert answer.status == 500
    storefront.arm("any", "popup", which="coupon")
    page.goto(storefront.url + path)
    page.locator(".benifit-cancel").click()
    expect(page.locator("[data-popup]")).to_have_count(0)
    expect(page.locator("main a").first).to_be_visible()


@EITHER_LAYOUT
def test_the_control_that_adds_may_have_another_label_or_be_gone(
    storefront: Storefront, page: Page
) -> None:
    path = storefront.url + _url(_product(storefront))
    buttons = page.locator(".product-btns").get_by_role("button")
    storefront.arm("cart.submit", "renamed")
    page.goto(path)
    expect(buttons).to_have_text(["Buy now", "Get it once more"])
    storefront.arm("cart.submit", "missing")
    page.goto(path)
    expect(buttons).to_have_text(["Buy now"])
