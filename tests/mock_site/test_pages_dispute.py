"""A dispute as its buyer sees it: offers, decisions, silence, words and files, giving up."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from mock_site import acts, buyer_acts, control_acts
from mock_site.calls import SellerAct
from mock_site.messages import LONGEST
from tests.mock_site import disputed
from tests.mock_site.conftest import DAY, HOUR, ORDERS, Storefront, Visitor

OpenPage = Callable[[str], Page]
OFFER = "Refund of US $20.00"
NO = "I don't agree with the above solution"


def _refund_shown(page: Page) -> list[str]:
    """What the refund page says of the sum and the stage, reached from the dispute."""
    page.get_by_role("link", name="See the refund").click()
    rows = page.locator("[data-pl=refund_row]")
    stage = page.locator("[data-pl=refund_stage][aria-current] .refund-stage-title")
    return [rows.first.inner_text(), stage.inner_text()]


def test_a_rejected_offer_is_decided_by_the_shop_and_leads_to_the_refund(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.offered_order(storefront)
    page = open_page(disputed.detail(order))
    disputed.expect_state(page, "Waiting for your response")
    disputed.choose_solution(page, NO)
    disputed.confirm(page)
    disputed.expect_state(page, "Waiting for Lantern Lane's feedback")
    expect(page.get_by_role("status").first).to_have_text("We have taken over and will decide.")
    expect(page.get_by_role("button", name="View possible solutions")).to_have_count(0)
    storefront.shop.wind(7 * DAY)
    page.goto(storefront.url + disputed.detail(order))
    disputed.expect_state(page, "Refund expected")
    expect(page.locator(".reverse-granted")).to_have_text("US $40.00")
    assert _refund_shown(page) == ["Refund amount\nUS $40.00", "Refund expected"]
    assert storefront.answers("dispute.escalate") == [(True, "escalated")]
    assert storefront.truth(order).end_reason == "end_issue"


def test_an_accepted_offer_pays_back_its_part(storefront: Storefront, open_page: OpenPage) -> None:
    order = disputed.offered_order(storefront)
    page = open_page(disputed.detail(order))
    disputed.choose_solution(page, OFFER)
    expect(page.get_by_role("dialog")).to_contain_text("US $20.00 goes back to you")
    disputed.confirm(page)
    disputed.expect_state(page, "Refund expected")
    expect(page.get_by_text("The offer was accepted: you get US $20.00 back.")).to_be_visible()
    assert _refund_shown(page) == ["Refund amount\nUS $20.00", "Refund expected"]
    assert storefront.truth(order).refund.amount == Decimal("20.00")
    assert storefront.answers("dispute.accept") == [(True, "settled")]


def test_a_withdrawn_dispute_can_be_opened_again(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront)
    page = open_page(disputed.detail(order))
    page.get_by_role("button", name="Withdraw dispute").click()
    disputed.confirm(page)
    disputed.expect_state(page, "Dispute withdrawn")
    assert storefront.truth(order).status == "WAIT_BUYER_ACCEPT_GOODS"
    page.get_by_role("link", name="Open another dispute").click()
    page.get_by_role("link", name="No").click()
    disputed.choose_reason(page, "Tracking says returned, canceled or lost")
    disputed.submit(page)
    disputed.expect_state(page, "Waiting for the seller's response")
    assert disputed.dispute_of(storefront, order).reason == "returnedToSender"
    assert storefront.answers("dispute.withdraw") == [(True, "withdrawn")]
    assert storefront.answers("dispute.open") == [(True, "opened")]


def test_asking_before_withdrawing_leaves_a_way_back(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront)
    page = open_page(disputed.detail(order))
    page.get_by_role("button", name="Withdraw dispute").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert storefront.answers("dispute.withdraw") == []
    assert disputed.dispute_of(storefront, order).is_open


def test_a_silent_seller_hands_the_decision_to_the_shop(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront, decided_share="0.25")
    page = open_page(disputed.detail(order))
    expect(page.get_by_text("has 5 days 0 hours 0 minutes to answer")).to_be_visible()
    storefront.shop.wind(5 * DAY)
    page.reload()
    disputed.expect_state(page, "Waiting for Lantern Lane's feedback")
    expect(page.locator(".refund-stage-title")).to_have_text(
        [
            "Dispute opened",
            "No answer from the seller",
            "We're reviewing your request",
            "Dispute closed",
        ]
    )
    storefront.shop.wind(7 * DAY)
    page.reload()
    expect(page.get_by_text("Lantern Lane decided that you get US $10.00 back.")).to_be_visible()


def test_a_silent_buyer_has_taken_the_offer(storefront: Storefront, open_page: OpenPage) -> None:
    page = open_page(disputed.detail(disputed.offered_order(storefront)))
    expect(page.get_by_text("You have 5 days 0 hours 0 minutes to answer")).to_be_visible()
    storefront.shop.wind(5 * DAY)
    page.reload()
    disputed.expect_state(page, "Refund expected")
    expect(page.locator(".reverse-granted")).to_have_text("US $20.00")


def test_a_refusal_can_only_be_given_to_the_shop(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront, in_dispute="refuse", dispute_after_s=HOUR)
    storefront.shop.wind(HOUR)
    page = open_page(disputed.detail(order))
    page.get_by_role("button", name="View possible solutions").click()
    expect(page.get_by_role("radio")).to_have_count(1)
    storefront.shop.wind(5 * DAY)
    page.reload()
    disputed.expect_state(page, "Closed without a refund")
    expect(page.get_by_role("link", name="See the refund")).to_have_count(0)
    assert storefront.truth(order).refund.stage == "NONE"


def test_a_seller_may_pay_back_all_at_once(storefront: Storefront, open_page: OpenPage) -> None:
    order = disputed.disputed_order(storefront, in_dispute="accept")
    storefront.shop.wind(DAY)
    page = open_page(disputed.detail(order))
    expect(page.get_by_text("agreed to pay back US $40.00.")).to_be_visible()


def test_a_frozen_order_holds_its_dispute(storefront: Storefront, open_page: OpenPage) -> None:
    order = disputed.offered_order(storefront)
    storefront.shop.change(order, acts.frozen)
    page = open_page(disputed.detail(order))
    disputed.expect_state(page, "On hold")
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    storefront.shop.change(order, acts.cleared)
    page.reload()
    disputed.expect_state(page, "Waiting for your response")


def test_the_talks_show_what_all_three_said_and_did(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront, text="<i>Nothing</i> came.\nReally.")
    storefront.shop.wind(HOUR)
    for call in (SellerAct(do="message", text="Sorry."), SellerAct(do="decline")):
        storefront.shop.change(order, control_acts.by_seller(call))
        storefront.shop.wind(HOUR)
    disputed.ask(storefront, order, buyer_acts.escalate())
    page = open_page(disputed.detail(order))
    talks = page.locator(".talk")
    seller = storefront.truth(order).seller_name
    expect(talks.locator(".talk-head b")).to_have_text(["You", seller, seller, "Lantern Lane"])
    expect(talks.locator(".talk-text, .talk-deed")).to_have_text(
        [
            "Opened the dispute and asked for US $40.00.",
            "<i>Nothing</i> came.\nReally.",
            "Sorry.",
            "Refused to pay anything back.",
            "Took over and will decide.",
        ],
        use_inner_text=True,
    )


def test_words_and_files_are_added_to_the_talks(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront)
    page = open_page(disputed.detail(order))
    page.get_by_label("Add to the conversation").fill("See the photo.")
    page.locator("input[type=file]").set_input_files([disputed.PHOTO])
    page.get_by_role("button", name="Send").click()
    last = page.locator(".talk").last
    expect(last).to_contain_text("See the photo.")
    expect(last.locator(".talk-file")).to_have_text(re.compile(r"box\.png\s+1 KB"))
    expect(page.get_by_text("Up to 4 pictures")).to_be_visible()
    assert storefront.answers("dispute.argue") == [(True, "argued")]


def test_a_file_may_come_without_a_word_but_nothing_at_all_is_refused(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront)
    page = open_page(disputed.detail(order))
    page.get_by_label("Add to the conversation").fill("   \n ")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_have_text("Please write something or add a file.")
    page.locator("input[type=file]").set_input_files([disputed.PHOTO])
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".talk-file")).to_have_count(1)
    assert storefront.answers("dispute.argue") == [(False, "refused_text"), (True, "argued")]


def test_when_all_files_are_there_no_more_are_asked_for(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront)
    files = tuple(disputed.small(f"{n}.png") for n in range(5))
    disputed.ask(storefront, order, buyer_acts.argue("", files))
    page = open_page(disputed.detail(order))
    expect(page.get_by_text("You have added all the files you can.")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)


def test_names_of_files_are_escaped_and_long_ones_cut(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront)
    page = open_page(disputed.detail(order))
    names = ['"><img src=x onerror=alert(1)>.png', f"{'long' * 50}.png"]
    page.locator("input[type=file]").set_input_files([disputed.picture(name) for name in names])
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".talk-file")).to_have_count(2)
    assert page.locator("img[src=x]").count() == 0
    kept = disputed.dispute_of(storefront, order).files
    assert "<img src=x onerror=alert(1)>.png" in kept[0].name
    assert len(kept[1].name) == 100
    assert kept[1].name.endswith("long.png")


def test_an_offer_that_is_gone_meanwhile_is_not_accepted(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.offered_order(storefront)
    page = open_page(disputed.detail(order))
    disputed.choose_solution(page, OFFER)
    disputed.ask(storefront, order, buyer_acts.escalate())
    expect(disputed.confirm(page).get_by_role("alert")).to_have_text(
        "This has changed in the meantime. Please reload the page."
    )
    assert storefront.answers("dispute.accept") == [(False, "refused_state")]
    assert disputed.dispute_of(storefront, order).is_open


@pytest.mark.parametrize("act", ["accept", "escalate", "withdraw", "argue"])
def test_each_act_on_an_order_without_a_dispute_is_refused_and_logged_once(
    storefront: Storefront, buyer: Visitor, act: str
) -> None:
    order = disputed.sent_order(storefront)
    before = storefront.truth(order)
    answer = buyer.post(f"/p/order/dispute_{act}", orderId=order, text="Hello")
    assert answer.status == 409
    assert "changed in the meantime" in answer.json()["trouble"]
    assert storefront.answers(f"dispute.{act}") == [(False, "refused_state")]
    assert storefront.truth(order) == before


@pytest.mark.parametrize(
    ("text", "code"), [("x" * LONGEST, "argued"), ("x" * 2001, "refused_text")]
)
def test_words_in_the_talks_have_a_limit(
    storefront: Storefront, buyer: Visitor, text: str, code: str
) -> None:
    order = disputed.disputed_order(storefront)
    buyer.post("/p/order/dispute_argue", orderId=order, text=text)
    assert [answer for _, answer in storefront.answers("dispute.argue")] == [code]


@pytest.mark.parametrize("kind", ["error_after", "drop_after", "error_before", "drop_before"])
def test_trouble_while_accepting_is_told_in_the_dialog(
    storefront: Storefront, open_page: OpenPage, kind: str
) -> None:
    order = disputed.offered_order(storefront)
    page = open_page(disputed.detail(order))
    storefront.arm("dispute.submit", kind)
    disputed.choose_solution(page, OFFER)
    dialog = disputed.confirm(page)
    expect(dialog.get_by_role("alert")).to_have_text("Something went wrong. Please try again.")
    is_done = kind.endswith("after")
    assert disputed.dispute_of(storefront, order).is_open != is_done
    assert [changed for changed, _ in storefront.answers("dispute.accept")] == [is_done]


def test_an_acceptance_may_be_confirmed_and_nothing_be_changed(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.offered_order(storefront)
    page = open_page(disputed.detail(order))
    storefront.arm("dispute.submit", "lie")
    disputed.choose_solution(page, OFFER)
    disputed.confirm(page)
    expect(page.get_by_role("status").first).to_have_text("You accepted the offer.")
    disputed.expect_state(page, "Waiting for your response")
    assert storefront.answers("dispute.accept") == [(False, "settled")]


def test_the_controls_of_a_dispute_may_be_missing_or_renamed(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.offered_order(storefront)
    storefront.arm("dispute.submit", "missing")
    storefront.arm("dispute.submit", "renamed")
    buttons = open_page(disputed.detail(order)).locator("main button")
    expect(buttons).to_have_text(["View possible solutions"])
    buttons = open_page(disputed.detail(order)).locator("main button")
    labels = ["View possible solutions", "Hand in", "Put it in", "Give it up"]
    expect(buttons).to_have_text(labels)


def test_the_address_may_say_only_what_was_really_done(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.disputed_order(storefront)
    page = open_page(f"{disputed.detail(order)}&done=%3Cb%3Enonsense")
    disputed.expect_state(page, "Waiting for the seller's response")
    expect(page.locator(".talks-done")).to_have_count(0)


def test_once_the_dispute_is_over_the_list_shows_the_refund(
    storefront: Storefront, open_page: OpenPage
) -> None:
    order = disputed.offered_order(storefront)
    disputed.ask(storefront, order, buyer_acts.accept_offer())
    page = open_page(ORDERS)
    expect(page.locator(".expose-info-item-title")).to_have_text("Refund expected")
