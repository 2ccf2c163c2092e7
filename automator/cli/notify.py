"""`notify test`: whether notices arrive."""

from functools import partial
from typing import TYPE_CHECKING

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result

app = typer.Typer(
    help="Notices: whether they arrive. Opens no browser.",
    no_args_is_help=True,
)


@partial(command, group="notify")
def test(context: Context) -> "Result":
    """Send a sample to every channel of config.toml, and tell what became of it."""
    from automator.notice_jobs import send_samples

    return send_samples(context.run.settings)


app.command("test")(test)
app.callback()(lambda: None)
