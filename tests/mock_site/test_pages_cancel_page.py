"""The page of its own that asks for the reason, in worlds where cancelling opens a new tab."""

import re

import pytest
from playwright.sync_api import expect

from tests.mock_site.conftest import OTHER_BUYER, Visitor
from tests.mock_site.variant_pages import VariantPages, answer, send_button

_KIT = re.compile(r'class="(refund-cancel--\w+--\w{7})')


@pytest.fixture
def in_a_tab(variant_pages: VariantPages) -> VariantPages:
    variant_pages.open_world(cancel_opens="tab")
    return variant_pages


def _address(order: str) -> str:
    return f"/p/refund-cancel/index.html?orderId={order}"


def test_it_stands_at_the_address_of_the_mobile_site(in_a_tab: VariantPages) -> None:
    order = in_a_tab.storefront.order()
    in_a_tab.show(order)
    page = in_a_tab.press_cancel()
    expect(page).to_have_url(in_a_tab.storefront.url + _address(order))
    expect(page.get_by_role("heading", level=1)).to_have_text("Cancel this order?")
    expect(page.locator("main")).to_contain_text(order)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_paid_orders_page_says_that_the_seller_is_asked(in_a_tab: VariantPages) -> None:
    order = in_a_tab.storefront.order("WAIT_SELLER_SEND_GOODS")
    page = in_a_tab.go(_address(order))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask the seller to cancel?")


def test_a_world_that_cancels_paid_orders_at_once_does_not_ask_the_seller(
    in_a_tab: VariantPages,
) -> None:
    storefront = in_a_tab.storefront
    storefront.open_anew(variant={"cancel_opens": "tab"}, terms={"cancels_paid": "at_once"})
    assert Visitor(in_a_tab.page.request, storefront.url).sign_in().ok
    asking = in_a_tab.ask(storefront.order("WAIT_SELLER_SEND_GOODS"))
    expect(asking.get_by_role("heading", level=1)).to_have_text("Cancel this order?")
    send_button(asking).click()
    expect(answer(asking)).to_contain_text("You've canceled the order")


def test_the_answer_takes_the_forms_place_and_leads_back_to_the_order(
    in_a_tab: VariantPages,
) -> None:
    order = in_a_tab.storefront.order()
    asking = in_a_tab.ask(order)
    send_button(asking).click()
    heading = asking.get_by_role("heading", name="You've canceled the order")
    expect(heading).to_be_focused()
    expect(asking.locator("form[action='/p/order/cancel']")).to_have_count(0)
    asking.get_by_role("link", name="See the order").click()
    expect(asking.locator(".order-status-end-reason")).to_contain_text("You canceled this order")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("WAIT_BUYER_ACCEPT_GOODS", "Too late to cancel"),
        ("IN_CANCEL", "This order can't be canceled"),
        ("FINISH", "This order can't be canceled"),
    ],
)
def test_an_order_that_can_not_be_cancelled_gets_the_refusal_in_place_of_a_form(
    in_a_tab: VariantPages, status: str, told: str
) -> None:
    page = in_a_tab.go(_address(in_a_tab.storefront.order(status)))
    expect(answer(page)).to_contain_text(told)
    expect(page.locator("[data-send]")).to_have_count(0)


def test_nobody_cancels_the_orders_of_others(in_a_tab: VariantPages, guest: Visitor) -> None:
    theirs = in_a_tab.storefront.order(account=OTHER_BUYER)
    assert guest.get(_address(theirs), follow=False).status == 302
    guest.sign_in()
    for order in (theirs, "", "8190", "%00"):
        assert guest.get(_address(order)).status == 404


def test_an_order_shipped_in_the_meantime_is_refused(in_a_tab: VariantPages) -> None:
    order = in_a_tab.storefront.order("WAIT_SELLER_SEND_GOODS")
    in_a_tab.storefront.arm("cancel.submit", "ships_now")
    asking = in_a_tab.ask(order)
    send_button(asking).click()
    expect(answer(asking)).to_contain_text("Too late to cancel")
    assert in_a_tab.storefront.answers("cancel.submit") == [(False, "refused_shipped")]


@pytest.mark.parametrize(
    ("kind", "submits"),
    [("error_before", (False, "http_500")), ("error_after", (True, "cancelled"))],
)
def test_an_error_is_told_beside_the_form_which_stays(
    in_a_tab: VariantPages, kind: str, submits: tuple[bool, str]
) -> None:
    in_a_tab.storefront.arm("cancel.submit", kind)
    asking = in_a_tab.ask(in_a_tab.storefront.order())
    send_button(asking).click()
    expect(asking.get_by_role("alert")).to_have_text("Something went wrong. Please try again.")
    expect(send_button(asking)).to_be_enabled()
    assert in_a_tab.storefront.answers("cancel.submit") == [submits]


def test_a_session_that_ends_meanwhile_leads_the_tab_to_the_sign_in_page(
    in_a_tab: VariantPages,
) -> None:
    asking = in_a_tab.ask(in_a_tab.storefront.order())
    in_a_tab.storefront.arm("cancel.submit", "signed_out")
    send_button(asking).click()
    asking.wait_for_url("**/login.html?**refund-cancel**")
    assert in_a_tab.storefront.answers("cancel.submit") == [(False, "http_401")]


def test_its_class_names_change_with_the_seed(in_a_tab: VariantPages, guest: Visitor) -> None:
    names = []
    for seed in (1, 2, 1):
        in_a_tab.storefront.open_anew(seed=seed, variant={"cancel_opens": "tab"})
        guest.sign_in()
        page = guest.get(_address(in_a_tab.storefront.order())).text()
        names.append(_KIT.findall(page))
    assert names[0] == names[2]
    assert len(names[0]) >= 5
    assert not set(names[0]) & set(names[1])
    assert [name[:-7] for name in names[0]] == [name[:-7] for name in names[1]]
