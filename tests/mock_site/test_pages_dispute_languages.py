"""A dispute from its first page to its refund, in languages that write sums with a comma."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from mock_site.wording import wording
from tests.mock_site import disputed
from tests.mock_site.conftest import DAY, Storefront, Visitor
from tests.mock_site.shown_text import left_in_english, never_filled_in


def _check(page: Page, storefront: Storefront) -> None:
    html = page.content()
    assert left_in_english(html, storefront.shop.language, storefront.shop) == set()
    assert never_filled_in(html) == []


@pytest.mark.parametrize("language", ["de", "ru", "fr"])
def test_a_dispute_speaks_the_language_from_its_first_page_to_its_refund(
    storefront: Storefront, page: Page, language: str
) -> None:
    storefront.open_anew(language=language)
    assert Visitor(page.request, storefront.url).sign_in().ok
    words = wording(language)
    order = disputed.sent_order(storefront, currency="EUR", seller={"in_dispute": "offer"})
    page.goto(storefront.url + disputed.start(order))
    page.get_by_role("link", name=words.text("dispute.yes"), exact=True).click()
    _check(page, storefront)
    expect(page.locator("[name=amount]")).to_have_value("40,00")
    page.get_by_role("combobox").click()
    page.get_by_role("option", name=words.text("dispute.reason.wrongGoods")).click()
    page.get_by_role("button", name=words.text("dispute.form.next"), exact=True).click()
    page.locator("[data-pl=buyersubmit_btn_submit]").click()
    disputed.confirm(page)
    disputed.expect_state(page, words.text("dispute.state.WAIT_SELLER"))
    _check(page, storefront)
    storefront.shop.wind(DAY)
    page.goto(storefront.url + disputed.detail(order))
    page.get_by_role("button", name=words.text("dispute.solution.view"), exact=True).click()
    page.get_by_role("radio").first.check()
    page.locator("[data-pl=buyersubmit_btn_submit]").click()
    disputed.confirm(page)
    disputed.expect_state(page, words.text("refund.stage.EXPECTED"))
    expect(page.locator(".reverse-granted")).to_have_text(words.money(Decimal("20.00"), "EUR"))
    _check(page, storefront)
    assert storefront.answers("dispute.open") == [(True, "opened")]
    assert storefront.answers("dispute.accept") == [(True, "settled")]


@pytest.mark.parametrize("language", ["de", "ru", "fr"])
def test_messages_speak_the_language(storefront: Storefront, page: Page, language: str) -> None:
    storefront.open_anew(language=language)
    assert Visitor(page.request, storefront.url).sign_in().ok
    words = wording(language).text
    page.goto(storefront.url + storefront.addresses.inbox)
    _check(page, storefront)
    page.goto(storefront.url + storefront.addresses.of_order("messages", storefront.order()))
    page.get_by_role("button", name=words("messages.send"), exact=True).click()
    expect(page.get_by_role("alert")).to_have_text(words("messages.refused_empty"))
    _check(page, storefront)
    page.get_by_label(words("messages.text"), exact=True).fill("123")
    page.get_by_role("button", name=words("messages.send"), exact=True).click()
    expect(page.locator(".talk-head b")).to_have_text(words("dispute.party.buyer"))
    assert storefront.answers("message") == [(False, "refused_text"), (True, "sent")]
