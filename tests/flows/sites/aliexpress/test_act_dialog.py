"""Dangers 1 and 2: only the dialog of the act itself, only its own button, only its own control."""

import pytest
from playwright.sync_api import Page

from flows.domain.acts import Act
from flows.errors import ShopChanged
from flows.sites.aliexpress.act_dialog import open_act_dialog
from flows.sites.aliexpress.opening import the_control
from flows.sites.aliexpress.words import words_in
from tests.flows.sites.aliexpress.conftest import current

PRESSED = "window.pressed = (window.pressed || []).concat(this.textContent)"
WORDS = words_in("en")


def opened(page: Page, title: str, *buttons: str) -> None:
    """A page whose "Remove" opens a dialog of this title with these buttons."""
    page.set_default_timeout(1000)
    inside = "".join(f"<button onclick='{PRESSED}'>{name}</button>" for name in buttons)
    page.set_content(
        f"""<div class="order-status-btns">
        <button onclick='{PRESSED}'>Cancel order</button>
        <button onclick="document.querySelector('[role=dialog]').hidden = false">Remove</button>
        </div>
        <div role="dialog" aria-label="{title}" hidden>{inside}</div>"""
    )


def send_deletion(page: Page) -> None:
    control = the_control(page.locator(".order-status-btns"), Act.DELETE.control, WORDS)
    assert control is not None
    open_act_dialog(current(page, 0.3), control, Act.DELETE, WORDS).send()


def pressed(page: Page) -> object:
    return page.evaluate("window.pressed || []")


def test_the_button_of_the_act_is_pressed_not_the_one_that_closes(page: Page) -> None:
    opened(page, "Delete the order?", "Cancel", "Delete")
    send_deletion(page)
    assert pressed(page) == ["Delete"]


def test_in_the_dialog_about_a_receipt_nothing_is_pressed(page: Page) -> None:
    opened(page, "Item received confirmation", "Cancel", "Confirm", "Delete")
    with pytest.raises(ShopChanged, match="not the one for the deletion"):
        send_deletion(page)
    assert pressed(page) == []


@pytest.mark.parametrize("buttons", [("Cancel", "Confirm"), ("Cancel", "Delete", "Delete")])
def test_without_exactly_one_known_button_nothing_is_pressed(
    page: Page, buttons: tuple[str, ...]
) -> None:
    opened(page, "Delete the order?", *buttons)
    with pytest.raises(ShopChanged, match="no button"):
        send_deletion(page)
    assert pressed(page) == []


def test_remove_is_no_control_that_cancels_and_cancel_order_none_that_deletes(page: Page) -> None:
    opened(page, "Delete the order?", "Delete")
    block = page.locator(".order-status-btns")
    cancel, delete = (the_control(block, act.control, WORDS) for act in (Act.CANCEL, Act.DELETE))
    assert cancel is not None
    assert delete is not None
    assert (cancel.inner_text(), delete.inner_text()) == ("Cancel order", "Remove")
