"""What buyer, seller and shop write to each other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

LONGEST = 2000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a thread."""

    sender: Literal["buyer", "seller", "platform"]
    text: str
    at: datetime
