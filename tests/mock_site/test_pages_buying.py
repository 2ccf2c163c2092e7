"""A person who only clicks buys of several sellers, pays, is declined, and tries again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from mock_site.buying.carts import Cart, Line
from mock_site.catalogue import catalogue_of
from tests.mock_site.conftest import BUYER, EITHER_LAYOUT, Storefront

Open = Callable[[str], Page]
_PRODUCTS = catalogue_of(1).products
_THREE = (
    _PRODUCTS[0],
    _PRODUCTS[1],
    next(it for it in _PRODUCTS[2:] if it.store is _PRODUCTS[0].store),
)


def _pay(page: Page, number: str) -> None:
    page.get_by_label("Card number").fill(number)
    page.get_by_label("Valid until").fill("09/28")
    page.get_by_label("Security code").fill("123")
    page.locator("[data-pl=payment_submit]").click()


@EITHER_LAYOUT
def test_three_things_of_two_sellers_become_two_orders_which_are_paid_at_the_second_try(
    storefront: Storefront, open_page: Open, layout: str
) -> None:
    assert storefront.shop.layout == layout
    page = open_page("/")
    for product in _THREE:
        page.goto(f"{storefront.url}/item/{product.id}.html")
        page.locator("[data-pl=product_add_to_cart]").click()
        expect(page.get_by_role("status").first).to_contain_text("in your cart")
    page.locator("[data-pl=cart_checkout]").click()
    page.get_by_label("Coupon code").fill("tenoff")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("[data-pl=checkout_discount]")).to_be_visible()
    page.locator("[data-pl=checkout_place]").click()
    expect(page.locator(".paid-order")).to_have_count(2)
    _pay(page, "4000 0000 0000 0002")
    expect(page.locator("[data-outcome=declined]")).to_be_visible()
    page.locator("[data-pl=pay_again]").click()
    _pay(page, "4242 4242 4242 4242")
    expect(page.locator("[data-outcome=paid]")).to_be_visible()
    first, second = storefront.shop.all_orders_of(BUYER)
    assert int(second.id) - int(first.id) == 20000
    assert first.status == second.status == "RISK_CONTROL"


def test_another_number_of_pieces_shows_another_total_at_once(
    storefront: Storefront, open_page: Open
) -> None:
    product = _PRODUCTS[0]
    storefront.shop.carts[BUYER] = Cart((Line(product, product.sku, 1),))
    page = open_page("/p/shoppingcart/index.html")
    page.get_by_role("button", name="One more").click()
    expect(page.locator("[data-pl=cart_total]")).to_have_text(f"US ${product.price * 2}")
    assert storefront.shop.cart(BUYER).pieces == 2


@EITHER_LAYOUT
@pytest.mark.parametrize("path", ["list", "detail"])
def test_pay_now_leads_to_the_payment_of_that_order(
    storefront: Storefront, open_page: Open, layout: str, path: str
) -> None:
    order = storefront.order()
    addresses = storefront.addresses
    page = open_page(addresses.orders if path == "list" else storefront.detail(order))
    page.locator("[data-act=pay]").first.click()
    expect(page.locator(f".paid-order[data-order-id='{order}']")).to_be_visible()
    assert layout in {"current", "classic"}
    assert storefront.answers("pay") == []
