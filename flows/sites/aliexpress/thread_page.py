"""The thread of an order: what was written, and the form that writes."""

from typing import Any

from playwright.sync_api import Locator

from flows.domain.acts import Act
from flows.domain.messages import Message, Sender, Thread
from flows.errors import Refused, ShopChanged
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.sending import press_and_hear
from flows.sites.aliexpress.words import Words, tidy
from flows.storefront import ShopAnswer

_SENDERS = {"buyer": Sender.BUYER, "seller": Sender.SELLER, "platform": Sender.SHOP}


class ThreadPage:
    """The thread as it stands on the screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def read(self, order_id: str) -> Thread:
        """Raises `ShopChanged` for a thread of another order, or a message that can't be read."""
        reading = self._screen.read("thread")
        if reading.data["order"] != order_id:
            raise ShopChanged(
                f"Instead of the messages of order {order_id} the shop shows those of"
                f" {reading.data['order']!r}."
            )
        return Thread(tuple(_message(raw, reading.words) for raw in reading.data["messages"]))

    def open_form(self, order_id: str) -> "MessageForm":
        """The form under the thread of this order; raises `ShopChanged` where it is not there."""
        self.read(order_id)
        words = self._screen.read("thread").words
        form = self._screen.locate("thread", "form")
        form.wait_for()
        return MessageForm(self._screen, form, _button(form, words))


class MessageForm:
    """Where a message is written and sent."""

    def __init__(self, screen: Screen, form: Locator, button: Locator) -> None:
        self._screen = screen
        self._form = form
        self._field = form.locator(screen.selector("thread", "field"))
        self._button = button

    def fill(self, content: str) -> bool:
        """Raises `Refused` where the form takes fewer characters."""
        longest = int(self._field.get_attribute("maxlength") or len(content))
        if len(content) > longest:
            raise Refused(
                f"The shop takes messages of {longest} characters at most, and this one has"
                f" {len(content)}. Nothing was sent."
            )
        self._field.fill(content)
        if tidy(self._field.input_value()) != tidy(content):
            raise ShopChanged("The form did not take the text as it is. Nothing was sent.")
        return True

    def send(self) -> ShopAnswer:
        complaint = self._form.locator(self._screen.selector("thread", "error"))
        return press_and_hear(self._screen, self._button, complaint)

    def close(self) -> None:
        """Nothing stays open: what was written goes with the page."""


def _button(form: Locator, words: Words) -> Locator:
    for name in words.act_confirm[Act.MESSAGE]:
        button = form.get_by_role("button", name=name, exact=True)
        if button.count() == 1:
            return button
    raise ShopChanged("The form for messages has no button that sends, as known. Nothing was sent.")


def _message(raw: dict[str, Any], words: Words) -> Message:
    at = words.moment_in(raw["at"])
    sender = _SENDERS.get(raw["party"])
    if at is None or sender is None:
        raise ShopChanged(
            f"A message can't be read: it is from {raw['party']!r}, written {raw['at']!r}."
        )
    return Message(at, sender, raw["text"].strip(), tuple(map(tidy, raw["files"])))
