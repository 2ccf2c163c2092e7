"""The texts of a page by their labels: does each say what is known, and is each label there."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from flows.domain.findings import Finding, Looked
from flows.errors import ShopChanged
from flows.sites.aliexpress.canary.mending import nearest_texts
from flows.sites.aliexpress.canary.needed import table
from flows.sites.aliexpress.canary.stop import Stop, override_of
from flows.sites.aliexpress.listed_orders import order_on
from flows.sites.aliexpress.words import UnknownWord, Words, entry, says, tidy

_SHOWN = 3
_LEFT = re.compile(r"\d.*\d\s*\w*|\d+\s*\w*")  # from the first number to the last one's unit
Row = tuple[str, str]


def rows_of(raw: Iterable[Sequence[str]]) -> list[Row]:
    """Rows of a label and a value, as the page objects read them."""
    return [(tidy(row[0]).rstrip(":"), tidy(" ".join(row[1:]))) for row in raw if row]


def labels_of(stop: Stop, page: str, rows: Sequence[Row]) -> Iterator[Looked]:
    """The labels of rows that must be on this page, by the facts that hold of it."""
    for key, said in table()["labels"].items():
        shown_on, _, fact = said.partition(" ")
        if shown_on == page and fact in stop.facts and key in _VALUES:
            yield _label(stop, key, rows)


def _label(stop: Stop, key: str, rows: Sequence[Row]) -> Looked:
    if entry(rows, _texts(stop.words, key)) is not None:
        return stop.looked(stop.label(key), Finding.OK, "It is there.")
    strange = [(label, value) for label, value in rows if not _is_known(stop.words, label)]
    fitting = [label for label, value in strange if _VALUES[key](stop, value)]
    near = nearest_texts(_texts(stop.words, key)[0], fitting)[:_SHOWN]
    told = f"Nothing is called {' or '.join(map(repr, _texts(stop.words, key)))}."
    if not near:
        return stop.looked(stop.label(key), Finding.MISSING, told)
    mends = override_of(stop.label(key), [near[0]])
    return stop.looked(stop.label(key), Finding.RENAMED, told, [repr(it) for it in near], mends)


def _texts(words: Words, key: str) -> list[str]:
    of: Any = words
    for step in key.split("."):
        of = getattr(of, step)
    return list(of)


def _is_known(words: Words, label: str) -> bool:
    return any(says(_texts(words, key), label) for key in _VALUES)


def _is_id(stop: Stop, value: str) -> bool:
    return stop.order_id in value


def _is_date(stop: Stop, value: str) -> bool:
    return _reads(stop.words.date_in, value)


def _is_sum(stop: Stop, value: str) -> bool:
    return _reads(stop.words.money_in, value)


def _is_method(stop: Stop, value: str) -> bool:
    return _reads(stop.words.method_of, value)


def _is_anything(_stop: Stop, value: str) -> bool:
    return bool(value)


def _reads(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except (ValueError, ShopChanged):
        return False
    return True


_VALUES: dict[str, Callable[[Stop, str], bool]] = {
    "order_id": _is_id,
    "placed_at": _is_date,
    "closed_at": _is_date,
    "paid_with": _is_method,
    "total": _is_sum,
    "refund_amount": _is_sum,
    "refund_due": _is_date,
    "dispute.wanted": _is_sum,
    "dispute.about": _is_anything,
    "dispute.received": _is_anything,
    "dispute.opened": _is_date,
}
"""What stands beside each label."""


def countdown_of(stop: Stop, reminders: Sequence[str]) -> Looked:
    """The sentence with the timer of an order that waits."""
    label = stop.label("countdown")
    if any(says(stop.words.countdown, text) for text in reminders):
        return stop.looked(label, Finding.OK, "It is there.")
    timed = [tidy(text) for text in reminders if stop.words.duration_in(text)]
    told = "No sentence is known as the one that says how much time is left."
    if not timed:
        return stop.looked(label, Finding.MISSING, told)
    mends = override_of(label, [_LEFT.sub("*", timed[0])])
    return stop.looked(label, Finding.RENAMED, told, [repr(timed[0])], mends)


def reading_of(stop: Stop, read: Callable[[], object]) -> Iterator[Looked]:
    """What the page object can't read of the page; where it can, its tables hold."""
    name = f"pages.{stop.page}"
    try:
        read()
    except UnknownWord as strange:
        yield unknown_word(stop, strange)
    except (ShopChanged, ValueError) as why:
        yield stop.looked(name, Finding.UNREADABLE, str(why))
    else:
        yield stop.looked(name, Finding.OK, "It reads as known.")


def unknown_word(stop: Stop, strange: UnknownWord) -> Looked:
    """A text of a table whose meaning is not known; the nearest one may be it."""
    known = {
        text: meaning
        for meaning, texts in getattr(stop.words, strange.table).items()
        for text in texts
    }
    near = nearest_texts(strange.text, list(known))[:_SHOWN]
    place = stop.label(strange.table)
    mends = override_of(f"{place}.{known[near[0]]}", [strange.text]) if near else None
    told = f"{strange.text!r} is not known."
    return stop.looked(place, Finding.RENAMED, told, [repr(it) for it in near], mends)


def cards_of(stop: Stop, cards: Sequence[dict[str, Any]]) -> Iterator[Looked]:
    """What the cards of a list say, each kind of trouble once."""
    told: dict[str, Looked] = {}
    for card in cards:
        with suppress(StopIteration):
            trouble = next(it for it in _card(stop, card) if it.finding.is_trouble)
            told.setdefault(trouble.told, trouble)
    yield from told.values()
    if not told:
        yield stop.looked(f"pages.{stop.page}", Finding.OK, "It reads as known.")


def _card(stop: Stop, card: dict[str, Any]) -> Iterator[Looked]:
    return reading_of(stop, lambda: order_on(card, stop.words))
