"""`demo`: the whole story against the bundled shop."""

from typing import TYPE_CHECKING

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result


@command
def demo(context: Context) -> "Result":
    """Cancel an unpaid and a paid order in the bundled shop, and follow the money back."""
    from automator.demo import run_demo

    return run_demo(context.run)
