"""`bundle`: the evidence of a run, for others."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result

_NEWEST = "last"
_NAMED_AT_MOST = 5


@command
def bundle(
    context: Context,
    run: Annotated[
        str,
        typer.Argument(
            metavar="RUN", help="A folder of the evidence, by its name or path, or last."
        ),
    ],
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A new file; else one in reports/.")
    ] = None,
) -> "Result":
    """Pack what a run kept into one file that can be sent to a stranger; opens no browser."""
    from automator.bundle_job import bundle_run

    settings = context.run.settings
    return bundle_run(settings, _folder_of(run, settings.home / "evidence"), out)


def _folder_of(run: str, evidence: Path) -> Path:
    from automator.cli.ending import UsageError

    runs = sorted(it for it in evidence.glob("*") if it.is_dir()) if evidence.is_dir() else []
    if run == _NEWEST and runs:
        return runs[-1]
    for folder in (evidence / run, Path(run)):
        if run.strip(". /") and folder.is_dir():
            return folder
    known = ", ".join(it.name for it in runs[-_NAMED_AT_MOST:]) or "none"
    raise UsageError(f"There is no run {run!r}. The newest in {evidence}: {known}.")
