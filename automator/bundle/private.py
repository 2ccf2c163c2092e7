"""What is known of a buyer: it must not be in a bundle, in whatever form."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from automator.redaction.own_words import our_words

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\d.])\d{16}(?!\d)")  # order ids; shorter ones are times, too
_MADE_UP = re.compile(r"\b[0-9a-f]{32,}\b")  # by Playwright for its pages and frames, by chance
_TOKEN = re.compile(r"[\w%.=+/\"~-]{8,}")
_SHORTEST_NAME = 3
_TEXTS = (".html", ".yaml", ".txt", ".json", ".jsonl", ".trace", ".network")


@dataclass
class Private:
    """Values by their kind, such as "an e-mail address"; and the words that names are made of."""

    values: dict[str, set[str]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    def add(self, kind: str, values: Iterable[str | None]) -> None:
        self.values.setdefault(kind, set()).update(it.strip() for it in values if it and it.strip())

    def add_name(self, kind: str, name: str) -> None:
        """A name, of which each word goes; one that is a word of ours can't be searched for."""
        words = re.findall(r"[^\W\d_]{2,}", name)
        self.words.update(words)
        ours = {word.casefold() for word in our_words()}
        self.add(
            kind,
            (it for it in words if len(it) >= _SHORTEST_NAME and it.casefold() not in ours),
        )

    @property
    def never_kept(self) -> tuple[str, ...]:
        """What pages and sentences are redacted with."""
        return tuple({*self.words, *(it for values in self.values.values() for it in values)})


def add_session(private: Private, state: Mapping[str, object]) -> None:
    """Cookies and storage of a kept session."""
    private.add("a cookie or token", _long_texts(state))


def _long_texts(value: object) -> Iterator[str]:
    """Values that nobody else could have: long ones of letters and digits."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"name", "domain", "path", "origin", "sameSite", "since"}:
                yield from _long_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _long_texts(inner)
    elif isinstance(value, str) and _TOKEN.fullmatch(value) and re.search(r"\d", value):
        yield value


def add_seen(private: Private, folder: Path, greeting: Iterable[str]) -> None:
    """Addresses, ids and the name in the greeting, as the run's own files have them.

    `greeting` are the classes of elements that greet the buyer.
    """
    classes = f"(?:{'|'.join(map(re.escape, greeting))})"
    in_page = re.compile(rf"class=\"[^\"]*\b{classes}\b[^\"]*\"[^<>]*>([^<]{{1,80}})<")
    in_trace = re.compile(
        rf"\"class\":\"[^\"]*\b{classes}\b[^\"]*\"[^{{}}]*\}},\"([^\"\\]{{1,80}})\""
    )
    for text in _texts_in(folder):
        private.add("an e-mail address", _MAIL.findall(text))
        private.add("an order's id", _NUMBER.findall(_MADE_UP.sub("", text)))
        for greeted in (*in_page.findall(text), *in_trace.findall(text)):
            private.add_name("the buyer's name", greeted)


def _texts_in(folder: Path) -> Iterator[str]:
    for file in sorted(folder.iterdir()):
        if file.suffix in _TEXTS:
            yield file.read_text(encoding="utf-8", errors="replace")
        elif is_zipfile(file):
            with ZipFile(file) as archive:
                for name in archive.namelist():
                    if name.endswith(_TEXTS):
                        yield archive.read(name).decode(errors="replace")


def read_json(file: Path) -> dict[str, object]:
    """The document in a file; empty where there is none that can be read."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}
