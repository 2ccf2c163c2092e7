"""Where a cancellation is written and sent: a dialog over the page, or a page in a tab of its own.

The markup of both is a guess. Everything is looked for by what it is (role and name), inside this
form only, and nothing is pressed that is not unique.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator

from flows.domain.cancellation import Reason
from flows.errors import Refused, ShopChanged
from flows.sites.aliexpress.reasons import reasons_in
from flows.sites.aliexpress.screen import Screen
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
        offered = self.offered()
        wanted = self._words.reason[reason]
        matching = [place for place, text in enumerate(offered) if says(wanted, text)]
        if len(matching) != 1:
            raise Refused(
                f"The shop does not offer the reason {reason.value!r} here. Nothing was sent."
                f" It offers: {'; '.join(offered)}."
            )
        if not self._reasons.choose(matching[0]):
            raise ShopChanged(f"Choosing the reason {offered[matching[0]]!r} had no effect.")
        return offered[matching[0]]

    def write(self, note: str) -> None:
        self._within("note").fill(note)

    def send(self) -> ShopAnswer:
        self._send.click()
        message = self._screen.locate(self._part, "message")
        said = message.or_(self._within("error")).filter(visible=True)
        try:
            said.first.wait_for()
            text = tidy(" ".join(said.all_inner_texts()))
        except PlaywrightError:
            return ShopAnswer(None)
        return ShopAnswer(text, refused=says(self._words.refused, text))

    def close(self) -> None:
        self._leave()

    def _send_button(self) -> Locator:
        for name in self._words.send:
            button = self._form.get_by_role("button", name=name, exact=True)
            if button.count() == 1:
                return button
        raise ShopChanged(
            f'The dialog has no "Send" as known. Nothing was sent. {self._words.if_renamed("send")}'
        )

    def _within(self, control: str) -> Locator:
        return self._form.locator(self._screen.selector(self._part, control))
