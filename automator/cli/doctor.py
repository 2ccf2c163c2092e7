"""`doctor`: what a run rests on, and whether the shop's pages are as known."""

from functools import partial
from typing import TYPE_CHECKING

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result


_even_with_wrong_settings = partial(command, in_spite=True)


@_even_with_wrong_settings
def doctor(context: Context) -> "Result":
    """Look at everything that a run rests on: each thing by itself, so that none hides another."""
    from automator.doctor.examination import examined, told

    settings = context.run.settings
    return told(settings, examined(settings, context.wrong, live=False))
