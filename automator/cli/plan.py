"""`run`: a plan of rules, for schedulers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command
from automator.cli.options import DryRun

if TYPE_CHECKING:
    from automator.result import Result
    from automator.wiring import Run


@command
def run(
    context: Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN.toml", help="The file with the rules.")],
    dry_run: DryRun = False,
) -> "Result":
    """Cancel what the rules of a plan say, unattended: the plan is your yes, and nothing is asked.

    It keeps to the limits of the plan, whatever fails and however often it is started. --dry-run
    tells what would be done, and of every other order why it is left alone.
    """
    from automator.cli.asking import AgreedBeforehand
    from automator.cli.ending import UsageError
    from automator.plans.file import PlanError, read_plan

    try:
        rules = read_plan(plan)
    except PlanError as error:
        raise UsageError(str(error)) from error
    from automator.cli.unattended import unattended
    from automator.plan_job import run_plan

    def work(run: "Run") -> "Result":
        return run_plan(run, plan.name, rules, AgreedBeforehand(), dry_run=dry_run)

    return work(context.run) if dry_run else unattended(context, work)
