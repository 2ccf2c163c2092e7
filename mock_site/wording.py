"""Every text a buyer sees, by language; the texts themselves are data in `labels/`.

Files in `labels/<language>/` are for everybody. A folder in there is for one layout, or for one
variant of the labels, and may hold one for that variant of that layout; each words some texts anew.
"""

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any

_LABELS = Path(__file__).parent / "labels"
_MEGABYTE = 1024 * 1024


class Wording:
    """The texts of one language, asked for by dotted key, as in `text("orders.id", id="81")`."""

    def __init__(self, language: str, labels: dict[str, Any]) -> None:
        self.language = language
        self._labels = labels
        self._plural = c2py(self._labels["number.plural"])

    def text(self, key: str, /, **values: object) -> str:
        """The text of a key with its values filled in; KeyError names a key that has no text."""
        label: str = self._labels[key]
        return label.format(**values) if values else label

    def one_of(self, key: str, number: int) -> str:
        """One of the several wordings of a key; the same number gets the same one every time."""
        wordings: list[str] = self._labels[key]
        return wordings[number % len(wordings)]

    def counted(self, key: str, n: int) -> str:
        """A text that depends on a number, in the form that the language has for it."""
        form: str = self._labels[key][self._plural(n)]
        return form.format(n=n)

    def money(self, amount: Decimal, currency: str) -> str:
        """A sum as the language writes it, such as "US $1,234.50" or "1.234,50 €"."""
        number = f"{abs(amount):,.2f}".translate(
            str.maketrans({",": self._labels["number.group"], ".": self._labels["number.decimal"]})
        )
        form = self._labels.get(f"money.{currency}", self._labels["money.other"])
        sign = "-" if amount < 0 else ""
        return sign + str(form.format(amount=number, code=currency))

    def number(self, number: Decimal) -> str:
        """A number to one decimal place as the language writes it, such as "4.5" or "4,5"."""
        return f"{number:.1f}".replace(".", self._labels["number.decimal"])

    def size(self, file: int) -> str:
        """How large a file of this many bytes is, such as "340 KB" or "1.8 MB"."""
        if file < _MEGABYTE:
            return self.text("size.kilobytes", n=max(round(file / 1024), 1))
        megabytes = f"{file / _MEGABYTE:.1f}".replace(".", self._labels["number.decimal"])
        return self.text("size.megabytes", n=megabytes)

    def day(self, moment: datetime) -> str:
        """A date in UTC, such as "Nov 23, 2026" or "23 de nov. de 2026"."""
        return self.text("date.day", **self._date(moment))

    def minute(self, moment: datetime) -> str:
        """A date with its time in UTC, such as "Nov 23, 2026 14:05"."""
        return self.text("date.minute", time=f"{moment:%H:%M}", **self._date(moment))

    def duration(self, left: timedelta) -> str:
        """What a countdown shows: whole days, hours and minutes, leading noughts left out."""
        minutes = max(int(left.total_seconds()), 0) // 60
        parts = {"days": minutes // 1440, "hours": minutes // 60 % 24, "minutes": minutes % 60}
        while parts and not next(iter(parts.values())):
            parts.pop(next(iter(parts)))
        if not parts:
            return self.text("reminder.overdue")
        return " ".join(self.counted(f"duration.{unit}", n) for unit, n in parts.items())

    def span(self, span: timedelta) -> str:
        """A length of time without its noughts, such as "2 days" or "1 hour 30 minutes"."""
        minutes = int(span.total_seconds()) // 60
        parts = {"days": minutes // 1440, "hours": minutes // 60 % 24, "minutes": minutes % 60}
        given = [self.counted(f"duration.{unit}", n) for unit, n in parts.items() if n]
        return " ".join(given) or self.counted("duration.minutes", 0)

    def _date(self, moment: datetime) -> dict[str, object]:
        month = self._labels["date.months"][moment.month - 1]
        return {"month": month, "day": moment.day, "year": moment.year}


@cache
def wording(language: str, layout: str = "", labels: str = "") -> Wording:
    """The texts of a language, some worded anew for a variant of the labels or for a layout.

    Raises LookupError for a language that the shop does not speak.
    """
    folder = _LABELS / language
    if not folder.is_dir():
        raise LookupError(f"no texts for language {language!r}")
    own = [folder / labels, folder / layout, folder / layout / labels]
    texts: dict[str, Any] = {}
    for place in dict.fromkeys([folder, *own]):  # one that is not named is the folder itself
        for file in sorted(place.glob("*.toml")):
            texts |= _flat("", tomllib.loads(file.read_text("utf-8")))
    return Wording(language, texts)


def languages() -> list[str]:
    return sorted(path.name for path in _LABELS.iterdir() if path.is_dir())


def _flat(prefix: str, labels: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in labels.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", value
