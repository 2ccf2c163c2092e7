"""What a part that is not found any more may be now, and the line that would mend it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from flows.domain.findings import Finding
from flows.sites.aliexpress.canary.stop import Stop, override_of, script
from flows.sites.aliexpress.words import Words, says, tidy

_NAME = re.compile(r"""[.#]([\w-]{3,})|(?<!type)[*^$]?=["']?([\w -]{3,})""")
_ALIKE = 0.8
_AT_ALL = 0.5
_SAYS_THE_SAME = 0.4  # of a text that only such a part shows
_LONGEST_END = 5  # as in "order-status-v2" for "order-status"
_GROWN = 0.9
_SHOWN = 3
_TRIED = 8


@dataclass(frozen=True, slots=True)
class Near:
    """What is nearest, and the override that was seen to find what is needed, if one was."""

    finding: Finding
    candidates: tuple[str, ...] = ()
    override: str | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    selector: str
    text: str
    likeness: float

    def __str__(self) -> str:
        return f"{self.selector} ({self.text!r})" if self.text else self.selector


def nearest_parts(stop: Stop, part: str, control: str, fits: Callable[[str], bool]) -> Near:
    """`fits` tells whether a selector finds as many as are needed, so that the page reads."""
    lost = stop.screen.selector(part, control)
    others = stop.screen.tables.locators(stop.screen.layout)[part]
    taken = [selector for name, selector in others.items() if name != control]
    found = stop.document.evaluate(script("steady.js"), [taken])
    says_it = _saying(control, stop.words)
    near = sorted(_alike(found, lost, says_it), key=lambda it: -it.likeness)[:_TRIED]
    mends = next((it for it in near if it.likeness >= _ALIKE and fits(it.selector)), None)
    shown = tuple(str(it) for it in ([mends] if mends else []) + [it for it in near if it != mends])
    if mends is None:
        return Near(Finding.MISSING, shown[:_SHOWN])
    finding = Finding.MOVED if _last(lost) & _last(mends.selector) else Finding.RENAMED
    return Near(finding, shown[:_SHOWN], override_of(stop.locator(part, control), mends.selector))


def _alike(
    found: Sequence[dict[str, str]], lost: str, says_it: Callable[[str], bool]
) -> Iterator[_Candidate]:
    wanted = _last(lost)
    for it in found:
        same = max((_ratio(a, b) for a in wanted for b in _last(it["selector"])), default=0.0)
        likeness = same + (_SAYS_THE_SAME if says_it(it["text"]) else 0)
        if likeness >= _AT_ALL:
            yield _Candidate(it["selector"], it["text"], likeness)


def _last(selector: str) -> set[str]:
    """The names in what a selector finds, without those of what it stands in."""
    ends = [re.split(r"[\s>+~]+(?![^\[]*\])", it.strip())[-1] for it in selector.split(",")]
    return {(name or value).strip() for end in ends for name, value in _NAME.findall(end)}


def _ratio(one: str, other: str) -> float:
    ratio = SequenceMatcher(None, one.lower(), other.lower()).ratio()
    grown = other.startswith(one) and len(other) - len(one) <= _LONGEST_END
    return max(ratio, _GROWN) if grown else ratio


def _saying(control: str, words: Words) -> Callable[[str], bool]:
    """Whether a text is one that only this part shows; never, where none is known."""
    tables = {
        "status": list(words.status.values()),
        "end_reason": list(words.end_reason.values()),
        "state": list(words.dispute_stage.values()),
    }
    known = tables.get(control, [])
    return lambda text: any(says(texts, tidy(text)) for texts in known)


def nearest_texts(text: str, known: Sequence[str]) -> list[str]:
    """Those that are most like it first, however little."""
    return sorted(known, key=lambda it: -_ratio(it, text))
