"""`schedule run`, `install` and `status`: again and again, while nobody watches."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result

app = typer.Typer(
    help="Look at what is followed, again and again, and tell whether that is done.",
    no_args_is_help=True,
)
_of_schedule = partial(command, group="schedule")
_Plan = Annotated[
    Path | None, typer.Option(metavar="PLAN.toml", help="A plan to run in each round, too.")
]
_Every = Annotated[str, typer.Option(metavar="DURATION", help="How often: 15m, 1h, 1d.")]


@_of_schedule
def run(
    context: Context,
    every: _Every = "15m",
    at_most: Annotated[
        str, typer.Option(metavar="DURATION", help="A run that takes longer is ended.")
    ] = "30m",
    once: Annotated[
        bool, typer.Option("--once", help="One run, for systemd or cron, and end as it ended.")
    ] = False,
    plan: _Plan = None,
) -> "Result":
    """Do `watch --once` again and again, until Ctrl-C or SIGTERM; no browser waits meanwhile."""
    from automator.cli.ending import UsageError
    from automator.cli.words import duration
    from automator.schedule.rounds import Schedule, run_one_round, run_rounds

    schedule = Schedule(duration(every), duration(at_most), _checked(plan))
    if not (schedule.every_s and schedule.at_most_s):
        raise UsageError("--every and --at-most must be longer than nothing.")
    return (run_one_round if once else run_rounds)(context.run, schedule)


@_of_schedule
def install(
    context: Context,
    kind: Annotated[str, typer.Argument(metavar="[systemd|cron]")] = "systemd",
    print_it: Annotated[
        bool, typer.Option("--print", help="Print it; nothing is ever installed by itself.")
    ] = False,
    every: _Every = "15m",
    plan: _Plan = None,
) -> "Result":
    """Print a systemd service with its timer, or a crontab line, that do the same."""
    import os
    from datetime import UTC, datetime

    from automator.cli.ending import UsageError
    from automator.cli.words import duration
    from automator.schedule.install import EVERY, Kind, is_regular, units
    from automator.wiring import result_of

    settings = context.run.settings
    if not print_it:
        raise UsageError("Nothing is installed by itself: add --print and put it where it says.")
    if kind not in list(Kind):
        raise UsageError(f"{kind!r} is not known here: it is systemd or cron.")
    every_s = duration(every)
    if not is_regular(every_s):
        raise UsageError(f"systemd and cron go by the clock: --every is one of {EVERY}.")
    lines = units(Kind(kind), int(every_s), settings, os.environ, _checked(plan))
    return result_of(
        settings,
        context.command,
        "Nothing was installed. A password belongs into config.toml, as password_file.",
        at=datetime.now(UTC),
        more={"lines": lines},
        lines=lines,
    )


@_of_schedule
def status(
    context: Context,
    max_age: Annotated[
        str, typer.Option(metavar="DURATION", help="How long ago a run may have got through.")
    ] = "1d",
) -> "Result":
    """Tell the last run, the next one and what is open; exit code 4 where somebody must look."""
    from automator.cli.words import duration
    from automator.schedule.status import schedule_status

    return schedule_status(context.run.settings, duration(max_age))


def _checked(plan: Path | None) -> Path | None:
    """Where the plan is, whatever folder the runs begin in; one with a mistake is told now."""
    from automator.cli.ending import UsageError
    from automator.plans.file import PlanError, read_plan

    if plan is None:
        return None
    try:
        read_plan(plan)
    except PlanError as error:
        raise UsageError(str(error)) from error
    return plan.absolute()


app.command("run")(run)
app.command("install")(install)
app.command("status")(status)
