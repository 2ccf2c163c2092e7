"""`delete`, `restore` and `purge`: the basket of orders that are over."""

from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command
from automator.cli.options import DryRun, Ids, SendAgain, Yes, acted

if TYPE_CHECKING:
    from automator.result import Result


@command
def delete(
    context: Context,
    order_ids: Ids,
    dry_run: DryRun = False,
    yes: Yes = False,
    send_again: SendAgain = False,
) -> "Result":
    """Put orders that are over among the deleted ones; each can be restored."""
    from flows.deleted_orders import delete_order

    return acted(context, delete_order, order_ids, dry_run, yes, send_again)


@command
def restore(
    context: Context,
    order_ids: Ids,
    dry_run: DryRun = False,
    yes: Yes = False,
    send_again: SendAgain = False,
) -> "Result":
    """Take orders out of the deleted ones, back into My Orders."""
    from flows.restoring import restore_order

    return acted(context, restore_order, order_ids, dry_run, yes, send_again)


@command
def purge(
    context: Context,
    order_ids: Ids,
    force: Annotated[
        list[str] | None,
        typer.Option(metavar="RISK", help="A risk you take: refund or dispute; may be repeated."),
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    send_again: SendAgain = False,
) -> "Result":
    """Delete orders for ever: nobody can see them any more, and no dispute can be opened."""
    from functools import partial

    from automator.cli.words import risks
    from flows.deleted_orders import purge_order

    journey = partial(purge_order, forced=risks(force or []))
    return acted(context, journey, order_ids, dry_run, yes, send_again)
