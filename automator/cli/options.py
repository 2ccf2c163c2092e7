"""Options that several commands take, and how they become wishes."""

from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context

if TYPE_CHECKING:
    from automator.act_job import Journey
    from automator.cli.asking import AgreedBeforehand, PersonAtTerminal
    from automator.result import Result
    from flows.act_once import ActWish

Ids = Annotated[list[str], typer.Argument(metavar="ID", help="One or more order ids.")]
OneId = Annotated[str, typer.Argument(metavar="ID", help="An order id.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Go to the last step and stop before it.")]
Yes = Annotated[bool, typer.Option("--yes", help="Send without asking.")]
SendAgain = Annotated[
    bool,
    typer.Option(
        "--send-again",
        help="You looked at the order: what was sent before had no effect. Send once more.",
    ),
]


def acted(
    context: Context,
    journey: "Journey",
    order_ids: list[str],
    dry_run: bool,
    yes: bool,
    send_again: bool,
) -> "Result":
    """Make the journey for each of these orders."""
    from automator.act_job import act_on_orders
    from automator.cli.words import order_ids as ids_in

    person = whoever_answers(yes)
    wishes = [wish_for(it, person, dry_run, send_again) for it in ids_in(order_ids)]
    return act_on_orders(context.run, context.command, journey, wishes, person)


def whoever_answers(yes: bool) -> "AgreedBeforehand | PersonAtTerminal":
    from automator.cli.asking import AgreedBeforehand, PersonAtTerminal

    return AgreedBeforehand() if yes else PersonAtTerminal()


def wish_for(
    order_id: str,
    person: "AgreedBeforehand | PersonAtTerminal",
    dry_run: bool,
    send_again: bool,
) -> "ActWish":
    from flows.act_once import ActWish

    return ActWish(order_id, person.agrees_to, dry_run, send_again)
