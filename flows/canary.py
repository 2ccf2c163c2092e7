"""The canary: whether all that the journeys need of the shop's pages is there, before it is used.

Nothing is sent on the way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.domain.findings import Finding, Looked
from flows.domain.outcomes import Outcome
from flows.errors import FlowError
from flows.ports import Evidence, Progress
from flows.storefront import Walk


@dataclass(frozen=True, slots=True)
class Canary:
    """How the walk ended, and what was found: each thing once, trouble first."""

    outcome: Outcome
    message: str
    looked: tuple[Looked, ...]

    @property
    def trouble(self) -> tuple[Looked, ...]:
        return tuple(it for it in self.looked if it.finding.is_trouble)

    @property
    def passes(self) -> bool:
        return self.outcome is Outcome.DONE


def canary(walk: Walk, evidence: Evidence, progress: Progress) -> Canary:
    """Walk through the pages and look; a walk that is stopped tells what it saw until then."""
    seen: list[Looked] = []
    try:
        for stop in walk.stops():
            seen += _pictured(stop, evidence)
            _tell(stop, progress)
    except FlowError as stopped:
        looked = _each_once(seen)
        return Canary(stopped.outcome, f"The walk was stopped: {stopped}", looked)
    return _ended(_each_once(seen))


def _tell(stop: Sequence[Looked], progress: Progress) -> None:
    for page in dict.fromkeys(it.page for it in stop if it.page):
        order = next((f" of order {it.order_id}" for it in stop if it.order_id), "")
        progress.step(f"Looked at the page {page.replace('_', ' ')}{order}")


def _pictured(stop: Sequence[Looked], evidence: Evidence) -> Iterable[Looked]:
    """With one picture of the page where anything on it is not as known."""
    broken = next((it for it in stop if it.finding.is_trouble), None)
    if broken is None:
        return stop
    picture = "-".join(filter(None, ("doctor", broken.page, broken.order_id)))
    evidence.keep(picture)
    return [replace(it, picture=picture) if it.finding.is_trouble else it for it in stop]


def _each_once(seen: Sequence[Looked]) -> tuple[Looked, ...]:
    """What is the matter with a thing anywhere is the matter with it; else that it is well."""
    found: dict[str, Looked] = {}
    for it in seen:
        before = found.get(it.name)
        if before is None or _weight(it) > _weight(before):
            found[it.name] = it
    well = {it.name for it in seen if it.finding is Finding.OK}
    kept = [_unless_seen(it, well) for it in found.values()]
    return tuple(sorted(kept, key=lambda it: -_weight(it)))


def _weight(it: Looked) -> int:
    return {Finding.UNCHECKED: 0, Finding.OK: 1, Finding.MISSING: 2}.get(it.finding, 3)


def _unless_seen(it: Looked, well: set[str]) -> Looked:
    """A control that one order lacks and another one has is where it should be."""
    is_control = ".control." in it.name and it.finding is Finding.MISSING
    if not (is_control and it.name in well):
        return it
    return replace(it, finding=Finding.OK, told="Other orders have it.", picture=None)


def _ended(looked: tuple[Looked, ...]) -> Canary:
    trouble = [it for it in looked if it.finding.is_trouble]
    checked = sum(it.finding is not Finding.UNCHECKED for it in looked)
    rest = f"{len(looked) - checked} could not be checked with what the account has"
    if trouble:
        names = "; ".join(f"{it.name} is {it.finding}" for it in trouble)
        message = f"The shop's pages are not as known: {names}. Nothing was sent."
        return Canary(Outcome.SHOP_CHANGED, message, looked)
    message = f"All {checked} things that could be checked on the pages are as known; {rest}."
    return Canary(Outcome.DONE, message, looked)
