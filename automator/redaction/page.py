"""The whole page, redacted: its elements stay, what they say and carry is gone through."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from automator.redaction.as_seen import SHOPS_OWN
from automator.redaction.attributes import Attributes
from automator.redaction.links import redacted_link
from automator.redaction.needed import Needed
from automator.redaction.numbers import FakeIds, StandIns
from automator.redaction.parsed import Parsed, Part, Tag, parsed
from automator.redaction.texts import KeptTexts
from flows.sites.aliexpress.words import Words

_QUOTED = re.compile(r"[\"']([^\"']+)[\"']")
_LONGEST_READ_AS_ONE = 400  # characters; what a page object reads is much shorter


@dataclass(frozen=True)
class Redaction:
    """How pages are redacted; the same id is the same other one on all of them.

    `words` are those of the language that the pages are in, `secrets` what is never kept, even
    where it is also a word of the shop.
    """

    needed: Needed
    words: Words
    shops_host: str
    secrets: tuple[str, ...] = ()
    ids: StandIns = field(default_factory=FakeIds)

    def page(self, html: str, *, marked: bool = False) -> str:
        """A page that can be shown to a stranger, made of one as `page_as_seen` tells it.

        `marked`: what is the shop's own stays marked, to be redacted once more.
        """
        return "".join(self._written(parsed(html), self.attributes(), marked=marked))

    def text(self, text: str, shops_own: str = "") -> str:
        """A printed text by itself; `shops_own` is the kind that `page_as_seen` would mark."""
        kept = _kept(text, [Part(0, len(text), shops_own)], self._texts)
        return self._with_stand_ins(text, kept)

    def attributes(self) -> Attributes:
        """Those of one page."""
        return Attributes(
            self.needed,
            self.ids,
            self.shops_host,
            self.text,
            lambda value: any(self._texts.never_kept(value)),
        )

    def address(self, url: str) -> str:
        """The address of a page of the shop."""
        return redacted_link(url, self.shops_host, self.needed, self.ids)

    def is_ours(self, text: str) -> bool:
        """Whether it is a selector or label of the tables that pages are read by."""
        return text in self._ours

    @cached_property
    def _ours(self) -> frozenset[str]:
        quoted = (it for text in self.needed.selectors for it in _QUOTED.findall(text))
        return frozenset([*self.needed.selectors, *quoted, *self._texts.labels])

    @cached_property
    def _texts(self) -> KeptTexts:
        return KeptTexts(self.words, self.secrets)

    def _written(self, page: Parsed, attributes: Attributes, *, marked: bool) -> Iterator[str]:
        yield "<!DOCTYPE html>\n"
        kept = _kept(page.text, [*page.elements, *_texts_of(page)], self._texts)
        for item in page.items:
            if isinstance(item, Part):
                own = slice(item.begin, item.end)
                text = self._with_stand_ins(page.text[own], kept[own])
                yield escape(text if text.strip() else text[:1], quote=False)
            else:
                yield _tag(item, attributes, marked=marked)
        yield "\n"

    def _with_stand_ins(self, text: str, kept: bytes) -> str:
        other = self.ids.shapeless(text)
        return "".join(text[at] if kept[at] else other[at] for at in range(len(text)))


def _texts_of(page: Parsed) -> Iterator[Part]:
    return (item for item in page.items if isinstance(item, Part))


def _kept(text: str, parts: list[Part], texts: KeptTexts) -> bytes:
    """For each character of a text whether it stays, by whichever part of it says so.

    A secret in any part goes, whatever the others say: words of two elements touch each other.
    """
    kept = bytearray(len(text))
    short = {part for part in parts if part.end - part.begin <= _LONGEST_READ_AS_ONE}
    for part in short:
        for begin, end in texts.kept(text[part.begin : part.end], part.shops_own):
            kept[part.begin + begin : part.begin + end] = b"\1" * (end - begin)
    for part in set(parts):
        for begin, end in texts.never_kept(text[part.begin : part.end]):
            kept[part.begin + begin : part.begin + end] = bytes(end - begin)
    return bytes(kept)


def _tag(tag: Tag, attributes: Attributes, *, marked: bool) -> str:
    if tag.closes:
        return f"</{tag.name}>"
    mark = f' {SHOPS_OWN}="{tag.shops_own}"' if marked and tag.shops_own else ""
    told = ((name, attributes.redacted(tag.name, name, value)) for name, value in tag.attributes)
    kept = (f' {name}="{escape(value)}"' for name, value in told if value is not None)
    return f"<{tag.name}{mark}{''.join(kept)}>"
