"""The dialog that sends a cancellation. Its markup is a guess.

Everything is looked for by what it is (role and name), inside this dialog only, and nothing is
pressed that is not unique.
"""

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator

from flows.domain.cancellation import Reason
from flows.errors import Refused, ShopChanged
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import Words, says, tidy
from flows.storefront import ShopAnswer


class CurrentCancelDialog:
    """The dialog, found by its title; created when it stands open."""

    def __init__(self, screen: Screen, words: Words) -> None:
        self._screen = screen
        self._words = words
        self._dialog = self._titled_dialog()
        self._send = self._send_button()

    def offered(self) -> tuple[str, ...]:
        return tuple(map(tidy, self._reasons().all_inner_texts()))

    def choose(self, reason: Reason) -> str:
        offered = self.offered()
        wanted = self._words.reason[reason]
        matching = [place for place, text in enumerate(offered) if says(wanted, text)]
        if len(matching) != 1:
            raise Refused(
                f"The shop does not offer the reason {reason.value!r} here. Nothing was sent."
                f" It offers: {'; '.join(offered)}."
            )
        choice = self._reasons().nth(matching[0])
        choice.click()
        if not choice.get_by_role("radio").is_checked():
            raise ShopChanged(f"Choosing the reason {offered[matching[0]]!r} had no effect.")
        return offered[matching[0]]

    def write(self, note: str) -> None:
        self._within("note").fill(note)

    def send(self) -> ShopAnswer:
        self._send.click()
        message = self._screen.locate("cancel_dialog", "message")
        error = self._within("error")
        said = message.or_(error).filter(visible=True).first
        try:
            said.wait_for()
            text = tidy(said.inner_text())
        except PlaywrightError:
            return ShopAnswer(None)
        return ShopAnswer(text, refused=says(self._words.refused, text))

    def close(self) -> None:
        """Leave without sending; the dialog closes on Escape as every dialog does."""
        self._screen.page.keyboard.press("Escape")

    def _titled_dialog(self) -> Locator:
        for title in self._words.cancel_title:
            dialog = self._screen.page.get_by_role("dialog", name=title, exact=True)
            any_dialog = dialog.or_(self._screen.locate("cancel_dialog", "dialog"))
            any_dialog.filter(visible=True).first.wait_for()
            if dialog.count() == 1:
                return dialog
        raise ShopChanged("The dialog that opened is not the one that cancels an order.")

    def _send_button(self) -> Locator:
        for name in self._words.send:
            button = self._dialog.get_by_role("button", name=name, exact=True)
            if button.count() == 1:
                return button
        raise ShopChanged('The dialog has no "Send" as known. Nothing was sent.')

    def _reasons(self) -> Locator:
        return self._within("reason")

    def _within(self, control: str) -> Locator:
        return self._dialog.locator(self._screen.selector("cancel_dialog", control))
