"""`orders`, `show`, `advise` and `history`: what the shop says, and what the ledger knows."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result


@command
def orders(
    context: Context,
    status: Annotated[
        list[str] | None,
        typer.Option(metavar="STATUS", help="Only orders in this state; may be repeated."),
    ] = None,
    deleted: Annotated[
        bool, typer.Option("--deleted", help="The deleted orders instead, which can be restored.")
    ] = False,
    seller: Annotated[
        str, typer.Option(metavar="TEXT", help="Only of sellers with this in their name.")
    ] = "",
    search: Annotated[
        str, typer.Option(metavar="TEXT", help="Only orders with this in their id or a title.")
    ] = "",
    csv: Annotated[
        bool, typer.Option("--csv", help="One line per order, for a spreadsheet.")
    ] = False,
) -> "Result":
    """List My Orders, every page of it."""
    from automator.cli.csv_output import one_form
    from automator.cli.order_sheet import order_sheet
    from automator.cli.words import statuses
    from automator.jobs import list_orders
    from flows.my_orders import Wanted

    one_form(context, as_csv=csv)
    wanted = Wanted(statuses(status or []), seller.strip(), search.strip())
    result = list_orders(context.run, wanted, deleted=deleted)
    return replace(result, sheet=order_sheet(result.orders)) if csv else result


@command
def show(
    context: Context, order_id: Annotated[str, typer.Argument(metavar="ID", help="An order id.")]
) -> "Result":
    """Show one order: state, timer, payment, refund, and whether it can be cancelled."""
    from automator.cli.words import order_ids
    from automator.jobs import show_order

    [wanted] = order_ids([order_id])
    return show_order(context.run, wanted)


@command
def advise(
    context: Context, order_id: Annotated[str, typer.Argument(metavar="ID", help="An order id.")]
) -> "Result":
    """Say whether an order can be cancelled now, why or why not, and what to do when."""
    from automator.cli.words import order_ids
    from automator.jobs import show_order

    [wanted] = order_ids([order_id])
    return show_order(context.run, wanted, "advise")


@command
def history(
    context: Context, order_id: Annotated[str, typer.Argument(metavar="ID", help="An order id.")]
) -> "Result":
    """Tell everything the ledger knows of one order, in time order. Opens no browser."""
    from automator.cli.words import order_ids
    from automator.ledger_jobs import order_history

    [wanted] = order_ids([order_id])
    return order_history(context.run.settings, wanted)
