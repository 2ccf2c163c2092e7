"""Postal addresses, as buyers fill them in."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

COUNTRIES = ("US", "GB", "DE", "FR", "ES", "BR", "RU", "PL", "AU")
LONGEST = 80
"""Characters of a field."""

_SHAPES = {
    "postcode": re.compile(r"[0-9A-Za-z][0-9A-Za-z \-]{2,11}"),
    "phone": re.compile(r"\+?[0-9][0-9 ()\-]{5,19}"),
}


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where a parcel goes; the country is a code of COUNTRIES."""

    name: str
    street: str
    city: str
    postcode: str
    country: str
    phone: str


FIELDS = tuple(field.name for field in fields(PostalAddress))


def tidied(given: Mapping[str, str]) -> PostalAddress:
    """What was filled in, without surplus blanks and characters that nobody sees."""
    return PostalAddress(**{name: _tidy(given.get(name, "")) for name in FIELDS})


def wrong_fields(address: PostalAddress) -> list[str]:
    """The fields that can't be right."""
    return [name for name, value in asdict(address).items() if not _is_right(name, value)]


def _tidy(text: str) -> str:
    shown = "".join(it if it.isprintable() else " " for it in text)
    return " ".join(shown.split())


def _is_right(name: str, value: str) -> bool:
    if name == "country":
        return value in COUNTRIES
    if name in _SHAPES:
        return _SHAPES[name].fullmatch(value) is not None
    return 1 < len(value) <= LONGEST and any(it.isalnum() for it in value)
