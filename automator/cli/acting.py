"""`delete`, `restore` and `purge`: the basket of orders that are over."""

from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.act_job import Journey
    from automator.result import Result

_Ids = Annotated[list[str], typer.Argument(metavar="ID", help="One or more order ids.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Go to the last step and stop before it.")]
_Yes = Annotated[bool, typer.Option("--yes", help="Send without asking.")]
_SendAgain = Annotated[
    bool,
    typer.Option(
        "--send-again",
        help="You looked at the order: what was sent before had no effect. Send once more.",
    ),
]


@command
def delete(
    context: Context,
    order_ids: _Ids,
    dry_run: _DryRun = False,
    yes: _Yes = False,
    send_again: _SendAgain = False,
) -> "Result":
    """Put orders that are over among the deleted ones; each can be restored."""
    from flows.deleted_orders import delete_order

    return _acted(context, delete_order, order_ids, dry_run, yes, send_again)


@command
def restore(
    context: Context,
    order_ids: _Ids,
    dry_run: _DryRun = False,
    yes: _Yes = False,
    send_again: _SendAgain = False,
) -> "Result":
    """Take orders out of the deleted ones, back into My Orders."""
    from flows.deleted_orders import restore_order

    return _acted(context, restore_order, order_ids, dry_run, yes, send_again)


@command
def purge(
    context: Context,
    order_ids: _Ids,
    force: Annotated[
        list[str] | None,
        typer.Option(metavar="RISK", help="A risk you take: refund or dispute; may be repeated."),
    ] = None,
    dry_run: _DryRun = False,
    yes: _Yes = False,
    send_again: _SendAgain = False,
) -> "Result":
    """Delete orders for ever: nobody can see them any more, and no dispute can be opened."""
    from functools import partial

    from automator.cli.words import risks
    from flows.deleted_orders import purge_order

    journey = partial(purge_order, forced=risks(force or []))
    return _acted(context, journey, order_ids, dry_run, yes, send_again)


def _acted(
    context: Context,
    journey: "Journey",
    order_ids: list[str],
    dry_run: bool,
    yes: bool,
    send_again: bool,
) -> "Result":
    from automator.act_job import act_on_orders
    from automator.cli import words
    from automator.cli.asking import AgreedBeforehand, PersonAtTerminal
    from flows.act_once import ActWish

    person = AgreedBeforehand() if yes else PersonAtTerminal()
    wishes = [
        ActWish(order_id, person.agrees_to, dry_run, send_again)
        for order_id in words.order_ids(order_ids)
    ]
    return act_on_orders(context.run, context.command, journey, wishes, person)
