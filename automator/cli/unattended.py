"""Around commands that may run while nobody watches: noted in the ledger, and told."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from automator.cli.command import Context
    from automator.result import Result


def unattended(context: "Context", work: Callable[[], "Result"]) -> "Result":
    """Do the work and tell the channels how it ended, also where it ends with an error."""
    from automator.cli.ending import failure
    from automator.notice_jobs import noted

    with noted(context.run, context.command) as ended:
        try:
            result = work()
        except (Exception, KeyboardInterrupt) as error:
            ended(failure(context.command, context.run.settings, error, context.common))
            raise
        ended(result)
        return result
