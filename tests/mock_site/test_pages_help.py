"""The help centre answers with the terms of this very shop, and support takes a message."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from mock_site.layouts.shared.help_centre import TOPICS
from tests.mock_site.conftest import Storefront, Visitor

OpenPage = Callable[[str], Page]


def test_a_question_is_found_by_search_and_answered_with_the_shops_own_terms(
    storefront: Storefront, page: Page
) -> None:
    storefront.open_anew(terms={"to_answer": "P3DT12H"})
    page.goto(storefront.url + "/help/index.html")
    expect(page.locator(".help-topic")).to_have_count(len(TOPICS))
    page.get_by_role("searchbox", name="Search the help centre").fill("seller ANSWER ship")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="What if the seller doesn't answer").click()
    expect(page.locator(".help-answer")).to_contain_text("for 3 days 12 hours, the order is closed")


def test_a_search_without_an_answer_leads_to_support(storefront: Storefront, page: Page) -> None:
    page.goto(storefront.url + "/help/index.html?search=kangaroo")
    expect(page.locator(".order-empty")).to_contain_text("Ask our support")
    expect(page.get_by_role("link", name="Contact support")).to_be_visible()


@pytest.mark.parametrize(
    ("status", "question"),
    [
        ("PLACE_ORDER_SUCCESS", "Can I cancel an order that I haven't paid for?"),
        ("IN_CANCEL", "What if the seller doesn't answer or doesn't ship?"),
        ("IN_FROZEN", "Why is my order frozen?"),
    ],
)
def test_an_order_leads_to_the_question_that_its_state_raises(
    storefront: Storefront, open_page: OpenPage, status: str, question: str
) -> None:
    page = open_page(storefront.detail(storefront.order(status)))
    page.get_by_role("link", name="Help with this order").click()
    expect(page.locator("h1")).to_have_text(question)


def test_a_message_to_support_is_logged_with_its_order(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = storefront.order()
    page = open_page(f"/help/contact.html?orderId={order}")
    page.get_by_label("What can we do for you?").fill("Where is my money?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("We have received your message")).to_be_visible()
    assert storefront.answers("support") == [(True, "received")]
    assert storefront.shop.log[-1]["order"] == order


def test_support_wants_to_know_what_it_is_about(storefront: Storefront, buyer: Visitor) -> None:
    answer = buyer.post("/help/contact.html", orderId="<b>81</b>", text="  ")
    assert answer.status == 400
    assert "Please tell us what it is about." in answer.text()
    assert "<b>81</b>" not in answer.text()
    assert storefront.answers("support") == [(False, "refused_text")]


def test_a_question_that_does_not_exist_is_not_found(buyer: Visitor) -> None:
    assert buyer.get("/help/topic/nonsense").status == 404
