"""`ledger check`, `export` and `backup`: looking after what the helper knows."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result

app = typer.Typer(
    help="Look after the ledger: is it whole, take it along, keep a copy. Opens no browser.",
    no_args_is_help=True,
)
_of_ledger = partial(command, group="ledger")


@_of_ledger
def check(context: Context) -> "Result":
    """Say whether the ledger is whole, and which attempts have no known end."""
    from automator.ledger_care import check_ledger

    return check_ledger(context.run.settings)


@_of_ledger
def export(
    context: Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A new file; without it, or as -, stdout.")
    ] = None,
    all_accounts: Annotated[
        bool, typer.Option("--all-accounts", help="Not of the account in use alone.")
    ] = False,
) -> "Result":
    """Write everything that the ledger knows as lines of JSON."""
    from automator.cli.ending import UsageError
    from automator.ledger_care import export_ledger

    if file == Path("-"):
        file = None
    if file is None and context.common.json:
        raise UsageError("Lines of JSON and --json can't share stdout: name a FILE for the lines.")
    return export_ledger(context.run.settings, file, every_account=all_accounts)


@_of_ledger
def backup(
    context: Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")],
) -> "Result":
    """Copy the whole ledger, while runs may go on, and prove that the copy can be read."""
    from automator.ledger_care import back_up_ledger

    return back_up_ledger(context.run.settings, file)


app.command("check")(check)
app.command("export")(export)
app.command("backup")(backup)
