"""The files of a run, each in the form in which a stranger may have it."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from automator.redaction.aria import redacted_aria
from automator.redaction.fields import some_of
from automator.redaction.needed import Needed
from automator.redaction.numbers import ID, FakeIds
from automator.redaction.own_words import OwnWords
from automator.redaction.page import Redaction
from automator.redaction.trace.archive import rewrite_trace
from automator.redaction.trace.rewriting import Rewriting
from automator.run_files import CONSOLE, FAILED_REQUESTS, LOG, RUN, TRACE
from flows.errors import ShopChanged
from flows.sites.aliexpress.tables import Tables

_LANGUAGE = re.compile(r"(?:<html[^>]*\slang=\"|\"HTML\",\{[^{}]*\"lang\":\")([A-Za-z-]{2,10})\"")
Document = dict[str, Any]


@dataclass(frozen=True)
class ForStrangers:
    """How the files of one run are redacted; the same id is the same other one in all of them."""

    tables: Tables
    shops_host: str
    never_kept: tuple[str, ...]
    ids: FakeIds = field(default_factory=FakeIds)

    def redaction(self, page: str = "") -> Redaction:
        """For a page, or a trace, in the language that it says it is in."""
        found = _LANGUAGE.search(page)
        try:
            words = self.tables.words_in(found[1] if found else "en")
        except ShopChanged:
            words = self.tables.words_in("en")
        return Redaction(Needed(self.tables), words, self.shops_host, self.never_kept, self.ids)

    @cached_property
    def _english(self) -> Redaction:
        return self.redaction()

    @cached_property
    def _own_words(self) -> OwnWords:
        return self._own_words_with(self._english)

    def _own_words_with(self, redaction: Redaction) -> OwnWords:
        return OwnWords(redaction, frozenset(it.casefold() for it in self.never_kept))

    def texts(self, folder: Path) -> Iterator[tuple[str, str]]:
        """Names and contents of all files that are texts."""
        for file in sorted(folder.iterdir()):
            redact = self._by_name.get(file.name) or self._by_suffix.get(_suffix(file.name))
            if redact:
                yield file.name, redact(file.read_text(encoding="utf-8", errors="replace"))

    def left_out(self, folder: Path) -> list[str]:
        """The files that are not in the bundle: pictures, above all."""
        known = {*self._by_name, TRACE}
        return [
            file.name
            for file in sorted(folder.iterdir())
            if file.name not in known and _suffix(file.name) not in self._by_suffix
        ]

    def add_trace(self, folder: Path, target: ZipFile) -> bool:
        """Whether there is one, which is in the bundle then."""
        source = folder / TRACE
        if not source.is_file():
            return False
        with ZipFile(source) as trace:
            names = [name for name in trace.namelist() if name.endswith(".trace")]
            redaction = self.redaction("".join(trace.read(name).decode() for name in names))
        said = self._own_words_with(redaction).said
        rewrite_trace(source, target, Rewriting(redaction, said, for_strangers=True))
        return True

    @cached_property
    def _by_name(self) -> dict[str, Callable[[str], str]]:
        return {
            RUN: self._run,
            LOG: lambda text: _lines(text, self._logged),
            CONSOLE: lambda text: _lines(text, self._console),
            FAILED_REQUESTS: lambda text: _lines(text, self._failed_request),
        }

    @cached_property
    def _by_suffix(self) -> dict[str, Callable[[str], str]]:
        return {
            ".html": lambda text: self.redaction(text).page(text),
            ".aria.yaml": lambda text: redacted_aria(text, self._english),
            ".txt": self._said,
        }

    def _said(self, text: str | None) -> str:
        return self._own_words.said(text or "")

    def _id(self, number: str | None) -> str | None:
        return self.ids.of(number) if number and ID.fullmatch(number) else None

    def _run(self, text: str) -> str:
        run = json.loads(text)
        document = {
            **some_of(run, "command", "began_at", "ended_at", "outcome", "versions"),
            "message": self._said(run.get("message")),
            "orders": [self._id(it) for it in run.get("orders", [])],
            "stops": [self._stop(it) for it in run.get("stops", [])],
            "lost": [self._said(it) for it in run.get("lost", [])],
        }
        return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n"

    def _stop(self, stop: Document) -> Document:
        return {
            **some_of(stop, "name", "at", "recognised"),
            "order": self._id(stop.get("order")),
            "why": self._said(stop.get("why")),
            "address": self._english.address(stop.get("address", "")),
        }

    def _logged(self, line: Document) -> Document:
        told = {name: self._said(line.get(name)) or None for name in ("message", "error")}
        return {**some_of(line, "at", "level", "module", "step"), **told}

    def _console(self, line: Document) -> Document:
        return {
            **some_of(line, "at", "type", "line"),
            "text": self._english.text(str(line.get("text", ""))),
            "page": self._english.address(line.get("page", "")),
        }

    def _failed_request(self, line: Document) -> Document:
        return {
            **some_of(line, "at", "method", "kind", "status"),
            "address": self._english.address(line.get("address", "")),
            "why": self._said(line.get("why")) or None,
        }


def _suffix(name: str) -> str:
    return name[name.index(".") :] if "." in name else ""


def _lines(text: str, redact: Callable[[Document], Document]) -> str:
    documents: Iterable[Document] = map(json.loads, filter(None, text.splitlines()))
    return "".join(f"{json.dumps(redact(it), ensure_ascii=False)}\n" for it in documents)
