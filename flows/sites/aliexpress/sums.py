"""Sums of money as the shop prints them, by the conventions of the language of its page."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.core import get_global

from flows.domain.money import Money

# Beside those that Unicode's CLDR has for a language. A sign of several currencies is in neither.
_SHOPS_OWN_SIGNS = {
    "US $": "USD",
    "US$": "USD",
    "AU$": "AUD",
    "AU $": "AUD",
    "C$": "CAD",
    "R$": "BRL",
    "руб.": "RUB",  # noqa: RUF001 - Cyrillic is meant
    "₽": "RUB",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "zł": "PLN",
}
_SPACES = r"\s'\u2019"
_LETTER = r"[^\W\d_]"
_AMOUNT = rf"\d(?:[\d.,{_SPACES}]*\d)?"


def parse_money(text: str, language: str) -> Money:
    """Read a printed sum such as "Total:US $4.99" or "12,34 €". Raises ValueError.

    A number next to a sign is a sum; two different ones are as good as none. `language` decides
    what "1.234" is.
    """
    found = set(_sums(text, language))
    if len(found) != 1:
        raise ValueError(f"no sum of money in {text!r}")
    return found.pop()


def places_of_sums(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where sums stand in a text, with their signs: begin and end."""
    for match in _printed_sum(language).finditer(text):
        code = match["before"] or match["after"]
        if _decimal(match["of"] or match["amount"], language, _signs(language).get(code, code)):
            yield match.span()


def _sums(text: str, language: str) -> Iterator[Money]:
    signs = _signs(language)
    for match in _printed_sum(language).finditer(text):
        code = signs.get(match["before"] or match["after"], match["before"] or match["after"])
        amount = _decimal(match["of"] or match["amount"], language, code)
        if amount is not None:
            yield Money(-amount if match["minus"] else amount, code)


@cache
def _signs(language: str) -> dict[str, str]:
    """Signs that mean one currency in this language, to its code."""
    codes: dict[str, set[str]] = {}
    for code, sign in Locale.parse(language).currency_symbols.items():
        codes.setdefault(sign, set()).add(code)
    return _SHOPS_OWN_SIGNS | {sign: min(it) for sign, it in codes.items() if len(it) == 1}


@cache
def _printed_sum(language: str) -> re.Pattern[str]:
    known = set(_signs(language)) | set(get_global("all_currencies"))
    sign = "|".join(map(re.escape, sorted(known, key=lambda it: (-len(it), it))))
    sign_alone = rf"(?<!{_LETTER})(?:{sign})(?!{_LETTER})"
    return re.compile(
        rf"(?P<minus>[-\u2212]\s?)?(?<!\d)"
        rf"(?:(?P<before>{sign_alone})\s*(?P<of>{_AMOUNT})"
        rf"|(?P<amount>{_AMOUNT})\s*(?P<after>{sign_alone}))"
    )


def _decimal(number: str, language: str, code: str) -> Decimal | None:
    """The value; None where a number has no reading, or not just one.

    A number that is not written as the language does can be read where it can only mean one thing:
    "1,234.56" has decimals whatever the language, "1,234" may have or not.
    """
    comma_first = Locale.parse(language).number_symbols["latn"]["decimal"] == ","
    usual, other = (",", ".") if comma_first else (".", ",")
    decimals = max(2, get_global("currency_fractions").get(code, (2,))[0])
    value = _read(number, point=usual, group=other, decimals=decimals)
    if value is None and ({usual, other} <= set(number) or re.search(r"[.,]\d\d?$", number)):
        value = _read(number, point=other, group=usual, decimals=decimals)
    return value


def _read(number: str, *, point: str, group: str, decimals: int) -> Decimal | None:
    """The value of a number whose decimals come after `point`, if it is written in this way."""
    whole = rf"(?:\d{{1,3}}(?:(?P<by>[{group}{_SPACES}])\d{{3}}(?:(?P=by)\d{{3}})*)?|\d+)"
    found = re.fullmatch(rf"(?P<whole>{whole})(?:\{point}(?P<part>\d{{1,{decimals}}}))?", number)
    if not found:
        return None
    digits = re.sub(r"\D", "", found["whole"])
    return Decimal(f"{digits}.{found['part'] or '':0<2}")
