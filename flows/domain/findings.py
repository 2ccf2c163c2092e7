"""What a walk through the shop's pages found of each thing that the journeys need."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """UNCHECKED: nothing that was seen would have shown it, so nothing is known of it.

    MOVED: it is there, but not where it is looked for; RENAMED: something else seems to be it now;
    UNREADABLE: it is there, and what it says makes no sense.
    """

    OK = "ok"
    UNCHECKED = "unchecked"
    MISSING = "missing"
    MOVED = "moved"
    RENAMED = "renamed"
    COVERED = "covered"
    DUPLICATED = "duplicated"
    UNREADABLE = "unreadable"

    @property
    def is_trouble(self) -> bool:
        return self not in {Finding.OK, Finding.UNCHECKED}


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing by its place in the tables, such as `locators.current.order.status`.

    `page` is which page of the shop it was looked for on, of which order. `candidates` are what it
    may be now, the nearest first; `override` are the lines of overrides.toml that would mend it,
    and `picture` is the name of the one that shows it.
    """

    name: str
    finding: Finding
    page: str
    told: str
    order_id: str = ""
    candidates: tuple[str, ...] = ()
    override: str | None = None
    picture: str | None = None


def has_trouble(looked: Iterable[Looked]) -> bool:
    """Whether anything of it is not as known."""
    return any(it.finding.is_trouble for it in looked)
