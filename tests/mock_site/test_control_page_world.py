"""The control page's clock, its worlds, its accounts, and the form that makes orders."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.mock_site.conftest import BUYER, OTHER_BUYER, PASSWORD
from tests.mock_site.desk import Desk


def test_a_person_winds_the_clock_and_sees_what_becomes_due(desk: Desk) -> None:
    order = desk.new_order()
    expect(desk.page.locator("#now-day")).to_have_text("Mon, 2 Mar 2026, UTC")
    expect(desk.page.locator("#now-time")).to_have_text("09:00:00")
    desk.wind("+20 days")
    expect(desk.page.locator("#now-day")).to_have_text("Sun, 22 Mar 2026, UTC")
    expect(desk.row(order)).to_contain_text("Never paid")


def test_the_clock_goes_as_far_as_one_says(desk: Desk) -> None:
    how_far = desk.page.get_by_label("How far forward")
    how_far.fill("1.5")
    how_far.press("Enter")
    expect(desk.page.locator("#now-time")).to_have_text("10:30:00")
    desk.page.get_by_label("Unit of time").select_option("min")
    how_far.press("Enter")
    expect(desk.page.locator("#now-time")).to_have_text("10:31:30")


def test_a_wrong_time_or_rate_is_complained_of(desk: Desk) -> None:
    desk.page.get_by_label("How far forward").fill("-3")
    desk.page.get_by_role("button", name="Wind").click()
    expect(desk.page.locator("#wind-complaint")).to_have_text(
        "Expected: greater than or equal to 0."
    )
    desk.page.get_by_label("Another rate").fill("fast")
    desk.page.get_by_role("button", name="Set").click()
    expect(desk.page.locator("#rate-complaint")).to_have_text("Expected: a valid number.")
    desk.page.get_by_label("Another rate").fill("0.5")
    desk.page.get_by_role("button", name="Set").click()
    expect(desk.page.locator("#rate-complaint")).to_be_empty()
    assert desk.others.get("/clock")["rate"] == 0.5


def test_the_clock_ticks_at_its_rate_and_stops(desk: Desk) -> None:
    rates = desk.page.get_by_role("group", name=re.compile("Shop seconds per second"))
    rates.get_by_role("button", name="3600").click()
    expect(rates.get_by_role("button", name="3600")).to_have_attribute("aria-pressed", "true")
    expect(desk.page.locator("#now-time")).not_to_have_text(re.compile("^09:"))
    rates.get_by_role("button", name="Stop").click()
    expect(desk.page.locator("#now-rate")).to_have_text("stopped")
    assert desk.others.get("/clock")["rate"] == 0


def _reset(desk: Desk, scenario: str) -> Locator:
    """The question that is asked before the world is reset."""
    world = desk.tab("World")
    world.get_by_label("Scenario").select_option(scenario)
    world.get_by_role("button", name="Start this world").click()
    return desk.page.get_by_role("dialog")


def test_a_person_resets_the_world_after_a_question(desk: Desk) -> None:
    order = desk.new_order()
    question = _reset(desk, "every-state")
    expect(question).to_contain_text("1 order and 0 received requests")
    question.get_by_role("button", name="Start anew").click()
    expect(desk.page.locator("#world-line")).to_contain_text("every-state")
    expect(desk.row(order)).to_be_hidden()
    expect(desk.page.locator("#world-about")).to_contain_text("One order in each state")
    assert order not in desk.others.orders()


@pytest.mark.complete
def test_a_person_who_thinks_better_of_it_keeps_the_world(desk: Desk) -> None:
    order = desk.new_order()
    _reset(desk, "empty").get_by_role("button", name="Keep the present one").click()
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    expect(desk.row(order)).to_be_visible()
    _reset(desk, "empty").press("Escape")
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    assert order in desk.others.orders()


def test_a_world_may_be_reset_with_a_seed_a_language_and_a_look(desk: Desk) -> None:
    world = desk.tab("World")
    world.get_by_label("Seed").fill("12")
    world.get_by_label("Language").select_option("fr")
    world.get_by_text("How its pages look").click()
    world.get_by_label("Reasons are").select_option("drop_down")
    _reset(desk, "empty").get_by_role("button", name="Start anew").click()
    expect(desk.page.locator("#world-line")).to_have_text("empty · current · fr · seed 12")
    assert desk.others.get("/state")["variant"]["reasons"] == "drop_down"


@pytest.mark.complete
def test_a_wrong_seed_is_complained_of_and_the_world_stays(desk: Desk) -> None:
    order = desk.new_order()
    desk.tab("World").get_by_label("Seed").fill("minus one")
    _reset(desk, "empty").get_by_role("button", name="Start anew").click()
    expect(desk.page.locator("#reset-seed-complaint")).to_contain_text("a valid integer")
    assert order in desk.others.orders()


def test_each_scenario_says_what_it_is_for_before_it_is_chosen(desk: Desk) -> None:
    world = desk.tab("World")
    world.get_by_label("Scenario").select_option("hundreds")
    expect(world.locator("#reset-about")).to_contain_text("250 orders")
    expect(world.locator("#reset-lesson")).to_have_text(re.compile("^To learn: Read every page"))


def test_scenarios_are_offered_group_by_group(desk: Desk) -> None:
    groups = desk.tab("World").get_by_label("Scenario").locator("optgroup")
    labels = [group.get_attribute("label") for group in groups.all()]
    assert labels[0] == "Basics"
    assert "Trouble" in labels
    sellers = groups.nth(labels.index("Sellers")).locator("option")
    assert "silent-sellers" in sellers.all_text_contents()


def test_a_name_and_a_password_are_copied_by_a_click(desk: Desk) -> None:
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    account = desk.tab("World").locator("#accounts li", has_text=BUYER)
    account.get_by_role("button", name="Copy password").click()
    expect(desk.page.get_by_text("Password copied.")).to_be_visible()
    assert desk.page.evaluate("navigator.clipboard.readText()") == PASSWORD
    account.get_by_role("button", name="Copy name").click()
    expect(desk.page.get_by_text("Name copied.")).to_be_visible()
    assert desk.page.evaluate("navigator.clipboard.readText()") == BUYER


def test_a_buyer_is_blocked_and_let_go_by_a_click(desk: Desk) -> None:
    account = desk.tab("World").locator("#accounts li", has_text=BUYER)
    expect(account).not_to_contain_text("blocked")
    account.get_by_role("button", name="Block", exact=True).click()
    expect(account).to_contain_text("blocked")
    assert _is_blocked(desk) == {BUYER: True, OTHER_BUYER: False}
    account.get_by_role("button", name="Unblock").click()
    expect(account).not_to_contain_text("blocked")
    assert _is_blocked(desk) == {BUYER: False, OTHER_BUYER: False}


def _is_blocked(desk: Desk) -> dict[str, bool]:
    accounts = desk.others.get("/state")["accounts"]
    return {account["username"]: account["blocked"] for account in accounts}


def test_the_shop_opens_in_a_tab_of_its_own(desk: Desk) -> None:
    with desk.page.expect_popup() as opened:
        desk.page.get_by_role("link", name="Open the shop").click()
    expect(opened.value).to_have_title(re.compile("Lantern Lane"))


def test_a_person_makes_an_order(desk: Desk) -> None:
    desk.page.get_by_role("button", name="New order").click()
    form = desk.page.locator("#order-form")
    form.get_by_label("Account").select_option(OTHER_BUYER)
    form.get_by_label("Status").select_option("WAIT_SELLER_SEND_GOODS")
    form.get_by_label("Total").fill("31.00")
    form.get_by_label("Paid with").select_option("qiwi")
    form.get_by_text("How the seller will behave").click()
    form.get_by_label("Answers a cancellation with").select_option("decline")
    form.get_by_role("button", name="Make the order").click()
    expect(desk.order).to_contain_text("decline a cancellation after 1 h")
    made = str(desk.order.locator("h2").text_content())
    truth = desk.truth(made)
    assert (truth["account"], truth["status"]) == (OTHER_BUYER, "WAIT_SELLER_SEND_GOODS")
    assert (truth["total"], truth["paid_with"]) == ("31.00", "qiwi")


def test_an_order_may_have_products_by_name(desk: Desk) -> None:
    desk.page.get_by_role("button", name="New order").click()
    form = desk.page.locator("#order-form")
    form.get_by_text("Products by name").click()
    for title, price in (("Lamp", "8.00"), ("Gone", "1"), ("Wick", "x")):
        form.get_by_role("button", name="Name a product").click()
        form.get_by_label("Title").last.fill(title)
        form.get_by_label("Price").last.fill(price)
    form.get_by_role("button", name="Remove").nth(1).click()
    form.get_by_role("button", name="Make the order").click()
    expect(form.locator(".named-item").last).to_contain_text("Expected: a valid decimal.")
    form.get_by_label("Price").last.fill("0.50")
    form.get_by_role("button", name="Make the order").click()
    expect(desk.order.locator("#order-items li")).to_have_text(
        [re.compile("Lamp.*8.00 USD"), re.compile("Wick.*0.50 USD")]
    )


def test_only_fields_that_fit_the_status_are_asked_for(desk: Desk) -> None:
    form = desk.tab("New").locator("form")
    expect(form.get_by_label("Why it ended")).to_be_hidden()
    form.get_by_label("Status").select_option("FINISH")
    form.get_by_label("Why it ended").select_option("end_issue")
    form.get_by_label("Refund amount").fill("2.00")
    form.get_by_label("Status").select_option("PLACE_ORDER_SUCCESS")
    form.get_by_role("button", name="Make the order").click()
    expect(desk.order.locator(".state")).to_contain_text("Awaiting payment")
