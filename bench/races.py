"""What is raced against what: each race has a base and `unbuy`, run in turns."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Pair, Seconds
from bench.measure import Measured, RunFailed, measure
from bench.storefront import Storefront

_HERE = Path(__file__).parent
_UNBUY = (sys.executable, "-m", "automator")
_TWO_COMMANDS = (sys.executable, str(_HERE / "two_commands.py"), "--help")
_MANY_ORDERS = 20
_SHORT = 4  # pairs of what takes a fraction of a second, for each pair of the others


@dataclass(frozen=True, slots=True)
class Race:
    """A base and `unbuy` at the same task; goals are ratios that are aimed at."""

    name: str
    base: str
    run_base: Callable[[], Measured]
    run_unbuy: Callable[[], Measured]
    wall_goal: float
    is_short: bool = False


class Course:
    """One storefront, one browser, and a home folder that is signed in and was used before."""

    def __init__(self, shop: Storefront, browser: Path, folder: Path) -> None:
        self._shop = shop
        self._used = folder / "used-home"
        self._home = folder / "home"
        self._env = {name: text for name, text in os.environ.items() if "UNBUY_" not in name}
        self._env["UNBUY_BROWSER_PATH"] = str(browser)
        self._cancelled_before = self._prepare()

    def races(self) -> list[Race]:
        history = ("history", self._cancelled_before)
        return [
            self._cancel_race("1 order", 1, 0.65),
            self._cancel_race(f"{_MANY_ORDERS} orders", _MANY_ORDERS, 0.8),
            self._start_race("--help", ("--help",), 1.3),
            self._start_race("history ID", history, 3.0),
        ]

    def _prepare(self) -> str:
        """Sign in and cancel one order; gives its id."""
        account = {"UNBUY_USERNAME": self._shop.username, "UNBUY_PASSWORD": self._shop.password}
        self._unbuy(self._used, "sign-in", **account)
        [order] = self._shop.new_orders(1)
        self._unbuy(self._used, "cancel", order, "--yes")
        return order

    def _cancel_race(self, name: str, count: int, goal: float) -> Race:
        return Race(
            f"{name}, cancelled",
            "bare script",
            lambda: self._bare_script(self._shop.new_orders(count)),
            lambda: self._cancel(self._shop.new_orders(count)),
            goal,
        )

    def _start_race(self, name: str, arguments: Sequence[str], goal: float) -> Race:
        return Race(
            f"unbuy {name}",
            "two commands --help",
            lambda: measure(_TWO_COMMANDS, self._env),
            lambda: self._unbuy(self._used, *arguments),
            goal,
            is_short=True,
        )

    def _bare_script(self, orders: list[str]) -> Measured:
        shop = self._shop
        script = (sys.executable, str(_HERE / "bare_script.py"))
        run = measure((*script, shop.url, shop.username, shop.password, *orders), self._env)
        self._raise_unless_sent_once(orders)
        return run

    def _cancel(self, orders: list[str]) -> Measured:
        """Cancel in a fresh copy of the used home, so that every run begins alike."""
        shutil.rmtree(self._home, ignore_errors=True)
        shutil.copytree(self._used, self._home)
        run = self._unbuy(self._home, "cancel", *orders, "--yes", "--json")
        outcomes = {order["id"]: order["outcome"] for order in json.loads(run.stdout)["orders"]}
        if outcomes != dict.fromkeys(orders, "done"):
            raise RunFailed(f"unbuy cancel ended otherwise than done: {outcomes}")
        self._raise_unless_sent_once(orders)
        return run

    def _unbuy(self, home: Path, *arguments: str, **settings: str) -> Measured:
        own = {"UNBUY_HOME": str(home), "UNBUY_SHOP_URL": self._shop.url}
        return measure((*_UNBUY, *arguments), self._env | own | settings)

    def _raise_unless_sent_once(self, orders: list[str]) -> None:
        sent = self._shop.cancellations()
        wrong = {order: sent[order] for order in orders if sent[order] != 1}
        if wrong:
            raise RunFailed(f"The shop did not get one cancellation for each order: {wrong}")


def run_in_turns(race: Race, runs: int) -> list[Pair]:
    """Base, unbuy, base, unbuy, ... after one turn that is not counted."""
    turns = runs * _SHORT if race.is_short else runs
    measured = [(race.run_base(), race.run_unbuy()) for _ in range(1 + turns)]
    return [Pair(_seconds(base), _seconds(unbuy)) for base, unbuy in measured[1:]]


def _seconds(run: Measured) -> Seconds:
    return Seconds(run.wall_s, run.cpu_s)
