"""What a visible browser shows of a run."""

import pytest
from playwright.sync_api import ElementHandle, Locator, Page

from automator.browser.shown import actions_shown


@pytest.mark.parametrize("owner", [Locator, ElementHandle])
def test_each_action_is_shown_but_for_what_is_typed(
    page: Page, monkeypatch: pytest.MonkeyPatch, owner: type
) -> None:
    done: list[str] = []
    screencast = type(page.screencast)
    monkeypatch.setattr(screencast, "show_actions", lambda _: done.append("shown"))
    monkeypatch.setattr(screencast, "hide_actions", lambda _: done.append("hidden"))
    monkeypatch.setattr(owner, "fill", lambda _, text: done.append(text))
    usual = Locator.fill, ElementHandle.fill
    page.set_content("<input>")
    field = page.locator("input")
    with actions_shown(page):
        (field if owner is Locator else field.element_handle()).fill("correct-horse-9")
    assert done == ["shown", "hidden", "correct-horse-9", "shown"]
    assert usual == (Locator.fill, ElementHandle.fill)
