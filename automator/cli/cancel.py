"""`cancel` and `watch`: send once, then follow."""

from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command
from automator.cli.options import DryRun, Ids, Yes, whoever_answers

if TYPE_CHECKING:
    from automator.result import Result


@command
def cancel(
    context: Context,
    order_ids: Ids,
    reason: Annotated[
        str,
        typer.Option(help="Why: a name such as not_needed, or the shop's own words."),
    ] = "not_needed",
    note: Annotated[str, typer.Option(metavar="TEXT", help="A note to the seller.")] = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    wait: Annotated[
        str | None,
        typer.Option(metavar="DURATION", help="Follow the seller's answer: 10s, 5m, 2h, 3d."),
    ] = None,
    send_again: Annotated[
        bool,
        typer.Option(
            "--send-again",
            help="You looked at the order yourself: what was sent before had no effect, or was"
            " declined. Send once more.",
        ),
    ] = False,
    when_possible: Annotated[
        bool,
        typer.Option(
            "--when-possible",
            help="Where the shop does not allow it yet: plan it. `watch` sends it as soon as it"
            " can be sent.",
        ),
    ] = False,
    forget_plan: Annotated[
        bool, typer.Option("--forget-plan", help="Take such a plan back; nothing is sent.")
    ] = False,
) -> "Result":
    """Cancel orders, or request it where they are paid; each at most once, each proven."""
    from automator.cancel_job import Task, cancel_orders
    from automator.cli import words
    from automator.cli.ending import UsageError
    from automator.cli.unattended import unattended
    from automator.ledger_jobs import forget_plans
    from automator.overrides import read_overrides

    wanted = words.order_ids(order_ids)
    if forget_plan:
        if when_possible or send_again or dry_run or wait:
            raise UsageError("--forget-plan only takes plans back: give it order ids alone.")
        return forget_plans(context.run.settings, wanted)
    task = Task(
        order_ids=wanted,
        reason=words.reason(reason, read_overrides(context.run.settings)),
        note=note,
        dry_run=dry_run,
        send_again=send_again,
        wait_s=words.duration(wait) if wait else 0.0,
        when_possible=when_possible,
    )
    person = whoever_answers(yes)
    if dry_run:
        return cancel_orders(context.run, task, person)
    return unattended(context, lambda run: cancel_orders(run, task, person))


@command
def watch(
    context: Context,
    order_ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Only these orders.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One look, then stop.")] = False,
    now: Annotated[
        bool,
        typer.Option("--now", help="Also where a shop that fails would be given more time."),
    ] = False,
) -> "Result":
    """Follow what was sent: the seller's answer, then the refund's stages."""
    from automator.cli import words
    from automator.cli.unattended import unattended
    from automator.watch_jobs import watch_orders

    wanted = words.order_ids(order_ids or [])
    return unattended(context, lambda run: watch_orders(run, wanted, once=once, now=now))
