"""`refunds`: the money table, and the buyer's word that money arrived."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result


@command
def refunds(
    context: Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[received ID...]", help="Say that the money of these orders is there."
        ),
    ] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Only what should have been there by now.")
    ] = False,
    csv: Annotated[
        bool, typer.Option("--csv", help="One line per order, for a spreadsheet.")
    ] = False,
    ics: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write due dates and disputes into a calendar."),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="With received: take it back, the money is not there.")
    ] = False,
) -> "Result":
    """Show what the shop owes you and where the money is, or note that it came. No browser."""
    from automator.cli.csv_output import one_form
    from automator.cli.money_sheet import money_sheet
    from automator.refund_jobs import mark_received, money_table

    one_form(context, as_csv=csv)
    settings = context.run.settings
    if words:
        received = _received(words, others=overdue or csv or ics is not None)
        return mark_received(settings, received, undo=undo)
    if undo:
        raise _usage("--undo takes back what `unbuy refunds received ID` noted: name the order.")
    result = money_table(settings, overdue=overdue, calendar=ics)
    return replace(result, sheet=money_sheet(result.orders)) if csv else result


def _received(words: list[str], *, others: bool) -> list[str]:
    from automator.cli.words import order_ids

    first, *ids = words
    if first != "received":
        raise _usage(f"{first!r} is not known here: it is `unbuy refunds received ID`.")
    if not ids:
        raise _usage("Name the orders whose money is there: `unbuy refunds received ID`.")
    if others:
        raise _usage("--overdue, --csv and --ics belong to the table, not to `received`.")
    return order_ids(ids)


def _usage(message: str) -> Exception:
    from automator.cli.ending import UsageError

    return UsageError(message)
