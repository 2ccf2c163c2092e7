"""What buyer, seller and shop write to each other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mock_site.evidence import Evidence

Party = Literal["buyer", "seller", "platform"]
LONGEST = 2000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a thread, which may have no text where it brings files."""

    sender: Party
    text: str
    at: datetime
    files: tuple[Evidence, ...] = ()


def tidy(text: str) -> str:
    """What somebody wrote, without blank ends, and with line breaks of one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
