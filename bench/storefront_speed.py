"""`python -m bench.storefront_speed [--runs N]`: how quickly the bundled shop answers, measured.

It prints milliseconds, over HTTP with everything that belongs to it, and never judges them.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

from bench.measure import RunFailed
from bench.shop_visits import Visits, milliseconds
from bench.storefront import shop_process
from bench.table import aligned
from mock_site import scenarios
from mock_site.specs import LAYOUTS

_DAY_S = 86_400
_CROWDED = "five-thousand"
_PAGES_PER_RUN = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured, in milliseconds."""

    task: str
    typical: float
    slowest: float
    times: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Give 0 when everything was measured, 1 where something did not work."""
    parser = argparse.ArgumentParser(prog="python -m bench.storefront_speed", description=__doc__)
    parser.add_argument("--runs", type=int, default=20, metavar="N", help="(default 20)")
    options = parser.parse_args(arguments)
    try:
        with shop_process(scenarios.DEFAULT) as url, Visits(url) as visits:
            rows = list(_measured(visits, max(options.runs, 1)))
    except (RunFailed, OSError) as error:
        sys.stderr.write(f"Nothing was measured: {error}\n")
        return 1
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    sys.stdout.write(f"{_table(rows)}\n\n{machine}, Python {platform.python_version()}\n")
    return 0


def _measured(visits: Visits, runs: int) -> Iterator[Row]:
    for name in scenarios.names():
        yield _timed(f"reset {name}", partial(_reset, visits, name), runs)
    for layout in LAYOUTS:
        for name in ("hundreds", _CROWDED):
            yield from _pages(visits, name, layout, runs * _PAGES_PER_RUN)
    yield _timed("state of 5,000 orders", partial(visits.control, "GET", "state"), runs)
    yield from _winding(visits, runs)


def _pages(visits: Visits, scenario: str, layout: str, times: int) -> Iterator[Row]:
    """The pages of an account with many orders, as it stands after a reset."""
    _reset(visits, scenario, layout=layout)
    state = visits.control("GET", "state")
    buyer, orders = state["accounts"][0], state["orders"]
    visits.sign_in(buyer["username"], buyer["password"])
    of_many = f"{layout}, {len(orders)} orders"
    for task, path in _PATHS[layout].items():
        yield _timed(f"{task} ({of_many})", partial(visits.get, path), times)


_PATHS = {
    "current": {
        "list page": "/p/order/index.html",
        "last page": "/p/order/list?page=25",
        "tab": "/p/order/index.html?tab=completed",
        "search without a match": "/p/order/index.html?search=no-such-order",
    },
    "classic": {
        "list page": "/orderList.htm",
        "last page": "/orderList.htm?page=25",
    },
}


def _winding(visits: Visits, runs: int) -> Iterator[Row]:
    """An hour passes 5,000 orders by; in twenty days most of them change, some of them twice."""
    for task, seconds in (("an hour", 3600), ("twenty days", 20 * _DAY_S)):
        times = []
        for _ in range(runs):
            _reset(visits, _CROWDED)
            wind = partial(visits.control, "POST", "clock", {"advance_s": seconds})
            times.append(milliseconds(wind))
        yield Row(f"{task} with 5,000 orders", median(times), max(times), runs)


def _reset(visits: Visits, scenario: str, **more: Any) -> None:
    visits.control("POST", "reset", {"scenario": scenario, "rate": 0, **more})


def _timed(task: str, work: Callable[[], object], times: int) -> Row:
    work()
    taken = [milliseconds(work) for _ in range(times)]
    return Row(task, median(taken), max(taken), times)


def _table(rows: Sequence[Row]) -> str:
    cells = [
        ("task", "median ms", "slowest ms", "times"),
        *((row.task, f"{row.typical:.1f}", f"{row.slowest:.1f}", str(row.times)) for row in rows),
    ]
    return aligned(cells, texts=1)


if __name__ == "__main__":
    sys.exit(main())
