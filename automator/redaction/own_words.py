"""Sentences of our own and of Playwright's: their words stay, what was put into them is replaced.

A word stays where it stands in a text of our own code. What is quoted is the shop's or the
buyer's, and redacted like a page.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePath

from automator.redaction.numbers import ID
from automator.redaction.page import Redaction

_ROOT = Path(__file__).parents[2]
_HOUSES = ("automator", "flows")
_PLAYWRIGHTS = (
    "waiting for element to be visible enabled and stable is editable scrolling into view if needed"
    " done performing click action attempting hover navigations have finished scheduled navigating"
    " until resolved hidden intercepts pointer events retrying attempt timeout exceeded Timeout"
    " Error strict mode violation elements internal control enter frame role text label attr has"
    " not nth true false Locator Page Frame Call log domcontentloaded load networkidle commit css"
    " get_by_role get_by_label get_by_text locator exact name filter first last and or to be the"
    " unexpected value outside viewport receives detached from DOM net ERR CONNECTION REFUSED"
    " RESET ABORTED FAILED EMPTY RESPONSE TIMED OUT CLOSED NAME RESOLVED Traceback most recent"
    " call File line in Target page context browser has been closed combobox dialog button radio"
    " No space left on device Permission denied Not a directory exists Read only system"
)
_PART = re.compile(
    r"(?P<address>\bhttps?://[^\s\"'<>)]+)"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<time>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\+00:00|Z)?)?|\d{8}T\d{6})"
    r"|(?<![^\W_])(?P<quote>[\"'])(?P<quoted>.+?)(?P=quote)(?![^\W_])"
    r"|(?P<path>(?:[A-Za-z]:)?(?:[\\/][\w.@+-]+){2,})"
    r"|(?P<telephone>\+?\(?\d[\d ()-]{6,}\d)"
    r"|(?P<word>[^\W\d_]+)(?![^\W_]*\d)"
    r"|(?P<number>\d{1,4}(?!\w))"
    r"|(?P<joint>_+)"
    r"|(?P<rest>\w+)",
    re.DOTALL,
)
_SELECTOR = "internal:"  # how Playwright begins those of its own, which have quoted texts in them
_FILE = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][\w.@+-]+){2,}")
_EXPLANATION = re.compile(r'"""(?:.*?)"""', re.DOTALL)  # no text of ours that anybody is told
_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_NAME = re.compile(r"^ *(?:def|class) (\w+)", re.MULTILINE)
_OUR_PARTS = {*_HOUSES, "tests"}


@dataclass(frozen=True)
class OwnWords:
    """Redacts sentences; what is quoted, and each id, becomes the same as on the pages.

    `private` are words that never stay, whoever else may use them.
    """

    redaction: Redaction
    private: frozenset[str] = frozenset()

    def said(self, text: str) -> str:
        return _PART.sub(self._part, text)

    def _part(self, found: re.Match[str]) -> str:
        kind = found.lastgroup or ""
        if kind == "quoted":
            quote = found["quote"]
            return f"{quote}{self._quoted(found['quoted'])}{quote}"
        return self._by_kind[kind](found.group())

    @cached_property
    def _by_kind(self) -> dict[str, Callable[[str], str]]:
        return {
            "address": self.redaction.address,
            "mail": self.redaction.ids.shapeless,
            "time": str,
            "path": of_our_folders,
            "telephone": self._telephone,
            "word": self._word,
            "number": str,
            "joint": str,
            "rest": self.redaction.ids.shapeless,
        }

    def _quoted(self, text: str) -> str:
        if self.redaction.is_ours(text):
            return text
        if text.startswith(_SELECTOR):
            return self.said(text)
        return of_our_folders(text) if _FILE.fullmatch(text) else self.redaction.text(text)

    def _telephone(self, text: str) -> str:
        """Digits in groups; a single long number is an id."""
        return self.redaction.ids.of(text) if ID.fullmatch(text) else re.sub(r"\d", "0", text)

    def _word(self, word: str) -> str:
        is_ours = word in our_words() and word.casefold() not in self.private
        return word if is_ours else self.redaction.ids.shapeless(word)


def of_our_folders(file: str) -> str:
    """A file's name from our own folders on, or its last part: the rest tells whose it is."""
    parts = PurePath(re.sub(r"\\+", "/", file)).parts
    begins = [at for at, part in enumerate(parts) if part in _OUR_PARTS]
    return "/".join(parts[begins[-1] :]) if begins else parts[-1]


@cache
def our_words() -> frozenset[str]:
    """Each word in the texts of our code, as it is written there, and those of Playwright's log."""
    texts = [_PLAYWRIGHTS, *(text for house in _HOUSES for text in _texts_of(_ROOT / house))]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text))


def _texts_of(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*.py"):
        code = _EXPLANATION.sub("", file.read_text(encoding="utf-8"))
        yield from _TEXT.findall(code)
        yield from _NAME.findall(code)
    for file in folder.rglob("locators.toml"):
        yield file.read_text(encoding="utf-8")
