"""Sums, dates and durations as the shop prints them."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from flows.domain.money import Money

# Longest first, so that "US $" is not taken for "$"; the dollar alone is that of the United States.
_CURRENCY_SIGNS = {
    "US $": "USD",
    "US$": "USD",
    "AU$": "AUD",
    "CA$": "CAD",
    "C$": "CAD",
    "R$": "BRL",
    "руб.": "RUB",  # noqa: RUF001 - Cyrillic is meant
    "₽": "RUB",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
}
_DOLLAR = re.compile(r"(?<![A-Za-z])\$")
_NUMBER = re.compile(r"\d[\d\s.,'\u2019]*")
_ISO_CODE = re.compile(r"\b[A-Z]{3}\b")


def parse_money(text: str) -> Money:
    """Read a printed sum such as "Total:US $4.99" or "12,34 €". Raises ValueError."""
    number = _NUMBER.search(text)
    currency = _currency(text)
    if not number or not currency:
        raise ValueError(f"no sum of money in {text!r}")
    return Money(_decimal(number.group()), currency)


def _currency(text: str) -> str | None:
    for sign, code in _CURRENCY_SIGNS.items():
        if sign in text:
            return code
    code_shown = _ISO_CODE.search(text)
    if code_shown:
        return code_shown.group()
    return "USD" if _DOLLAR.search(text) else None


def _decimal(number: str) -> Decimal:
    """The last point or comma parts the decimals if one or two digits follow it, else thousands."""
    digits = re.sub(r"[\s'\u2019]", "", number).rstrip(".,")
    whole, decimals = digits, ""
    if match := re.search(r"[.,](\d{1,2})$", digits):
        whole, decimals = digits[: match.start()], match.group(1)
    return Decimal(f"{re.sub(r'[.,]', '', whole)}.{decimals:0<2}")


def parse_date(text: str, pattern: str, months: dict[str, int]) -> date | datetime:
    """Find a date by a language's pattern; a datetime in UTC where the page prints the time too.

    The pattern names the groups day, month, year, perhaps hour and minute. Raises ValueError.
    """
    found = re.search(pattern, text)
    if not found:
        raise ValueError(f"no date in {text!r}")
    part = found.groupdict()
    month = months.get(part["month"].casefold().rstrip("."))
    if month is None:
        raise ValueError(f"no month in {text!r}")
    day = date(int(part["year"]), month, int(part["day"]))
    if not part.get("hour"):
        return day
    return datetime(
        day.year, day.month, day.day, int(part["hour"]), int(part["minute"]), tzinfo=UTC
    )


def parse_duration(text: str, units: dict[str, str]) -> timedelta | None:
    """Read a countdown such as "6 days 23 hours 5 minutes"; None where there is none.

    `units` maps a language's words to the names that `timedelta` takes.
    """
    parts: dict[str, int] = {}
    for amount, word in re.findall(r"(\d+)\s*([^\W\d_]+)", text):
        if unit := units.get(word.casefold()):
            parts[unit] = parts.get(unit, 0) + int(amount)
    return timedelta(**parts) if parts else None
