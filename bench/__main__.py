"""`python -m bench [--runs N] [--json]`: measure and print; it never judges the figures."""

import argparse
import json
import os
import platform
import signal
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from automator.browser.find import Browser, BrowserNotFound, find_browser
from bench.figures import Comparison, Pair, compared
from bench.measure import RunFailed
from bench.races import Course, Race, run_in_turns
from bench.storefront import SCENARIO, storefront
from bench.table import document, table

_MOST_RUNS = 50
_LEGEND = (
    f"Medians over pairs run in turns, against one storefront ({SCENARIO}) in one browser. CPU is"
    " that of all\nprocesses together. Every cancellation ended as done and reached the shop once."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Give 0 when everything was measured, 1 where something did not work."""
    options = _options(arguments)
    try:
        browser = find_browser()
        rows = list(_measured(browser, options.runs))
    except (BrowserNotFound, RunFailed, OSError) as error:
        _tell(f"Nothing was measured: {error}")
        return 1
    except KeyboardInterrupt:
        _tell("Stopped.")
        return 130
    machine = _machine(browser)
    if options.json:
        json.dump(document(rows, machine), sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(f"{table(rows)}\n\n{_LEGEND}\n{machine}\n")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--runs", type=_runs, default=5, metavar="N", help="pairs of runs (default 5)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    return parser.parse_args(arguments)


def _runs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_RUNS:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 to {_MOST_RUNS}")
    return int(text)


def _measured(browser: Browser, runs: int) -> Iterator[Comparison]:
    with storefront() as shop, TemporaryDirectory(prefix="unbuy-bench-") as folder:
        for race in Course(shop, browser.executable, Path(folder)).races():
            _tell(f"· {race.name} against {race.base}, after a warm-up")
            yield from _rows(race, run_in_turns(race, runs))


def _rows(race: Race, pairs: Sequence[Pair]) -> Iterator[Comparison]:
    wall = [(pair.base.wall, pair.unbuy.wall) for pair in pairs]
    yield compared(race.name, "wall", race.base, wall, race.wall_goal)
    if not race.is_short:
        cpu = [(pair.base.cpu, pair.unbuy.cpu) for pair in pairs]
        yield compared(race.name, "CPU", race.base, cpu, None)


def _machine(browser: Browser) -> str:
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}, Playwright {version('playwright')}, {browser}"
    )


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(main())
