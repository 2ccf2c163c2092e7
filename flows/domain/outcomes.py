"""How a run can end, and which of several endings decides."""

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """The words of the contract, each with one meaning and one exit code."""

    DONE = "done"
    FAILED = "failed"
    USAGE = "usage"
    REFUSED = "refused"
    NEEDS_PERSON = "needs_person"
    SHOP_CHANGED = "shop_changed"
    PENDING = "pending"
    DECLINED = "declined"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    UNCONFIRMED = "unconfirmed"
    INTERRUPTED = "interrupted"


WORST_FIRST = (
    Outcome.FAILED,
    Outcome.USAGE,
    Outcome.INTERRUPTED,
    Outcome.SHOP_CHANGED,
    Outcome.NEEDS_PERSON,
    Outcome.UNCONFIRMED,
    Outcome.UNREACHABLE,
    Outcome.DECLINED,
    Outcome.REFUSED,
    Outcome.BUSY,
    Outcome.PENDING,
    Outcome.DONE,
)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The one that decides for several orders; `done` where there are none."""
    return min(outcomes, key=WORST_FIRST.index, default=Outcome.DONE)
