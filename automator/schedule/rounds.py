"""The loop: each round is a process of its own, which ends with its browser and within a limit."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from automator.clock import make_clock
from automator.notice_jobs import note_broken_run, note_next_run, note_slow_shop
from automator.process_group import end_group
from automator.result import Result
from automator.wiring import Run, result_of
from flows.domain.moments import minute
from flows.domain.outcomes import Outcome, worst

_STANDS_BEFORE_A_PLAN = {Outcome.USAGE, Outcome.BUSY, Outcome.UNREACHABLE}


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often, and how long each run may take; in seconds. `plan` is run in each round, too."""

    every_s: float
    at_most_s: float
    plan: Path | None = None


def run_rounds(run: Run, schedule: Schedule) -> Result:
    """Look at what is followed, again and again, until somebody wishes it to stop."""
    clock = make_clock(run.settings.clock_url)
    rounds = 0
    try:
        while True:
            began = clock.now()
            ended = run_one_round(run, schedule)
            if ended.outcome is Outcome.USAGE:
                return ended  # the same settings would be as wrong the next time
            rounds += 1
            due = max(began + timedelta(seconds=schedule.every_s), clock.now())
            note_next_run(run.settings, due)
            told = f"{ended.outcome.replace('_', ' ')}: {ended.message}"
            run.progress.step(f"{told} The next run is at {minute(due)}.")
            while clock.now() < due:
                clock.pause_until(due)
    except KeyboardInterrupt:
        _stop_once()
        runs = "one run" if rounds == 1 else f"{rounds} runs"
        return _result(run, Outcome.DONE, f"Stopped after {runs}, as asked for.")


def run_one_round(run: Run, schedule: Schedule) -> Result:
    """One `unbuy watch --once`, and the plan where there is one."""
    watched = _ended(run, schedule, "watch", "--once")
    if schedule.plan is None or watched.outcome in _STANDS_BEFORE_A_PLAN:
        return watched
    planned = _ended(run, schedule, "run", str(schedule.plan))
    outcome = worst([watched.outcome, planned.outcome])
    return _result(run, outcome, f"{watched.message} {planned.message}")


def _ended(run: Run, schedule: Schedule, *work: str) -> Result:
    """How this command ended as a process of its own; what it sent is in the ledger anyway."""
    command = [sys.executable, "-m", "automator", *work, "--json"]
    began = make_clock(run.settings.clock_url).now()
    command += ["--account", run.settings.account, "--trace", run.trace, *["-v"] * run.verbosity]
    with subprocess.Popen(  # noqa: S603 - ourselves
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            out, _ = process.communicate(timeout=schedule.at_most_s)
        except subprocess.TimeoutExpired:
            end_group(process)
            why = f"The run took longer than {timedelta(seconds=schedule.at_most_s)} and was ended."
            note_slow_shop(run, why)
            return _broken(run, began, why)
        except KeyboardInterrupt:
            _stop_once()
            end_group(process)
            raise
    try:
        told = json.loads(out)
        return _result(run, Outcome(told["outcome"]), told["message"])
    except (ValueError, KeyError, TypeError):
        return _broken(run, began, f"The run broke off with exit code {process.returncode}.")


def _stop_once() -> None:
    """It is about to stop; asked for once more, it must not break that off."""
    for wish_to_stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wish_to_stop, signal.SIG_IGN)


def _broken(run: Run, began: datetime, why: str) -> Result:
    """A run that could not tell how it ended is noted, and told, in its place."""
    message = f"{why} What was sent is in the ledger, and the next run looks at it first."
    result = _result(run, Outcome.FAILED, message)
    note_broken_run(run, result, began)
    return result


def _result(run: Run, outcome: Outcome, message: str) -> Result:
    return result_of(run.settings, "schedule run", message, outcome=outcome)
