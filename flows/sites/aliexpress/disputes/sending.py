"""The last click of whatever is sent in a dispute, and what the shop says to it."""

from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator

from flows.domain.acts import Act
from flows.errors import ShopChanged
from flows.sites.aliexpress.act_dialog import button_in, dialog_for
from flows.sites.aliexpress.buttons import only_button
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.sending import press
from flows.sites.aliexpress.words import Words, says, tidy
from flows.storefront import ShopAnswer

_MARK_AS_LEFT = "() => { document.documentElement.dataset.left = 'yes'; }"
_ANOTHER_PAGE = "html:not([data-left])"


@dataclass(frozen=True, slots=True)
class Sender:
    """A button that sends once a dialog has asked whether to."""

    screen: Screen
    button: Locator
    act: Act
    words: Words

    def send(self) -> ShopAnswer:
        """What stands behind the button may send without asking: it counts as the click."""
        press(self.button)
        try:
            dialog = dialog_for(self.screen, self.act, self.words)
            confirm = button_in(dialog, self.act, self.words)
            return click_and_listen(self.screen, confirm, dialog, self.words)
        except (PlaywrightError, ShopChanged):
            return ShopAnswer(None)

    def close(self) -> None:
        with suppress(PlaywrightError):
            self.screen.page.keyboard.press("Escape")


def click_and_listen(screen: Screen, button: Locator, part: Locator, words: Words) -> ShopAnswer:
    """Click, then wait for another page or for a complaint in this part of the present one."""
    screen.page.evaluate(_MARK_AS_LEFT)
    press(button)
    complaint = part.get_by_role("alert").filter(visible=True)
    try:
        complaint.or_(screen.page.locator(_ANOTHER_PAGE)).first.wait_for(state="attached")
        said = tidy(" ".join(complaint.all_inner_texts()))
    except PlaywrightError:
        return ShopAnswer(None)
    return ShopAnswer(said or None, refused=says(words.dispute.refused, said))


def the_button(within: Locator, names: list[str], does: str) -> Locator:
    """The one visible button of this name; raises `ShopChanged`, by what it does, elsewhere."""
    button = only_button(within, names)
    if button is None:
        raise ShopChanged(f"The control that {does} is not on the page as known. Nothing was sent.")
    return button
