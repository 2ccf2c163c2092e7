"""What a person paid comes back when they think better of it, and pays for the next purchase."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from mock_site.catalogue import Product, catalogue_of
from mock_site.statuses import EndReason
from tests.mock_site.conftest import BUYER, EITHER_LAYOUT, Storefront, Visitor
from tests.mock_site.control_client import ControlClient

_PRODUCTS = sorted(catalogue_of(1).products, key=lambda it: it.price)
_CHEAP, _DEAR = _PRODUCTS[0], _PRODUCTS[-1]
_CANCEL = re.compile("^cancel order$", re.IGNORECASE)  # which the layouts write differently
Buyer = Callable[[Product, str], str]


@pytest.fixture
def at_shop(storefront: Storefront, page: Page) -> Page:
    """A browser that is signed in where a payment can be taken back for a minute."""
    storefront.open_anew(terms={"cancel_after_paying": "PT1M"})
    assert Visitor(page.request, storefront.url).sign_in().ok
    return page


@pytest.fixture
def buys(storefront: Storefront, at_shop: Page) -> Buyer:
    """Buys a product with a method of payment; returns the order's number."""

    def buy(product: Product, method: str) -> str:
        _to_checkout(storefront, at_shop, product)
        at_shop.locator(f"#method-{method}").check()
        at_shop.locator("[data-pl=checkout_place]").click()
        if method == "card":
            at_shop.get_by_label("Card number").fill("4242 4242 4242 4242")
            at_shop.get_by_label("Valid until").fill("09/28")
            at_shop.get_by_label("Security code").fill("123")
        at_shop.locator("[data-pl=payment_submit]").click()
        expect(at_shop.locator("[data-outcome=paid]")).to_be_visible()
        return storefront.shop.all_orders_of(BUYER)[-1].id

    return buy


def _to_checkout(storefront: Storefront, page: Page, product: Product) -> None:
    page.goto(f"{storefront.url}/item/{product.id}.html")
    page.locator("[data-pl=product_buy_now]").click()
    expect(page.locator("[data-pl=checkout_place]")).to_be_visible()


def _cancel(storefront: Storefront, page: Page, order: str) -> None:
    page.goto(storefront.url + storefront.detail(order))
    page.get_by_role("button", name=_CANCEL).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("I don't need this order any more").check()
    dialog.locator("[data-send]").click()
    expect(page.locator("[data-answer]")).to_be_visible()


@EITHER_LAYOUT
def test_within_a_minute_of_paying_a_person_cancels_and_the_money_is_on_its_way_back(
    storefront: Storefront, at_shop: Page, buys: Buyer, layout: str
) -> None:
    assert storefront.shop.layout == layout
    order = buys(_CHEAP, "card")
    storefront.shop.wind(59)
    _cancel(storefront, at_shop, order)
    after = storefront.truth(order)
    assert after.end_reason is EndReason.CANCELLED_IN_RISK
    assert (after.refund.stage, after.refund.amount) == ("EXPECTED", after.total)


def test_when_the_minute_is_over_the_button_is_gone(
    storefront: Storefront, at_shop: Page, buys: Buyer
) -> None:
    order = buys(_CHEAP, "card")
    storefront.shop.wind(60)
    at_shop.goto(storefront.url + storefront.detail(order))
    expect(at_shop.get_by_role("button", name=_CANCEL)).to_have_count(0)


@pytest.mark.complete
@EITHER_LAYOUT
def test_money_that_came_back_to_the_balance_pays_the_next_purchase_and_is_less_afterwards(
    storefront: Storefront, at_shop: Page, buys: Buyer, layout: str
) -> None:
    assert storefront.shop.layout == layout
    first = buys(_DEAR, "card")
    _cancel(storefront, at_shop, first)
    _to_checkout(storefront, at_shop, _CHEAP)
    expect(at_shop.locator("#method-balance")).to_have_count(0)
    control = ControlClient(storefront.url)
    control.post(f"/orders/{first}/platform", {"do": "advance_refund"})
    control.post(f"/orders/{first}/platform", {"do": "advance_refund", "to_balance": True})
    has = storefront.truth(first).total
    _expect_balance(storefront, at_shop, has)
    second = buys(_CHEAP, "balance")
    left = has - storefront.truth(second).total
    assert left < has
    _expect_balance(storefront, at_shop, left)
    _cancel(storefront, at_shop, second)
    _expect_balance(storefront, at_shop, left)
    storefront.shop.wind(3600)
    _expect_balance(storefront, at_shop, has)


def _expect_balance(storefront: Storefront, page: Page, has: Decimal) -> None:
    _to_checkout(storefront, page, _CHEAP)
    way = page.locator("label.choice", has=page.locator("#method-balance"))
    expect(way).to_contain_text(f"You have US ${has}.")
