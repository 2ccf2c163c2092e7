"""How much evidence is kept, and how long: the oldest goes first, what is still needed never."""

import json
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from automator.run_files import RUN, is_run, order_of

_UNDER_WAY_S = 86_400  # a folder without its list may be one of a run that is not over
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Megabytes of all evidence together, and days of each run's."""

    mb: int
    days: int


@dataclass(frozen=True, slots=True)
class Pruned:
    """The folders that went, and how many stayed beyond the limits as their orders are open."""

    gone: Sequence[Path]
    needed: int


def prune(
    evidence: Path,
    limits: Limits,
    now: datetime,
    settled: Callable[[], set[str]],
    *,
    measure: bool,
) -> Pruned:
    """Remove what is beyond the limits; `settled` tells of which orders nothing is left to come.

    It is asked only where something is too old or, if `measure`, all is too large together.
    """
    runs = sorted(filter(is_run, evidence.glob("*")))
    old = [run for run in runs if now - _began(run) > timedelta(days=limits.days)]
    too_much = _size(runs) - limits.mb * _MB if measure else 0
    if not old and too_much <= 0:
        return Pruned([], 0)
    over = settled()
    gone: list[Path] = []
    needed = 0
    for run in runs:
        if run not in old and too_much <= 0:
            continue
        if _is_under_way(run) or not _orders_of(run) <= over:
            needed += 1
            continue
        too_much -= _size([run])
        shutil.rmtree(run)
        gone.append(run)
    return Pruned(gone, needed)


def _began(run: Path) -> datetime:
    return datetime.strptime(run.name.partition("-")[0], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def _size(runs: Sequence[Path]) -> int:
    return sum(file.stat().st_size for run in runs for file in run.iterdir())


def _is_under_way(run: Path) -> bool:
    return not (run / RUN).exists() and time.time() - run.stat().st_mtime < _UNDER_WAY_S


def _orders_of(run: Path) -> set[str]:
    """Those that the run sent something for, or stopped at."""
    named = {order_id for file in run.iterdir() if (order_id := order_of(file.name))}
    try:
        listed = json.loads((run / RUN).read_text(encoding="utf-8"))["orders"]
    except (OSError, ValueError, KeyError):
        listed = []
    return named | set(listed)
