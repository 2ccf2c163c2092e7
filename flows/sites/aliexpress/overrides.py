"""What a person says of the shop's pages beside our tables, after the shop has changed.

Selectors replace ours: `[locators.current.order]` with `status = "h1"`. Labels are added to ours:
`[labels.en.status]` with `cancelled = ["Voided"]`, or `[labels.en]` with `send = ["Hand in"]`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from flows.sites.aliexpress.css import css_mistake
from flows.sites.aliexpress.layouts import LAYOUTS
from flows.sites.aliexpress.locators import Locators, locators
from flows.sites.aliexpress.tables import Tables
from flows.sites.aliexpress.words import Words, languages, says, words_in

Keys = tuple[str, ...]
_PARTS = {"dates": ["{day}", "{month}", "{year}"], "times": ["{time}"]}
_TOP_LEVEL = ("labels", "en")
# Each of an act's stands in a dialog that is known by its title, each of a dispute in a part of its
# own.
_SAME_TEXT_FOR_SEVERAL = {"act_confirm", "dispute"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A key from the top of the file down, and what is wrong with what it says."""

    keys: Keys
    what: str


class WrongOverrides(Exception):
    """What can't be used; nothing of it is."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(f"{'.'.join(it.keys)} {it.what}" for it in self.mistakes))


def overridden(said: Mapping[str, Any]) -> Tables:
    """Our tables with what is said instead of, and beside, some of it. Raises WrongOverrides."""
    if mistakes := list(_mistakes(said)):
        raise WrongOverrides(mistakes)
    return Tables(
        selectors={
            layout: _replaced(locators(layout), pages)
            for layout, pages in said.get("locators", {}).items()
        },
        words={
            language: _added(words_in(language), labels)
            for language, labels in said.get("labels", {}).items()
        },
    )


def _replaced(ours: Locators, theirs: Locators) -> Locators:
    return {page: {**controls, **theirs.get(page, {})} for page, controls in ours.items()}


def _added(ours: Words, theirs: Mapping[str, Any]) -> Words:
    table = ours.model_dump()
    for name, said in theirs.items():
        if isinstance(said, dict):
            both = {
                meaning: table[name].get(meaning, []) + texts for meaning, texts in said.items()
            }
            table[name] = {**table[name], **both}
        else:
            table[name] = table[name] + said
    return Words.model_validate(table)


def _mistakes(said: Mapping[str, Any]) -> Iterator[Mistake]:
    known = {
        "locators": {layout: locators(layout) for layout in LAYOUTS},
        "labels": {language: _labels(words_in(language)) for language in languages()},
    }
    yield from _unknown((), said, known)
    texts = []
    for keys, value, ours in _leaves((), said, known):
        if isinstance(ours, str):
            yield from _of_selector(keys, value)
        elif mistakes := list(_of_texts(keys, value)):
            yield from mistakes
        else:
            texts.append((keys, value))
    yield from _of_meanings(texts, known["labels"])


def _labels(words: Words) -> dict[str, Any]:
    return words.model_dump(mode="json", exclude={"language"})


def _unknown(above: Keys, said: Any, known: Any) -> Iterator[Mistake]:
    """Keys that have no place in our tables, and what should be a table and is not."""
    if not isinstance(known, Mapping):
        return
    if not isinstance(said, Mapping):
        yield Mistake(above, f"must be a table; known in it: {', '.join(sorted(known))}")
        return
    for key, value in said.items():
        if key in known:
            yield from _unknown((*above, key), value, known[key])
        else:
            [nearest] = get_close_matches(key, sorted(known), n=1, cutoff=0)
            what = f"is unknown; the nearest known one is {nearest}"
            yield Mistake((*above, key), f"{what}, of {', '.join(sorted(known))}")


def _leaves(above: Keys, said: Any, known: Any) -> Iterator[tuple[Keys, Any, Any]]:
    """What is said where our tables hold a selector or texts, with what ours hold there."""
    if not isinstance(known, Mapping):
        yield above, said, known
    elif isinstance(said, Mapping):
        for key, value in said.items():
            if key in known:
                yield from _leaves((*above, key), value, known[key])


def _of_selector(keys: Keys, value: Any) -> Iterator[Mistake]:
    mistake = css_mistake(value) if isinstance(value, str) else "must be a CSS selector in quotes"
    if mistake:
        yield Mistake(keys, mistake)


def _of_texts(keys: Keys, value: Any) -> Iterator[Mistake]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        yield Mistake(keys, 'must be a list of texts, as ["Canceled"]')
        return
    parts = _PARTS.get(keys[2], [])
    for text in value:
        if parts:
            if sorted(re.findall(r"\{\w*\}", text)) != parts:
                yield Mistake(keys, f"has {text!r}, but needs each of {', '.join(parts)} once")
        elif not re.search(r"\w", text):
            yield Mistake(keys, f"has {text!r}, which would be found in any text, or in none")


def _of_meanings(said: Sequence[tuple[Keys, list[str]]], ours: Any) -> Iterator[Mistake]:
    """A text may mean one thing in its table; those outside of any are a table of their own."""
    for keys, texts in said:
        *table, meaning = keys
        if keys[2] in _PARTS or table[-1] in _SAME_TEXT_FOR_SEVERAL:
            continue
        others = [(key, text) for key, text in _texts_in(tuple(table), ours) if key != meaning]
        others += [
            (them[-1], text)
            for them, added in said
            for text in added
            if them[:-1] == tuple(table) and them[-1] != meaning
        ]
        for text in texts:
            for other in dict.fromkeys(key for key, it in others if _overlap(text, it)):
                yield Mistake(keys, f"has {text!r}, which means {other} already")


def _texts_in(table: Keys, ours: Any) -> Iterator[tuple[str, str]]:
    """The texts of a table such as ("labels", "en", "status"), each with its meaning."""
    entries = ours[table[1]] if len(table) == len(_TOP_LEVEL) else ours[table[1]][table[2]]
    for key, texts in entries.items():
        if isinstance(texts, list) and key not in _PARTS:
            yield from ((key, text) for text in texts)


def _overlap(one: str, other: str) -> bool:
    """Whether a page could show a text that is both."""
    return says([one], other.replace("*", "any")) or says([other], one.replace("*", "any"))
