"""`orders`, `show`, `advise` and `history`: what the shop says, and what the ledger knows."""

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
) -> "Result":
    """List My Orders, every page of it."""
    from automator.cli.words import statuses
    from automator.jobs import list_orders

    return list_orders(context.run, statuses(status or []), deleted=deleted)


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
