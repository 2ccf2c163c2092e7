"""What buyer, seller and shop have written to each other about an order."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Sender(StrEnum):
    """Who wrote a message."""

    BUYER = "buyer"
    SELLER = "seller"
    SHOP = "shop"


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the thread shows it: `at` to the minute, `files` by their names."""

    at: datetime
    sender: Sender
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """All messages of one order, the oldest first."""

    messages: tuple[Message, ...] = ()

    def own(self, text: str) -> tuple[Message, ...]:
        """The buyer's messages with this text, however its white space is printed."""
        wanted = folded(text)
        return tuple(
            it for it in self.messages if it.sender is Sender.BUYER and folded(it.text) == wanted
        )


def folded(text: str) -> str:
    """The text by which messages are compared: shops change blanks and line ends."""
    return " ".join(text.split())
