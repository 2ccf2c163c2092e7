"""`python -m bench.storefront_speed [--runs N]`: how quickly the bundled shop answers, measured.

It prints milliseconds, over HTTP with everything that belongs to it, beside the goal of the median
where there is one. Whether goals are met is told and never a failure: machines differ.
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
from mock_site.layouts import classic, current
from mock_site.specs import LAYOUTS

_DAY_S = 86_400
_CROWDED = "five-thousand"
_PAGES_PER_RUN = 10
_RESET_MS = 100.0
_PAGE_MS = 5.0
_LISTS = {
    "current": {
        "list page": "/p/order/index.html",
        "500th page of cards": "/p/order/list?page=500",
        "tab": "/p/order/index.html?tab=completed",
        "search without a match": "/p/order/index.html?search=no-such-order",
        "deleted orders": current.ADDRESSES.deleted_orders,
    },
    "classic": {
        "list page": "/orderList.htm",
        "500th page": "/orderList.htm?pageNum=500",
        "filter": "/orderList.htm?_fm.o._0.or=FINISH",
        "search without a match": "/orderList.htm?_fm.o._0.p=no-such-order",
        "deleted orders": classic.ADDRESSES.deleted_orders,
    },
}
_ADDRESSES = {"current": current.ADDRESSES, "classic": classic.ADDRESSES}
_OF_AN_ORDER = {
    "order": "WAIT_SELLER_SEND_GOODS",
    "cancel": "WAIT_SELLER_SEND_GOODS",
    "tracking": "WAIT_BUYER_ACCEPT_GOODS",
    "dispute": "WAIT_BUYER_ACCEPT_GOODS",
    "dispute_detail": "IN_ISSUE",
    "refund": "FINISH",
    "messages": "FINISH",
}
"""Pages about one order, and the state of one that has such a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured, in milliseconds; `goal` is what its median should be under."""

    task: str
    typical: float
    slowest: float
    times: int
    goal: float | None = None

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        return f"< {self.goal:.0f}, {'met' if self.typical < self.goal else 'missed'}"


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
        yield _timed(f"reset {name}", partial(_reset, visits, name), runs, _RESET_MS)
    for layout in LAYOUTS:
        for name in ("hundreds", _CROWDED):
            yield from _pages(visits, name, layout, runs * _PAGES_PER_RUN)
    yield from _control_calls(visits, runs)
    yield from _winding(visits, runs)


def _pages(visits: Visits, scenario: str, layout: str, times: int) -> Iterator[Row]:
    """The pages of an account with many orders, as it stands after a reset."""
    _reset(visits, scenario, layout=layout)
    state = visits.control("GET", "state")
    buyer, orders = state["accounts"][0], state["orders"]
    visits.sign_in(buyer["username"], buyer["password"])
    of_many = f"{layout}, {len(orders)} orders"
    for task, path in (*_LISTS[layout].items(), *_of_orders(visits, layout, buyer["username"])):
        yield _timed(f"{task} ({of_many})", partial(visits.get, path), times, _PAGE_MS)


def _of_orders(visits: Visits, layout: str, username: str) -> Iterator[tuple[str, str]]:
    """The pages about one order, each of an order that has such a page."""
    for page, status in _OF_AN_ORDER.items():
        wanted = {"account": username, "status": status, "age_h": 300}
        order = visits.control("POST", "orders", wanted)["id"]
        yield page.replace("_", " "), _ADDRESSES[layout].of_order(page, order)


def _control_calls(visits: Visits, runs: int) -> Iterator[Row]:
    _reset(visits, _CROWDED)
    yield _timed("state of 5,000 orders", partial(visits.control, "GET", "state"), runs)
    wanted = {"account": visits.control("GET", "state")["accounts"][0]["username"]}
    make = partial(visits.control, "POST", "orders", wanted)
    yield _timed("a new order beside 5,000", make, runs, _PAGE_MS)


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


def _timed(task: str, work: Callable[[], object], times: int, goal: float | None = None) -> Row:
    work()
    taken = [milliseconds(work) for _ in range(times)]
    return Row(task, median(taken), max(taken), times, goal)


def _table(rows: Sequence[Row]) -> str:
    cells = [("task", "median ms", "slowest ms", "times", "goal"), *map(_cells, rows)]
    return aligned(cells, texts=1)


def _cells(row: Row) -> tuple[str, ...]:
    return row.task, f"{row.typical:.1f}", f"{row.slowest:.1f}", str(row.times), row.verdict


if __name__ == "__main__":
    sys.exit(main())
