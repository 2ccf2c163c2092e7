"""Cards for practice: what is wrong with one, and what its bank says. Nothing of one is kept."""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

_DIGITS = range(12, 20)
_SECURITY_DIGITS = (3, 4)
_EXPIRY = re.compile(r"(0?[1-9]|1[0-2]) ?/ ?((?:20)?[0-9]{2})", re.ASCII)
_MOST_YEARS = 20


@dataclass(frozen=True, slots=True)
class Card:
    """A card as somebody fills it in; it never shows its number but for the last four digits."""

    number: str
    expiry: str
    security_code: str

    def __repr__(self) -> str:
        return f"Card(•••• {self.last_digits})"

    @property
    def digits(self) -> str:
        return "".join(self.number.split()).replace("-", "")

    @property
    def last_digits(self) -> str:
        return self.digits[-4:]

    def refusal(self, now: datetime) -> str | None:
        """What is filled in wrong, as a code."""
        if not _is_number(self.digits) or len(self.digits) not in _DIGITS or not _luhn(self.digits):
            return "refused_card_number"
        if self.digits not in _answers():
            return "refused_card_real"
        if not _is_valid_at(self.expiry, now):
            return "refused_card_expiry"
        code = self.security_code.strip()
        if not _is_number(code) or len(code) not in _SECURITY_DIGITS:
            return "refused_card_code"
        return None

    def answer(self) -> str | None:
        """Why the bank does not pay, as a code; None where it does."""
        return _answers()[self.digits]


def cards_for_practice() -> list[tuple[str, str | None]]:
    """The numbers in groups of four, each with what its bank answers."""
    return [
        (" ".join(it[place : place + 4] for place in range(0, len(it), 4)), answer)
        for it, answer in _answers().items()
    ]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others."""
    doubled = (int(it) * (1 + place % 2) for place, it in enumerate(reversed(digits)))
    return sum(sum(divmod(it, 10)) for it in doubled) % 10 == 0


def _is_valid_at(expiry: str, now: datetime) -> bool:
    """Whether a date such as 09/28 is one, and that month is not over yet."""
    found = _EXPIRY.fullmatch(expiry.strip())
    if found is None:
        return False
    month, year = int(found[1]), int(found[2]) % 100 + now.year // 100 * 100
    is_past = (year, month) < (now.year, now.month)
    return not is_past and year <= now.year + _MOST_YEARS


@cache
def _answers() -> dict[str, str | None]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {card["number"]: card.get("answer") for card in data["cards"]}
