"""`bundle`: the evidence of a run, for others."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command
from automator.home import Home

if TYPE_CHECKING:
    from automator.result import Result


@command
def bundle(
    context: Context,
    run: Annotated[
        str,
        typer.Argument(
            metavar="RUN", help="A folder of the evidence, by its name or path, or last."
        ),
    ],
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A new file; else one in reports/.")
    ] = None,
) -> "Result":
    """Pack what a run kept into one file that can be sent to a stranger; opens no browser."""
    from automator.bundle_job import bundle_run
    from automator.cli.kept_runs import kept_run

    settings = context.run.settings
    return bundle_run(settings, kept_run(run, Home(settings.home).evidence), out)
