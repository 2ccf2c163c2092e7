"""`message`, `track`, `extend` and `buy-again`: the smaller things about one order."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command
from automator.cli.options import (
    DryRun,
    OneId,
    SendAgain,
    Yes,
    acted,
    whoever_answers,
    wish_for,
)

if TYPE_CHECKING:
    from automator.result import Result


@command
def message(
    context: Context,
    order_id: OneId,
    text: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", help="What to write; without it the thread is shown."),
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    send_again: SendAgain = False,
) -> "Result":
    """Write to the seller of an order, at most once; or show what was written."""
    from automator.cli import words
    from automator.cli.ending import UsageError
    from automator.contact_jobs import read_thread, write

    [wanted] = words.order_ids([order_id])
    if text is None:
        if dry_run or yes or send_again:
            raise UsageError("Without a TEXT there is nothing to send: leave the options out.")
        return read_thread(context.run, wanted)
    person = whoever_answers(yes)
    wish = wish_for(wanted, person, dry_run, send_again)
    return write(context.run, wish, words.message(text), person)


@command
def track(context: Context, order_id: OneId) -> "Result":
    """Tell where the parcels of an order are: carrier, numbers, stations."""
    from automator.cli.words import order_ids
    from automator.contact_jobs import track as track_parcels

    [wanted] = order_ids([order_id])
    return track_parcels(context.run, wanted)


@command
def extend(
    context: Context,
    order_id: OneId,
    days: Annotated[int, typer.Option(metavar="N", min=1, help="So many days more.")],
    dry_run: DryRun = False,
    yes: Yes = False,
    send_again: SendAgain = False,
) -> "Result":
    """Give the seller more time to ship, where the seller asks for it."""
    from flows.extend import extend_time

    journey = partial(extend_time, days=days)
    return acted(context, journey, [order_id], dry_run, yes, send_again)


@command
def buy_again(
    context: Context,
    order_id: OneId,
    dry_run: DryRun = False,
    yes: Yes = False,
    send_again: SendAgain = False,
) -> "Result":
    """Put the things of an order that is over into the cart once more; nothing is paid."""
    from flows.buy_again import buy_again as add_again

    return acted(context, add_again, [order_id], dry_run, yes, send_again)
