"""Numbers that stand for somebody or something, each replaced by one of its length."""

import re
from dataclasses import dataclass, field
from typing import Protocol

from automator.secret_texts import SecretTexts

ID = re.compile(r"\d{8,}")
"""What order ids, phone numbers and the like look like."""


class StandIns(Protocol):
    """What stands in for numbers and texts that are not known to be the shop's own."""

    def of(self, number: str) -> str:
        """For an id, at the same length."""
        ...

    def shapeless(self, text: str) -> str:
        """For a text, character for character."""
        ...


@dataclass(frozen=True, slots=True)
class Themselves:
    """In the buyer's own folder everything stands for itself, but for secrets."""

    secrets: SecretTexts

    def of(self, number: str) -> str:
        return number

    def shapeless(self, text: str) -> str:
        return self.secrets.masked(text)


@dataclass
class FakeIds:
    """The same id is the same other one wherever it stands; they are counted as they turn up."""

    known: dict[str, str] = field(default_factory=dict)

    def of(self, number: str) -> str:
        """Digits of the same length."""
        if number not in self.known:
            self.known[number] = f"8{len(self.known) + 1:0{len(number) - 1}d}"
        return self.known[number]

    def shapeless(self, text: str) -> str:
        """The same text with others for its ids, letters and digits, one for one."""
        begin, parts = 0, []
        for found in ID.finditer(text):
            parts += [*map(_stand_in, text[begin : found.start()]), self.of(found.group())]
            begin = found.end()
        return "".join([*parts, *map(_stand_in, text[begin:])])


def _stand_in(character: str) -> str:
    if character.isalpha():
        return "X" if character.isupper() else "x"
    return "0" if character.isnumeric() else character
