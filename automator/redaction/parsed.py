"""HTML taken apart: tags in their order, and all printed text as one, with each element's part."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from automator.redaction.as_seen import SHOPS_OWN

_GONE = {
    "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "picture",
    "video", "audio", "canvas", "map",
}  # fmt: skip
_GONE_AND_EMPTY = {"link", "meta", "base", "embed", "frame", "source", "track", "area"}
EMPTY = {"br", "col", "hr", "img", "input", "wbr"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the printed text, from begin to end; `shops_own` is the kind that it is marked."""

    begin: int
    end: int
    shops_own: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that opens, with its attributes and the kind that it is marked, or one that closes."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    shops_own: str = ""
    closes: bool = False


@dataclass
class Parsed:
    """A page: `items` in their order, of which the parts are texts between tags.

    `elements` are the parts that elements have, whatever tags stand within them.
    """

    text: str
    items: list[Tag | Part]
    elements: list[Part]


def parsed(html: str) -> Parsed:
    """Take a page apart, without scripts, styles, pictures, comments and what was typed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Parsed("".join(reader.texts), reader.items, reader.elements)


@dataclass
class _Open:
    tag: str
    begin: int
    shops_own: str


@dataclass
class _Reader(HTMLParser):
    texts: list[str] = field(default_factory=list)
    items: list[Tag | Part] = field(default_factory=list)
    elements: list[Part] = field(default_factory=list)
    _at: int = 0
    _open: list[_Open] = field(default_factory=list)
    _within: list[str] = field(
        default_factory=list
    )  # elements that are left out with their content

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._within or tag in _GONE:
            if tag not in EMPTY | _GONE_AND_EMPTY:
                self._within.append(tag)
            return
        if tag in _GONE_AND_EMPTY or given.get("type") == "hidden":
            return
        shops_own = given.pop(SHOPS_OWN, "")
        self.items.append(Tag(tag, tuple(given.items()), shops_own))
        if tag not in EMPTY:
            self._open.append(_Open(tag, self._at, shops_own))

    def handle_endtag(self, tag: str) -> None:
        if self._within:
            if tag in self._within:
                while self._within.pop() != tag:
                    pass
            return
        if all(element.tag != tag for element in self._open):
            return
        while True:
            element = self._open.pop()
            self.elements.append(Part(element.begin, self._at, element.shops_own))
            self.items.append(Tag(element.tag, closes=True))
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        typed = bool(self._open) and self._open[-1].tag == "textarea"
        if self._within or typed:
            return
        self.texts.append(data)
        self.items.append(Part(self._at, self._at + len(data)))
        self._at += len(data)
