"""Dates and durations as the shop prints them. Its pages name no time zone: UTC is taken."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

from babel import Locale

_PARTS = {
    "day": r"(?<!\d)(?P<day>\d{1,2})",
    "month": r"(?P<month>[^\W\d_]{3,}\.?)",
    "year": r"(?P<year>\d{4})(?!\d)",
    "time": r"(?P<hour>\d{1,2}):(?P<minute>\d{2})",
}


def parse_date(
    text: str, forms: Sequence[str], times: Sequence[str], language: str
) -> date | datetime:
    """Find a date in a text; a datetime where the time is printed too. Raises ValueError.

    `forms` are such as "{month} {day}, {year}", `times` what may follow, such as ", {time}".
    """
    found = _printed_date(tuple(forms), tuple(times)).search(text)
    if not found:
        raise ValueError(f"no date in {text!r}")
    part = {name.rstrip("0123456789"): value for name, value in found.groupdict().items() if value}
    month = _months(language).get(part["month"].casefold().rstrip("."))
    if month is None:
        raise ValueError(f"no month in {text!r}")
    day = date(int(part["year"]), month, int(part["day"]))
    if "hour" not in part:
        return day
    hour, minute = int(part["hour"]), int(part["minute"])
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def places_of_dates(
    text: str, forms: Sequence[str], times: Sequence[str], language: str
) -> Iterator[tuple[int, int]]:
    """Where dates stand in a text, with their times: begin and end."""
    for found in _printed_date(tuple(forms), tuple(times)).finditer(text):
        try:
            parse_date(found.group(), forms, times, language)
        except ValueError:
            continue
        yield found.span()


def parse_duration(text: str, units: dict[str, str]) -> timedelta | None:
    """Read a countdown such as "6 days 23 hours 5 minutes"; None where there is none.

    `units` maps a language's words to the names that `timedelta` takes.
    """
    parts: dict[str, int] = {}
    for amount, word in re.findall(r"(\d+)\s*([^\W\d_]+)", text):
        if unit := units.get(word.casefold()):
            parts[unit] = parts.get(unit, 0) + int(amount)
    return timedelta(**parts) if parts else None


@cache
def _printed_date(forms: tuple[str, ...], times: tuple[str, ...]) -> re.Pattern[str]:
    """Groups are numbered by their form, as no two may have one name."""
    days = [_numbered(form, number) for number, form in enumerate(forms)]
    hours = [_numbered(form, number) for number, form in enumerate(times)]
    return re.compile(f"(?:{'|'.join(days)})(?:{'|'.join(hours)})?")


def _numbered(form: str, number: int) -> str:
    pattern = re.escape(form).replace(r"\ ", r"\s+")
    for name, part in _PARTS.items():
        named = re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{number}>", part)
        pattern = pattern.replace(rf"\{{{name}\}}", named)
    return pattern


@cache
def _months(language: str) -> dict[str, int]:
    """Full and short names as Unicode's CLDR has them, case folded, to 1..12."""
    names = Locale.parse(language).months
    return {
        name.casefold().rstrip("."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in names[context][width].items()
    } | _OTHER_MONTHS.get(language, {})


_OTHER_MONTHS = {"en": {"sept": 9}, "es": {"sep": 9}}
