"""Worlds about how pages look: the job can be done in each, where its sentence says."""

import re

import pytest
from playwright.sync_api import Page, expect

from mock_site import scenarios
from mock_site.layouts.classic import ADDRESSES
from mock_site.statuses import EndReason
from tests.mock_site.classic_list import rows
from tests.mock_site.conftest import Storefront, Visitor
from tests.mock_site.opened import PASSWORD, Opened, username
from tests.mock_site.variant_pages import VariantPages, answer, send_button

pytestmark = pytest.mark.sampled

_TAG = re.compile(r"<[^>]*>")
_STATUS = re.compile(r'data-pl="order_item_header_status">([^<]*)<')


def _open(name: str, pages: VariantPages) -> list[str]:
    """Open a world with its buyer signed in; returns the numbers of the unpaid orders."""
    pages.storefront.open_scenario(name)
    if pages.variant.width == "phone":
        pages.page.set_viewport_size({"width": 390, "height": 844})
    signed_in = Visitor(pages.page.request, pages.storefront.url).sign_in(username(name), PASSWORD)
    assert signed_in.ok
    orders = pages.storefront.shop.orders.values()
    return [order.id for order in orders if order.status == "PLACE_ORDER_SUCCESS"]


@pytest.mark.parametrize("name", ["cancel-in-list", "cancel-behind-more", "cancel-in-tab", "phone"])
def test_an_order_is_cancelled_where_the_world_has_its_button(
    variant_pages: VariantPages, name: str
) -> None:
    first, *others = _open(name, variant_pages)
    variant_pages.show(first)
    if variant_pages.variant.cancel_in == "list":
        card = variant_pages.page.locator(".order-item", has_text=first)
        card.get_by_role("button", name="Cancel order").click()
        asking = variant_pages.page
    else:
        asking = variant_pages.press_cancel()
    variant_pages.choose(asking, "Another reason")
    send_button(asking).click()
    expect(answer(asking)).to_have_attribute("data-answer", "cancelled")
    storefront = variant_pages.storefront
    assert storefront.truth(first).end_reason is EndReason.CANCELLED_UNPAID
    assert {storefront.truth(other).status for other in others} <= {"PLACE_ORDER_SUCCESS"}


@pytest.mark.parametrize("name", ["cancel-in-list", "cancel-behind-more"])
def test_the_button_stands_nowhere_else(variant_pages: VariantPages, name: str) -> None:
    first, *_ = _open(name, variant_pages)
    page = variant_pages.go(variant_pages.storefront.detail(first))
    expect(page.locator(".order-block-title")).to_be_visible()
    expect(page.get_by_role("button", name="Cancel order")).to_have_count(0)


def test_the_classic_list_has_pages_and_a_button_in_each_row_that_can_be_cancelled(
    storefront: Storefront, page: Page
) -> None:
    storefront.open_scenario("classic-list")
    assert Visitor(page.request, storefront.url).sign_in(username("classic-list"), PASSWORD).ok
    page.goto(storefront.url + ADDRESSES.orders)
    first_page = rows(page).count()
    assert 0 < first_page < len(storefront.shop.orders)
    row = rows(page).filter(has=page.locator("button.button_cancelOrder")).first
    row.locator("button.button_cancelOrder").click()
    window = page.get_by_role("dialog")
    window.get_by_label("Another reason").check()
    window.get_by_role("button", name="Submit").click()
    expect(window.get_by_role("heading", name="You've canceled the order")).to_be_visible()
    assert storefront.answers("cancel.submit") == [(True, "cancelled")]


def test_irregular_words_name_one_ending_in_many_ways() -> None:
    world = Opened("irregular-words")
    visitor = world.visitor("irregular-words")
    html = "".join(visitor.get(f"/p/order/list?page={page}").text for page in range(1, 5))
    words = _STATUS.findall(html)
    assert {word.strip() for word in words} >= {
        "Canceled", "Cancelled", "Closed", "Completed", "Expired",
    }  # fmt: skip
    assert any(word.endswith(" ") for word in words)
    assert any(not word.endswith(" ") for word in words)
    for order in world.orders(status="FINISH"):
        assert order.id in html
    assert "Ref. Number" in html
    assert "Order ID" not in html


def test_irregular_words_are_told_apart_by_the_reason_on_the_orders_page() -> None:
    world = Opened("irregular-words")
    told = {
        EndReason.CANCELLED_UNPAID: "You canceled this order before paying for it.",
        EndReason.CANCELLED_PAID: "This order was closed after your cancellation request.",
        EndReason.PAY_TIMEOUT: "The time to pay ran out.",
        EndReason.ACCEPTED: "You confirmed that your order has arrived.",
    }
    for order in world.orders(status="FINISH"):
        assert order.end_reason
        assert told[order.end_reason] in world.page("order", order).text


@pytest.mark.parametrize(
    ("account", "language", "currency", "written"),
    [
        ("english", "en", "USD", "US $49.90"),
        ("russian", "ru", "RUB", "3\u00a0450,00\u00a0₽"),
        ("spanish", "es", "EUR", "1.234,50\u00a0€"),
        ("portuguese", "pt", "BRL", "R$\u00a0289,90"),
        ("german", "de", "EUR", "59,95\u00a0€"),
        ("french", "fr", "EUR", "1\u202f780,00\u00a0€"),
    ],
)
def test_each_buyer_of_the_languages_reads_their_own_words_and_sums(
    account: str, language: str, currency: str, written: str
) -> None:
    world = Opened("languages")
    html = world.visitor(account).get("/p/order/index.html").text
    assert f'<html lang="{language}"' in html
    assert _TAG.sub("", html).count(written) >= 3
    assert world.shop.accounts[username(account)].currency == currency
    assert {order.currency for order in world.orders(account)} == {currency}


def test_only_worlds_about_pages_have_pages_that_are_not_the_usual_ones() -> None:
    usual = scenarios.load("empty")
    for name in scenarios.names():
        spec = scenarios.load(name)
        if spec.group != "pages":
            assert (spec.layout, spec.variant) == (usual.layout, usual.variant)
