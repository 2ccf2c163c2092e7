"""One thing that a run rests on, as it was found."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flows.domain.outcomes import Outcome


class State(StrEnum):
    """UNCHECKED: it could not be looked at, which is told and is no claim that it is well."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Check:
    """What was found, in one sentence, and what to do about it.

    `outcome` is what a command that needs it would end with.
    """

    name: str
    state: State
    told: str
    to_do: str = ""
    outcome: Outcome = Outcome.DONE

    def document(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "state": self.state,
            "message": self.told,
            "to_do": self.to_do or None,
        }


def ok(name: str, told: str) -> Check:
    return Check(name, State.OK, told)


def warning(name: str, told: str, to_do: str = "") -> Check:
    return Check(name, State.WARNING, told, to_do)


def problem(name: str, told: str, to_do: str = "", outcome: Outcome = Outcome.USAGE) -> Check:
    return Check(name, State.PROBLEM, told, to_do, outcome)


def unchecked(name: str, told: str, to_do: str = "") -> Check:
    return Check(name, State.UNCHECKED, told, to_do)


def looked_at(name: str, look: Callable[[], Check]) -> Check:
    """What a look found; one that breaks is a problem, too, and stops none of the others."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - whatever is broken must not hide the rest
        told = f"It could not be looked at: {first_line_of(error)}"
        return problem(name, told, "", Outcome.FAILED)


def first_line_of(error: Exception) -> str:
    """What it says first, or its kind where it says nothing."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__
