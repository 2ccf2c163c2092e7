"""The pages of the shop, walked through read-only: `doctor --live`."""

from dataclasses import dataclass, field
from typing import Any

from automator.account_lock import Busy
from automator.canary_job import documents, walked
from automator.doctor.check import Check, first_line_of, ok, problem, unchecked
from automator.settings import SettingsError
from automator.visits import visit
from automator.wiring import Run
from flows.domain.outcomes import Outcome
from flows.errors import FlowError

_NAME = "pages"


@dataclass(frozen=True, slots=True)
class Pages:
    """The check of them all, and each thing that was looked for."""

    check: Check
    controls: list[dict[str, Any]] = field(default_factory=list)


def pages(run: Run, wrong: str) -> Pages:
    """`wrong` is what is wrong with the settings: then no shop is opened."""
    if wrong:
        return Pages(unchecked(_NAME, "The shop is not opened with settings that are wrong."))
    try:
        return _walked(run)
    except FlowError as error:
        return Pages(problem(_NAME, str(error), "", error.outcome))
    except Busy as error:
        return Pages(problem(_NAME, str(error), "", Outcome.BUSY))
    except SettingsError as error:
        return Pages(problem(_NAME, str(error)))
    except Exception as error:  # noqa: BLE001 - such as no browser: a check of its own tells that
        told = f"The pages could not be looked at: {first_line_of(error)}"
        return Pages(problem(_NAME, told, "", Outcome.FAILED))


def _walked(run: Run) -> Pages:
    with visit(run, "doctor") as at:
        found = walked(at)
        controls = documents(found, at.evidence.kept)
    if found.passes:
        return Pages(ok(_NAME, found.message), controls)
    to_do = "Put the lines that mend it into overrides.toml, if you are sure of them."
    if not any(it.override for it in found.looked):
        to_do = "Look at the pictures." if found.trouble else ""
    return Pages(problem(_NAME, found.message, to_do, found.outcome), controls)
