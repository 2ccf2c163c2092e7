"""One click away from an act: the dialog that asks first, or the control that sends at once.

A dialog is known by its title and its button by its whole name, inside this dialog alone. "Confirm"
in the dialog about a receipt pays the seller, and what merely closes a dialog says "Cancel".
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator

from flows.domain.acts import Act
from flows.errors import Refused, ShopChanged
from flows.sites.aliexpress.buttons import only_button
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.sending import press_and_hear
from flows.sites.aliexpress.words import Words
from flows.storefront import ShopAnswer

_SENT_WITHOUT_DIALOG = {Act.RESTORE, Act.BUY_AGAIN}


@dataclass(frozen=True, slots=True)
class ActDialog:
    """What sends an act, where the shop complains about it, and what there is to fill in."""

    screen: Screen
    button: Locator
    complaint: Locator
    leave: Callable[[], None]
    field: Locator | None = None

    def fill(self, content: str) -> bool:
        """Write a number of days; raises `Refused` where it is none that the dialog takes."""
        if self.field is None or self.field.count() != 1:
            return False
        self.field.fill(content)
        if not self.field.evaluate("field => field.checkValidity()"):
            least, most = (self.field.get_attribute(name) for name in ("min", "max"))
            raise Refused(
                f"The shop's dialog does not take {content!r}: it takes {least or '?'} to"
                f" {most or '?'}. Nothing was sent."
            )
        return True

    def send(self) -> ShopAnswer:
        return press_and_hear(self.screen, self.button, self.complaint)

    def close(self) -> None:
        with suppress(PlaywrightError):
            self.leave()


def open_act_dialog(screen: Screen, control: Locator, act: Act, words: Words) -> ActDialog:
    """Press the control and find its dialog; where the control itself sends, leave it unpressed.

    Raises `ShopChanged` where the dialog that opens is another one or lacks its button.
    """
    if act in _SENT_WITHOUT_DIALOG:
        message = screen.locate("act_dialog", "message")
        return ActDialog(screen, control, message, lambda: None)
    control.click()
    dialog = dialog_for(screen, act, words)
    button = button_in(dialog, act, words)
    error = dialog.locator(screen.selector("act_dialog", "error"))
    field = dialog.locator(screen.selector("act_dialog", "field"))
    escape = partial(screen.page.keyboard.press, "Escape")
    return ActDialog(screen, button, error, escape, field)


def dialog_for(screen: Screen, act: Act, words: Words) -> Locator:
    """The dialog of this act, once one is open; raises `ShopChanged` where it is another one."""
    screen.page.get_by_role("dialog").filter(visible=True).first.wait_for()
    for title in words.act_title[act]:
        dialog = screen.page.get_by_role("dialog", name=title, exact=True)
        if dialog.count() == 1:
            return dialog
    raise ShopChanged(
        f"The dialog that opened is not the one for the {act.noun}. Nothing was sent."
        f" {words.if_renamed(act, 'act_title')}"
    )


def button_in(dialog: Locator, act: Act, words: Words) -> Locator:
    """The button of the dialog that does it; raises `ShopChanged` where it is not there."""
    button = only_button(dialog, words.act_confirm[act])
    if button is None:
        raise ShopChanged(
            f"The dialog has no button for the {act.noun} as known. Nothing was sent."
            f" {words.if_renamed(act, 'act_confirm')}"
        )
    return button
