"""Around commands that may run while nobody watches: noted in the ledger, and told."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from automator.cli.command import Context
    from automator.ledger.account import AccountLedger
    from automator.result import Result
    from automator.wiring import Run


def unattended(context: "Context", work: Callable[["Run"], "Result"]) -> "Result":
    """Do the work and tell the channels how it ended, also where it ends with an error."""
    from automator.cli.ending import failure
    from automator.clock import make_clock

    run = context.run
    if run.settings.channels:
        from automator.notice_jobs import check_channels

        check_channels(run.settings)
    noted = _Noted(run, context.command, make_clock(run.settings.clock_url).now())
    try:
        result = work(replace(run, opened=noted.begin, paused=noted.pause))
    except (Exception, KeyboardInterrupt) as error:
        noted.end(failure(context.command, run.settings, error, context.common))
        raise
    noted.end(result)
    return result


@dataclass
class _Noted:
    """Notes that a run began once its ledger is open; the imports for it wait for the browser."""

    run: "Run"
    command: str
    began: datetime
    run_id: int | None = None

    def begin(self, ledger: "AccountLedger") -> None:
        from automator.notice_jobs import begin_run

        self.run_id = begin_run(ledger, self.command, self.began)

    def pause(self, result: "Result") -> None:
        """What comes after it is noted as another run."""
        from automator.clock import make_clock

        self.end(result)
        self.run_id = None
        self.began = make_clock(self.run.settings.clock_url).now()

    def end(self, result: "Result") -> None:
        from automator.notice_jobs import end_run

        end_run(self.run, result, self.command, self.began, self.run_id)
