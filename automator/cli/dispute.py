"""`dispute`: shows one, opens one, and says what the buyer wants in one."""

from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command
from automator.cli.options import DryRun, OneId, SendAgain, Yes, whoever_answers, wish_for

if TYPE_CHECKING:
    from automator.result import Result


@command
def dispute(
    context: Context,
    order_id: OneId,
    reason: Annotated[
        str | None,
        typer.Option(help="Open one: a name such as not_cancelled, or the shop's own words."),
    ] = None,
    text: Annotated[
        str, typer.Option(metavar="TEXT", help="What happened; or words to add to one.")
    ] = "",
    file: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="A picture or PDF file; may be repeated."),
    ] = None,
    amount: Annotated[
        str | None, typer.Option(metavar="SUM", help="To ask for; else all that was paid.")
    ] = None,
    received: Annotated[
        bool | None,
        typer.Option(
            "--received/--not-received", help="Whether the parcel came; else the reason tells."
        ),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take the seller's offer; that ends the dispute.")
    ] = False,
    escalate: Annotated[
        bool, typer.Option("--escalate", help="Refuse the offer and let the shop decide.")
    ] = False,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Give the dispute up; the order goes on.")
    ] = False,
    prepare: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help="Write the evidence that the ledger has into a folder; opens no browser.",
        ),
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    send_again: SendAgain = False,
) -> "Result":
    """Show the dispute about an order, open one, or say something in it, each at most once."""
    from automator.cli.dispute_wish import DisputeOptions, folder_for, journey_for
    from automator.cli.words import order_ids
    from automator.dispute_evidence import prepare_evidence
    from automator.dispute_job import act_in_dispute, show_dispute
    from automator.overrides import read_overrides

    [wanted] = order_ids([order_id])
    options = DisputeOptions(
        reason, text, tuple(file or ()), amount, received, accept, escalate, withdraw
    )
    if prepare is not None:
        return prepare_evidence(context.run.settings, wanted, folder_for(prepare, options))
    journey = journey_for(options, read_overrides(context.run.settings))
    if journey is None:
        return show_dispute(context.run, wanted)
    person = whoever_answers(yes)
    wish = wish_for(wanted, person, dry_run, send_again)
    return act_in_dispute(context.run, journey, wish, person)
