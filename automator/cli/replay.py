"""`replay`: the trace of a past run, in Playwright's viewer."""

from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command
from automator.home import Home
from automator.run_files import TRACE

if TYPE_CHECKING:
    from automator.result import Result


@command
def replay(
    context: Context,
    run: Annotated[
        str,
        typer.Argument(
            metavar="[RUN]", help="A folder of the evidence, by its name or path, or last."
        ),
    ] = "last",
) -> "Result":
    """Open the trace of a past run in a browser of yours, until Ctrl-C; nothing is sent."""
    from automator.cli.kept_runs import kept_run
    from automator.replay_job import replay_trace

    settings = context.run.settings
    folder = kept_run(run, Home(settings.home).evidence, TRACE)
    return replay_trace(settings, folder / TRACE)
