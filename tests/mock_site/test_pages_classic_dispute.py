"""Disputes in the classic layout: one long form, buttons under an offer, links in a table."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from mock_site.evidence import Evidence
from tests.mock_site import disputed
from tests.mock_site.conftest import CLASSIC, DAY, Storefront, Visitor

pytestmark = CLASSIC

OpenPage = Callable[[str], Page]
_STATE = ".issue-status"


def _start(storefront: Storefront, order: str) -> str:
    return storefront.addresses.of_order("dispute", order)


def _detail(storefront: Storefront, order: str) -> str:
    return storefront.addresses.of_order("dispute_detail", order)


def _confirm(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Confirm").click()


def _form(storefront: Storefront, open_page: OpenPage, order: str) -> Page:
    page = open_page(_start(storefront, order))
    page.locator("#submit-ro").click()
    return page


def test_a_dispute_is_opened_from_the_list_with_the_old_form(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.sent_order(storefront)
    page = open_page(storefront.addresses.orders)
    page.locator(".product-action").get_by_role("link", name="Open Dispute").click()
    page.get_by_role("link", name="Refund Only").click()
    expect(page.locator("#is_received_c")).to_be_checked()
    page.locator("#problem_type2").select_option(label="My package has not arrived")
    page.locator("#refund-amount").fill("12.5")
    page.locator("#request-detail-txt").fill("Nothing\n<b>came</b>.")
    page.locator("input[type=file]").set_input_files([disputed.PHOTO])
    page.locator("#submit").click()
    _confirm(page)
    expect(page.locator(_STATE)).to_have_text("Waiting for the seller's response")
    expect(page.locator(".talk-text")).to_have_text("Nothing\n<b>came</b>.", use_inner_text=True)
    dispute = disputed.dispute_of(storefront, order)
    assert (dispute.wanted, dispute.received) == (Decimal("12.5"), False)
    assert dispute.files == (Evidence("box.png", 8, "png"),)
    assert storefront.answers("dispute.open") == [(True, "opened")]
    page.goto(storefront.url + storefront.addresses.orders)
    expect(page.locator(".order-issue")).to_have_text("Waiting for the seller's response")
    page.get_by_role("link", name="View dispute").click()
    expect(page.locator(_STATE)).to_be_visible()


def test_each_answer_to_whether_it_was_received_has_reasons_of_its_own(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.sent_order(storefront)
    page = _form(storefront, open_page, order)
    page.locator("#problem_type2").select_option(index=1)
    page.locator("#is_received_a").check()
    expect(page.locator("#problem_type2")).to_be_hidden()
    page.locator("#submit").click()
    expect(page.get_by_role("alert")).to_have_text("Please choose a reason.")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("#problem_type1").select_option(label="I got a different product")
    page.locator("#submit").click()
    _confirm(page)
    expect(page.locator(_STATE)).to_be_visible()
    dispute = disputed.dispute_of(storefront, order)
    assert (dispute.reason, dispute.received) == ("wrongGoods", True)


def test_a_wrong_sum_is_complained_of_before_anything_is_asked(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = _form(storefront, open_page, disputed.sent_order(storefront))
    page.locator("#problem_type2").select_option(index=1)
    page.locator("#refund-amount").fill("40.01")
    page.locator("#submit").click()
    expect(page.get_by_role("alert")).to_contain_text("at most US $40.00")
    page.locator("#refund-amount").press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert storefront.answers("dispute.open") == []


def test_a_rejected_offer_is_decided_and_paid_back(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.offered_order(storefront)
    page = open_page(_detail(storefront, order))
    page.get_by_role("button", name="Reject and let the shop decide").click()
    _confirm(page)
    expect(page.locator(_STATE)).to_have_text("Waiting for Lantern Lane's feedback")
    storefront.shop.wind(7 * DAY)
    page.reload()
    page.get_by_role("link", name="See the refund").click()
    expect(page.locator("#tp-refund-amount-table td.refund-cash")).to_have_text("US $40.00")
    assert storefront.answers("dispute.escalate") == [(True, "escalated")]


def test_an_accepted_offer_is_paid_back_in_part(
    storefront: Storefront, open_page: OpenPage
) -> None:
    page = open_page(_detail(storefront, disputed.offered_order(storefront)))
    page.get_by_role("button", name="Accept").click()
    _confirm(page)
    expect(page.locator(".reverse-granted")).to_have_text("US $20.00")
    page.get_by_role("link", name="See the refund").click()
    expect(page.locator("#tp-refund-amount-table td.refund-cash")).to_have_text("US $20.00")
    assert storefront.answers("dispute.accept") == [(True, "settled")]


def test_a_withdrawn_dispute_can_be_opened_again(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront)
    page = open_page(_detail(storefront, order))
    page.get_by_role("button", name="Withdraw dispute").click()
    _confirm(page)
    expect(page.locator(_STATE)).to_have_text("Dispute withdrawn")
    page.get_by_role("link", name="Open another dispute").click()
    expect(page.locator("#submit-ro")).to_be_visible()
    assert storefront.answers("dispute.withdraw") == [(True, "withdrawn")]


def test_words_are_added_to_the_talks(storefront: Storefront, open_page: OpenPage) -> None:
    page = open_page(_detail(storefront, disputed.disputed_order(storefront)))
    page.get_by_label("Add to the conversation").fill("Look here.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".talk").last).to_contain_text("Look here.")
    assert storefront.answers("dispute.argue") == [(True, "argued")]


def test_too_early_the_page_names_the_date(storefront: Storefront, open_page: OpenPage) -> None:
    order = storefront.order("WAIT_BUYER_ACCEPT_GOODS")
    page = open_page(storefront.detail(order))
    expect(page.locator(".order-protection").first).to_contain_text("Mar 7, 2026 09:00")
    page.locator(".reminder-section").get_by_role("link", name="Open Dispute").click()
    expect(page.locator("[data-refusal]")).to_contain_text("from Mar 7, 2026 09:00 on")
    expect(page.locator("#submit, #submit-ro")).to_have_count(0)


def test_the_controls_may_be_missing_or_renamed(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.offered_order(storefront)
    storefront.arm("dispute.submit", "missing")
    storefront.arm("dispute.submit", "renamed")
    buttons = open_page(_detail(storefront, order)).locator("main button")
    expect(buttons).to_have_count(0)
    buttons = open_page(_detail(storefront, order)).locator("main button")
    expect(buttons).to_have_text(["Fine by me", "Hand it over", "Give it up", "Put it in"])


@pytest.mark.parametrize("page", ["dispute", "dispute_detail"])
def test_a_dispute_of_somebody_else_is_not_shown(
    storefront: Storefront, buyer: Visitor, page: str
) -> None:
    order = storefront.order("IN_ISSUE", account="other@example.com")
    assert buyer.get(storefront.addresses.of_order(page, order)).status == 404
