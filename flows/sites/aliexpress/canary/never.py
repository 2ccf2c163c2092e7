"""What the account had no page for: told, so that nobody takes it for well."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from flows.domain.findings import Finding, Looked
from flows.sites.aliexpress.canary.needed import FACTS, UNSEEN, needs, table
from flows.sites.aliexpress.canary.stop import Stop

_NOT_OPENED = "No page with it was opened."


def never_seen(at: Stop, names: Collection[str]) -> Iterator[Looked]:
    """All that no name stands for yet, in the tables of the layout and the language of this stop.

    Pages that layouts draw alike may have been known as those of another one.
    """
    stop, screen = replace(at, page="", order_id=""), at.screen
    ends = {name.split(".", 2)[-1] for name in names if name.startswith("locators.")}
    for part, controls in screen.tables.locators(screen.layout).items():
        for control in controls:
            if f"{part}.{control}" not in ends:
                why = _why(needs(part)[control].when)
                yield stop.looked(stop.locator(part, control), Finding.UNCHECKED, why)
    for key, said in table()["labels"].items():
        if said != "read" and stop.label(key) not in names:
            yield stop.looked(stop.label(key), Finding.UNCHECKED, _why(said.split()[-1]))
    for control, fact in table()["controls"].items():
        name = stop.label(f"control.{control}")
        if name not in names:
            yield stop.looked(name, Finding.UNCHECKED, _why(fact))


def _why(when: str) -> str:
    return {**UNSEEN, **FACTS}.get(when, _NOT_OPENED)
