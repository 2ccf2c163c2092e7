"""`doctor`: what a run rests on, and whether the shop's pages are as known."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result


_even_with_wrong_settings = partial(command, in_spite=True)


@_even_with_wrong_settings
def doctor(
    context: Context,
    live: Annotated[
        bool,
        typer.Option("--live", help="Walk through the shop's pages, too; nothing is sent."),
    ] = False,
) -> "Result":
    """Look at everything that a run rests on: each thing by itself, so that none hides another.

    --live looks for every control and label that is needed on the pages of the shop, and says
    which one is missing, moved, renamed, covered or there twice, and what would mend it.
    """
    from automator.doctor.examination import examined, told

    run = context.run
    checks = examined(run.settings, context.wrong, live=live)
    if not live:
        return told(run.settings, checks)
    from automator.doctor.pages import pages

    seen = pages(run, context.wrong)
    return told(run.settings, [*checks, seen.check], seen.controls)
