"""Runs whose evidence was kept, as people name them."""

from pathlib import Path

from automator.cli.ending import UsageError
from automator.run_files import is_run

_NEWEST = "last"
_NAMED_AT_MOST = 5


def kept_run(run: str, evidence: Path, having: str = "") -> Path:
    """The folder of a run by its name or path, or of the last one; `having` a file of this name."""
    runs = sorted(it for it in evidence.glob("*") if is_run(it) and (it / having).exists())
    if run == _NEWEST and runs:
        return runs[-1]
    for folder in (evidence / run, Path(run)):
        if is_run(folder):
            if (folder / having).exists():
                return folder
            raise UsageError(f"The run {run!r} has no {having}. {_known(runs, evidence)}")
    raise UsageError(f"There is no run {run!r}. {_known(runs, evidence)}")


def _known(runs: list[Path], evidence: Path) -> str:
    newest = ", ".join(it.name for it in runs[-_NAMED_AT_MOST:]) or "none"
    return f"The newest in {evidence}: {newest}."
