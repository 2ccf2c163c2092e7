"""How a command ends: its result or its error, as one JSON document or as sentences."""

import json
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType

from greenlet import getcurrent

from automator.account_lock import Busy
from automator.cli.command import Common, Context
from automator.cli.progress import TerminalProgress
from automator.home import HomeError
from automator.result import Result
from automator.settings import Settings, SettingsError, load_settings, settings_in_spite
from automator.wiring import Run
from flows.domain.outcomes import Outcome
from flows.errors import FlowError


class UsageError(Exception):
    """Arguments that can't be used; nothing was opened."""


def conclude(
    command: str,
    common: Common,
    work: Callable[[Context], Result],
    *,
    in_spite: bool = False,
) -> Outcome:
    """Run a command to its end, whatever that is, and print it; returns the outcome.

    `in_spite` is for one that is told what is wrong with the settings, and goes on.
    """
    settings: Settings | None = None
    for wish_to_stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wish_to_stop, _stop)
    try:
        headed = True if common.pause_on_error else common.headed
        options = {"headed": headed, "slow_mo": common.slow_mo, "account": common.account}
        settings, wrong = settings_in_spite(options) if in_spite else (load_settings(options), "")
        run = Run(
            settings,
            TerminalProgress(),
            common.verbose,
            common.trace,
            step=common.step,
            pause_on_error=common.pause_on_error,
        )
        result = work(Context(command, common, run, wrong))
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - every error becomes a sentence
        result = failure(command, settings, error, common)
    _print(result, common)
    return result.outcome


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """Raise in the command itself, never inside Playwright's loop, which has to close the browser.

    That loop runs in a greenlet of its own, beside the one in which the command runs.
    """
    running = here = getcurrent()
    while running.parent is not None:
        running = running.parent
    if running is here:
        raise KeyboardInterrupt
    running.throw(KeyboardInterrupt)


def _told(error: BaseException, common: Common) -> tuple[Outcome, str]:
    """The outcome and the sentence for an error; an unknown one is our fault."""
    if isinstance(error, KeyboardInterrupt):
        why = "Stopped. What was sent is in the ledger, and the next run looks at it first."
        return Outcome.INTERRUPTED, why
    notes = " ".join(getattr(error, "__notes__", ()))
    message = f"{error} {notes}".strip()
    if isinstance(error, FlowError):
        return error.outcome, message
    if isinstance(error, UsageError | SettingsError | HomeError):
        return Outcome.USAGE, message
    if isinstance(error, Busy):
        return Outcome.BUSY, message
    from automator.cli.trouble import told_trouble

    return told_trouble(error, notes, verbose=bool(common.verbose))


def failure(
    command: str, settings: Settings | None, error: BaseException, common: Common
) -> Result:
    """The answer of a command that ended with this error."""
    outcome, message = _told(error, common)
    return Result(
        command=command,
        account=settings.account if settings else None,
        shop=settings.shop_url if settings else None,
        at=datetime.now(UTC),
        message=message,
        own_outcome=outcome,
        evidence=getattr(error, "evidence", None),
    )


def _print(result: Result, common: Common) -> None:
    if common.json:
        json.dump(result.document(), sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    if result.sheet or result.lines is not None:
        _print_data(result)
        sys.stderr.write(f"{result.outcome.replace('_', ' ')}: {result.message}\n")
        return
    from automator.cli.tables import print_result

    print_result(result)


def _print_data(result: Result) -> None:
    """What other programs read, so nothing else goes to stdout."""
    if result.sheet:
        from automator.cli.csv_output import print_csv

        print_csv(result.sheet)
    for line in result.lines or ():
        sys.stdout.write(f"{line}\n")
