"""Which characters of a printed text stay: the shop's known words, sums, dates, what is counted."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from flows.sites.aliexpress.sums import places_of_sums
from flows.sites.aliexpress.times import places_of_dates
from flows.sites.aliexpress.words import Words

Span = tuple[int, int]

_COUNT = r"\s*(?:\(\s*\d{1,4}\s*\))?\s*[:\uff1a]?"
_SMALL = re.compile(r"\s*\d{1,4}\s*")
_DIGITS_OF_A_SUM = 9
_WORDS_AT_MOST = {"name": 4, "sentence": 25}


class KeptTexts:
    """The texts of one language. Secrets are never kept, whatever they stand in."""

    def __init__(self, words: Words, secrets: Iterable[str] = ()) -> None:
        self._words = words
        self._secrets = [secret for secret in secrets if len(secret) > 1]

    def kept(self, text: str, shops_own: str = "") -> list[Span]:
        """What stays of a text; of the shop's own "name" or "sentence" all that is no number.

        Of a "count" of the shop a small number stays.
        """
        spans = list(self._spans(text, 0))
        if shops_own == "count":
            return [*spans, (0, len(text))] if _SMALL.fullmatch(text) else spans
        if shops_own and len(text.split()) <= _WORDS_AT_MOST[shops_own]:
            spans += [found.span() for found in re.finditer(r"\D+", text)]
        return spans

    def never_kept(self, text: str) -> Iterator[Span]:
        """Where a secret stands in a text."""
        if self._secret:
            yield from (found.span() for found in self._secret.finditer(text))

    @cached_property
    def _secret(self) -> re.Pattern[str] | None:
        known = "|".join(map(re.escape, sorted(self._secrets, key=len, reverse=True)))
        return re.compile(rf"(?<!\w)(?:{known})(?!\w)", re.IGNORECASE) if known else None

    @cached_property
    def labels(self) -> list[str]:
        """All texts of the tables, but for the forms of dates and the words for units of time."""
        tables = self._words.model_dump(exclude={"language", "dates", "times", "duration_units"})
        lists = [it for table in tables.values() for it in _lists(table)]
        return [text for texts in lists for text in texts]

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        plain = [_spaced(text) for text in self.labels if "*" not in text]
        return re.compile(rf"\s*(?:{'|'.join(plain)}){_COUNT}\s*", re.IGNORECASE)

    @cached_property
    def _sentences(self) -> list[re.Pattern[str]]:
        open_ones = [text.split("*") for text in self.labels if "*" in text]
        patterns = [r"(.*?)".join(map(_spaced, parts)) for parts in open_ones]
        return [re.compile(rf"\s*{it}\s*", re.IGNORECASE | re.DOTALL) for it in patterns]

    @cached_property
    def _counted(self) -> re.Pattern[str]:
        units = [word for words in self._words.duration_units.values() for word in words]
        known = "|".join(map(re.escape, units))
        return re.compile(rf"\b\d{{1,3}}(?:\s*(?:{known})\b|(?![\w.,]))", re.IGNORECASE)

    def _spans(self, text: str, at: int) -> Iterator[Span]:
        """Spans in a text that itself begins at a place of a longer one."""
        if self._whole.fullmatch(text):
            yield at, at + len(text)
            return
        label, colon, value = text.partition(":")
        if colon and self._whole.fullmatch(label):
            yield at, at + len(label) + 1
            yield from self._spans(value, at + len(label) + 1)
        for sentence in self._sentences:
            if found := sentence.fullmatch(text):
                yield from self._around(found, at)
        for begin, end in self._facts(text):
            yield at + begin, at + end

    def _around(self, found: re.Match[str], at: int) -> Iterator[Span]:
        """A sentence without what stands for anything in it, and what is counted in that."""
        begin = 0
        for group in range(1, found.re.groups + 1):
            yield at + begin, at + found.start(group)
            for counted in self._counted.finditer(found[group]):
                yield tuple(at + found.start(group) + edge for edge in counted.span())  # type: ignore[misc]
            begin = found.end(group)
        yield at + begin, at + found.end()

    def _facts(self, text: str) -> Iterator[Span]:
        words = self._words
        yield from places_of_dates(text, words.dates, words.times, words.language)
        for begin, end in places_of_sums(text, words.language):
            if sum(map(str.isdigit, text[begin:end])) <= _DIGITS_OF_A_SUM:
                yield begin, end


def _lists(table: object) -> Iterator[list[str]]:
    if isinstance(table, list):
        yield table
    elif isinstance(table, dict):
        yield from table.values()


def _spaced(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split(" ")))
