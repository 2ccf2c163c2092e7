"""The whole page, redacted: its elements stay, what they say and carry is gone through."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from automator.redaction.attributes import Attributes
from automator.redaction.links import redacted_link
from automator.redaction.needed import Needed
from automator.redaction.numbers import FakeIds
from automator.redaction.parsed import Parsed, Part, Tag, parsed
from automator.redaction.texts import KeptTexts
from flows.sites.aliexpress.words import Words

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
    ids: FakeIds = field(default_factory=FakeIds)

    def page(self, html: str) -> str:
        """A page that can be shown to a stranger, made of one as `page_as_seen` tells it."""
        texts = KeptTexts(self.words, self.secrets)
        page = parsed(html)
        attributes = Attributes(
            self.needed,
            self.ids,
            self.shops_host,
            lambda text: self._text(text, _kept(text, [Part(0, len(text))], texts)),
            lambda value: any(texts.never_kept(value)),
        )
        return "".join(self._written(page, attributes, texts))

    def address(self, url: str) -> str:
        """The address of a page of the shop."""
        return redacted_link(url, self.shops_host, self.needed, self.ids)

    def _written(self, page: Parsed, attributes: Attributes, texts: KeptTexts) -> Iterator[str]:
        yield "<!DOCTYPE html>\n"
        kept = _kept(page.text, [*page.elements, *_texts_of(page)], texts)
        for item in page.items:
            if isinstance(item, Part):
                own = slice(item.begin, item.end)
                text = self._text(page.text[own], kept[own])
                yield escape(text if text.strip() else text[:1], quote=False)
            else:
                yield _tag(item, attributes)
        yield "\n"

    def _text(self, text: str, kept: bytes) -> str:
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


def _tag(tag: Tag, attributes: Attributes) -> str:
    if tag.closes:
        return f"</{tag.name}>"
    told = ((name, attributes.redacted(tag.name, name, value)) for name, value in tag.attributes)
    kept = (f' {name}="{escape(value)}"' for name, value in told if value is not None)
    return f"<{tag.name}{''.join(kept)}>"
