"""The parts of a page by their locators: is each there, as often as it should be, and usable."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Locator
from playwright.sync_api import TimeoutError as NotInTime

from flows.domain.findings import Finding, Looked
from flows.errors import ShopChanged
from flows.sites.aliexpress.canary.mending import nearest_parts
from flows.sites.aliexpress.canary.needed import FACTS, MAY, UNSEEN, Need, needs
from flows.sites.aliexpress.canary.reading import reads_with
from flows.sites.aliexpress.canary.stop import Stop, script
from flows.sites.aliexpress.pop_ups import usable

_LATE_S = 2.0  # parts that come after the page itself


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are and are shown; outer parts: all, those without one, those with several."""

    count: int
    shown: int
    roots: int
    bare: int
    twice: int

    def is_enough(self, need: Need) -> bool:
        return self.count > 0 and not (need.each and self.bare)

    def is_too_many(self, need: Need) -> bool:
        return need.one and (bool(self.twice) if need.inside else self.shown > 1)

    def fits(self, need: Need) -> bool:
        return self.is_enough(need) and not self.is_too_many(need)


def parts_of(stop: Stop, part: str, leave_out: Collection[str] = ()) -> Iterator[Looked]:
    """Every locator of a table such as "order", on the page that is on the screen."""
    ours = stop.screen.tables.locators(stop.screen.layout)[part].keys() - set(leave_out)
    wanted = {control: need for control, need in needs(part).items() if control in ours}
    counts = counted(stop, part, wanted)
    for control, need in wanted.items():
        count = counts[control]
        if need.when in stop.facts and not count.is_enough(need):
            _wait_for_late(stop, part, control)
            count = counted(stop, part, {control: need})[control]
        yield _part(stop, part, control, need, count)


def counted(
    stop: Stop, part: str, wanted: dict[str, Need], instead: dict[str, str] | None = None
) -> dict[str, Count]:
    """By control; `instead` are selectors to try in place of those of the tables."""
    ours = {**stop.screen.tables.locators(stop.screen.layout)[part], **(instead or {})}
    asked = {
        control: [ours[control], ours[need.inside] if need.inside else None]
        for control, need in wanted.items()
    }
    found = stop.document.evaluate(script("look.js"), asked)
    return {control: Count(**count) for control, count in found.items()}


def _wait_for_late(stop: Stop, part: str, control: str) -> None:
    late_ms = min(_LATE_S, stop.screen.timeout_s) * 1000
    with suppress(NotInTime):
        stop.document.locator(stop.screen.selector(part, control)).first.wait_for(
            state="attached", timeout=late_ms
        )


def _part(stop: Stop, part: str, control: str, need: Need, count: Count) -> Looked:
    name = stop.locator(part, control)
    if why := _unseen(stop, need, count):
        return stop.looked(name, Finding.UNCHECKED, why)
    if need.when in stop.facts and not count.is_enough(need):
        return _gone(stop, part, control, need, count)
    if need.when in stop.facts and count.is_too_many(need):
        selector = stop.screen.selector(part, control)
        told = f"There are several of what must be one: {selector} finds {count.shown}."
        if need.inside:
            told = f"{count.twice} of {count.roots} have several of what must be one: {selector}."
        return stop.looked(name, Finding.DUPLICATED, told)
    if need.press and need.when in stop.facts:
        return usable_or_not(
            stop, name, stop.document.locator(stop.screen.selector(part, control)).first
        )
    return stop.looked(name, Finding.OK, "It is there.")


def _unseen(stop: Stop, need: Need, count: Count) -> str | None:
    """Why nothing can be said of it here; None: it can."""
    if need.inside and not count.roots:
        return "What it stands in is not there."
    if need.when in UNSEEN:
        return UNSEEN[need.when]
    if count.count or need.when in stop.facts:
        return None
    return "It depends on the order." if need.when == MAY else FACTS[need.when]


def usable_or_not(stop: Stop, name: str, control: Locator) -> Looked:
    """Whether a control could be pressed, which is tried without pressing it."""
    at_most_ms = min(_LATE_S, stop.screen.timeout_s) * 1000
    try:
        with usable(control.page, "It"):
            control.click(trial=True, timeout=at_most_ms)
    except ShopChanged as why:
        is_covered = "lies over it" in str(why)
        finding = Finding.COVERED if is_covered else Finding.UNREADABLE
        return stop.looked(name, finding, str(why))
    return stop.looked(name, Finding.OK, "It is there and can be used.")


def _gone(stop: Stop, part: str, control: str, need: Need, count: Count) -> Looked:
    name, selector = stop.locator(part, control), stop.screen.selector(part, control)
    told = f"Nothing is found by {selector}."
    if count.count:
        told = f"{count.bare} of {count.roots} have nothing that is found by {selector}."
        return stop.looked(name, Finding.MISSING, told)

    def fits(other: str) -> bool:
        count = counted(stop, part, {control: need}, {control: other})[control]
        return count.fits(need) and reads_with(stop, part, control, other)

    near = nearest_parts(stop, part, control, fits)
    return stop.looked(name, near.finding, told, near.candidates, near.override)
