"""The drop-down of reasons: with the mouse, with keys alone, and for those who can't see it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.mock_site.variant_pages import VariantPages, answer, send_button

_REASONS = [
    "I don't need this order any more",
    "I'd rather have a different product",
    "I need another delivery address",
    "I want to add or swap a coupon",
    "I want another delivery method",
    "I wasn't able to pay",
    "Another reason",
]


@pytest.fixture(params=["dialog", "tab"])
def asking(variant_pages: VariantPages, request: pytest.FixtureRequest) -> Page:
    """A page or dialog of an unpaid order that asks for the reason."""
    variant_pages.open_world(reasons="drop_down", cancel_opens=request.param)
    variant_pages.show(variant_pages.storefront.order())
    return variant_pages.press_cancel()


def _button(asking: Page) -> Locator:
    return asking.get_by_role("combobox", name="Reason")


def _active(asking: Page) -> str:
    """The option that a screen reader would read out."""
    id_ = _button(asking).get_attribute("aria-activedescendant")
    return asking.locator(f"#{id_}").inner_text() if id_ else ""


def test_it_is_closed_at_first_and_lists_all_reasons_when_pressed(asking: Page) -> None:
    button, listbox = _button(asking), asking.get_by_role("listbox")
    expect(button).to_have_text("Choose a reason")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(listbox).to_have_count(0)
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(listbox.get_by_role("option")).to_have_text(_REASONS)
    button.click()
    expect(listbox).to_have_count(0)


def test_a_click_on_a_reason_chooses_it_and_lets_send_be_pressed(asking: Page) -> None:
    expect(send_button(asking)).to_be_disabled()
    _button(asking).click()
    asking.get_by_role("option", name="I wasn't able to pay").click()
    expect(asking.get_by_role("listbox")).to_have_count(0)
    expect(_button(asking)).to_have_text("I wasn't able to pay")
    expect(asking.locator("[name=reason]")).to_have_value("buyerCannotPayment")
    expect(send_button(asking)).to_be_enabled()
    _button(asking).click()
    expect(asking.get_by_role("option", selected=True)).to_have_text("I wasn't able to pay")
    asking.get_by_role("option", name="Another reason").click()
    expect(asking.locator("[name=reason]")).to_have_value("otherReasons")


def test_a_click_elsewhere_closes_it_and_chooses_nothing(asking: Page) -> None:
    _button(asking).click()
    asking.get_by_role("heading", name="Cancel this order?").click()
    expect(asking.get_by_role("listbox")).to_have_count(0)
    expect(send_button(asking)).to_be_disabled()


def test_an_order_is_cancelled_with_keys_alone(asking: Page, variant_pages: VariantPages) -> None:
    _button(asking).focus()
    keys = asking.keyboard
    keys.press("ArrowDown")
    assert _active(asking) == _REASONS[0]
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    assert _active(asking) == _REASONS[2]
    keys.press("ArrowUp")
    keys.press("Enter")
    expect(_button(asking)).to_have_text(_REASONS[1])
    expect(_button(asking)).to_be_focused()
    keys.press("Tab")
    keys.type("Thank you")
    while not send_button(asking).evaluate("it => it === document.activeElement"):
        keys.press("Tab")
    keys.press("Enter")
    expect(answer(asking)).to_be_visible()
    assert variant_pages.storefront.answers("cancel.submit") == [(True, "cancelled")]
    order = next(iter(variant_pages.storefront.shop.orders.values()))
    assert order.cancel_reason == "buyerWantChangeProduct"
    assert [message.text for message in order.messages] == ["Thank you"]


def test_home_end_and_the_ends_of_the_list_are_kept_to(asking: Page) -> None:
    _button(asking).focus()
    for key, active in (
        ("End", _REASONS[-1]),
        ("ArrowDown", _REASONS[-1]),
        ("Home", _REASONS[0]),
        ("ArrowUp", _REASONS[0]),
    ):
        asking.keyboard.press(key)
        assert _active(asking) == active


def test_typing_finds_a_reason_by_how_it_begins(asking: Page) -> None:
    _button(asking).focus()
    asking.keyboard.type("i want another")
    assert _active(asking) == "I want another delivery method"
    asking.keyboard.press("Enter")
    expect(asking.locator("[name=reason]")).to_have_value("buyerChangeLogistic")


def test_escape_closes_the_list_alone_and_leaving_by_tab_chooses_nothing(asking: Page) -> None:
    heading = asking.get_by_role("heading", name="Cancel this order?")
    _button(asking).focus()
    asking.keyboard.press("Enter")
    asking.keyboard.press("ArrowDown")
    asking.keyboard.press("Escape")
    expect(asking.get_by_role("listbox")).to_have_count(0)
    expect(heading).to_be_visible()
    asking.keyboard.press("Space")
    asking.keyboard.press("Tab")
    expect(asking.get_by_role("listbox")).to_have_count(0)
    expect(_button(asking)).to_have_text("Choose a reason")
    expect(send_button(asking)).to_be_disabled()
