"""Where a cancellation is written and sent: a dialog over the page, or a page in a tab of its own.

The markup of both is a guess. Everything is looked for by what it is (role and name), inside this
form only, and nothing is pressed that is not unique.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator

from flows.domain.cancellation import Reason
from flows.errors import ShopChanged
from flows.sites.aliexpress.buttons import only_button
from flows.sites.aliexpress.reasons import choose_reason, reasons_in
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.sending import press
from flows.sites.aliexpress.words import Words, says, tidy
from flows.storefront import ShopAnswer


@dataclass(frozen=True, slots=True)
class Found:
    """An open form: the element, where its controls stand in locators.toml, how to leave it."""

    form: Locator
    part: str
    leave: Callable[[], None]


class CancelForm:
    """The form, found by its title; created when it stands open on the screen."""

    def __init__(self, screen: Screen, words: Words, found: Found) -> None:
        self._screen = screen
        self._words = words
        self._part = found.part
        self._form = found.form
        self._leave = found.leave
        self._send = self._send_button()
        self._reasons = reasons_in(self._form, screen)

    def offered(self) -> tuple[str, ...]:
        return self._reasons.offered()

    def choose(self, reason: Reason) -> str:
        return choose_reason(self._reasons, reason, self._words.reason[reason])

    def write(self, note: str) -> None:
        self._within("note").fill(note)

    def send(self) -> ShopAnswer:
        press(self._send)
        message = self._screen.locate(self._part, "message")
        said = message.or_(self._within("error")).filter(visible=True).first
        try:
            text = tidy(said.inner_text())
        except PlaywrightError:
            return ShopAnswer(None)
        return ShopAnswer(text, refused=says(self._words.refused, text))

    def close(self) -> None:
        with suppress(PlaywrightError):  # what was sent must be looked at, whatever becomes of this
            self._leave()

    def _send_button(self) -> Locator:
        button = only_button(self._form, self._words.send)
        if button is None:
            raise ShopChanged(
                'The dialog has no "Send" as known. Nothing was sent.'
                f" {self._words.if_renamed('send')}"
            )
        return button

    def _within(self, control: str) -> Locator:
        return self._form.locator(self._screen.selector(self._part, control))
