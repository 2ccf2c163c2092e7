"""Runs of `unbuy` on one account, several at once, killed with their browsers at random."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryFile
from threading import Event, Lock
from typing import Any

from bench.process_tree import kill_tree, still_running
from mock_site.practice_shop import PracticeShop

SHOP_SECONDS_PER_SECOND = 20  # two minutes, after which a doubt is looked into, are six seconds
OTHERS = 10  # orders that nobody asks for
_LAST_PROCESS_ENDS_WITHIN_S = 20
_SETTLES_WITHIN_S = 1800
_RECENT = 8
_TOLD_EACH = 50
_OF_RECENT, _OF_TROUBLE = 0.8, 0.3  # chances
_TROUBLES = (
    ("cancel.submit", "error_after"),
    ("cancel.submit", "drop_after"),
    ("cancel.submit", "late"),
    ("cancel.submit", "lie"),
    ("cancel.submit", "error_before"),
    ("order.detail", "error_before"),
    ("orders.list", "drop_before"),
)
_SELLERS: tuple[dict[str, object], ...] = (
    {"answer": "accept", "after_s": 300},
    {"answer": "decline", "after_s": 300},
    {"answer": "ship"},
    {"answer": "ignore"},
)
_OUR_FAULT = {1, 2, 5}  # exit codes that no trouble of the shop explains
_PLAN = """
[limits]
per_run = 2

[[rule]]
name = "what nobody asks for"
keep = true
when.total_at_least = 900
when.currency = "USD"

[[rule]]
name = "unpaid"
when.status = "awaiting_payment"
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much is to be done, with what chance, and in how many seconds at most."""

    kills: int = 500
    orders: int = 100
    at_once: int = 3
    seed: int = 1
    within_s: float = 3600


@dataclass
class Soak:
    """What was started and how it ended; `faults` are sentences on what must not be."""

    shop: PracticeShop
    home: Path
    wanted: Wanted
    orders: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    codes: Counter[int] = field(default_factory=Counter)
    kills: int = 0
    troubles: int = 0
    faults: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _stopped: Event = field(default_factory=Event)

    @property
    def runs(self) -> int:
        return self.codes.total() + self.kills

    def run(self) -> None:
        """Start and kill until there were enough kills, or the time is up."""
        self.shop.reset("empty", rate=SHOP_SECONDS_PER_SECOND)
        self.others = [self._other(number) for number in range(OTHERS)]
        self.home.mkdir(exist_ok=True)
        self._plan.write_text(_PLAN)
        self._grow()
        self._to_its_end("sign-in")
        began = time.monotonic()
        self._tell_end(*self._to_its_end("cancel", self.orders[0], "--yes"))
        whole_s = time.monotonic() - began
        ends = began + self.wanted.within_s
        with ThreadPoolExecutor(self.wanted.at_once) as workers:
            try:
                list(
                    workers.map(lambda n: self._go_on(n, whole_s, ends), range(self.wanted.at_once))
                )
            except BaseException:
                self._stopped.set()
                raise

    def settle(self) -> list[dict[str, Any]]:
        """Let all trouble be over and ask for every order once more; what is told of each."""
        self.shop.disarm()
        self.shop.rate(0)
        self.shop.wind(minutes=3)
        self._to_its_end("cancel", *self.orders, "--yes")
        self.shop.wind(days=1)
        self._to_its_end("watch", "--once")
        _, told, _ = self._to_its_end("cancel", *self.orders, "--yes", "--json")
        orders: list[dict[str, Any]] = json.loads(told)["orders"]
        return orders

    def ledger(self) -> tuple[list[dict[str, Any]], list[str]]:
        """Every row of it, and what its own check finds wrong."""
        _, rows, _ = self._to_its_end("ledger", "export")
        _, told, _ = self._to_its_end("ledger", "check", "--json")
        return list(map(json.loads, rows.splitlines())), json.loads(told)["ledger"]["faults"]

    @property
    def _plan(self) -> Path:
        return self.home / "plan.toml"

    def _go_on(self, worker: int, whole_s: float, ends: float) -> None:
        chance = Random(f"{self.wanted.seed} {worker}")  # noqa: S311 - no secret
        try:
            while self.kills < self.wanted.kills and time.monotonic() < ends:
                if self._stopped.is_set():
                    return
                self._grow()
                self._trouble(chance)
                self._one(self._command(chance), chance.uniform(0.05, 1.2) * whole_s)
        finally:
            self._stopped.set()  # where one worker fails the others need not go on

    def _one(self, command: Sequence[str], killed_after_s: float) -> None:
        with TemporaryFile("w+") as said:
            run = self._start(command, said.fileno())
            try:
                run.wait(killed_after_s)
            except subprocess.TimeoutExpired:
                self._kill(run)
                return
            said.seek(0)
            self._tell_end(run.returncode, "", said.read())

    def _kill(self, run: subprocess.Popen[str]) -> None:
        killed = kill_tree(run.pid)
        code = run.wait()
        left = still_running(killed, _LAST_PROCESS_ENDS_WITHIN_S)
        with self._lock:
            if code == -signal.SIGKILL:
                self.kills += 1
                if self.kills % _TOLD_EACH == 0:
                    sys.stderr.write(f"· {self.kills} of {self.wanted.kills} kills\n")
            else:  # it ended just then
                self.codes[code] += 1
            if left:
                self.faults.append(f"{len(left)} process(es) outlived a kill.")

    def _tell_end(self, code: int, _out: str, said: str) -> None:
        with self._lock:
            self.codes[code] += 1
            if code in _OUR_FAULT or code < 0:
                self.faults.append(f"A run ended with {code}: {' '.join(said.split())[-600:]}")

    def _command(self, chance: Random) -> list[str]:
        kind = chance.choices(("cancel", "watch", "run"), (5, 3, 2))[0]
        if kind == "watch":
            return ["watch", "--once"]
        if kind == "run":
            return ["run", str(self._plan)]
        near = self.orders[-_RECENT:] if chance.random() < _OF_RECENT else self.orders
        chosen = chance.sample(near, min(len(near), chance.randint(1, 3)))
        return ["cancel", *chosen, "--yes"]

    def _trouble(self, chance: Random) -> None:
        at, kind = chance.choice(_TROUBLES)
        if chance.random() < _OF_TROUBLE:
            self.shop.arm(at, kind)  # type: ignore[arg-type]  # of those that there are
            with self._lock:
                self.troubles += 1

    def _grow(self) -> None:
        """New orders come as the kills go on, so that there is something to do until the end."""
        with self._lock:
            share = (self.kills + 1) / self.wanted.kills
            while len(self.orders) < min(1, share) * self.wanted.orders:
                self.orders.append(self._order(len(self.orders)))

    def _order(self, number: int) -> str:
        if number % 5 in {0, 1, 2}:
            return self.shop.new_order(total="12.50", currency="USD")
        seller = _SELLERS[number // 5 % len(_SELLERS)]
        return self.shop.new_order(
            "WAIT_SELLER_SEND_GOODS", total="20.00", currency="USD", seller=seller
        )

    def _other(self, number: int) -> str:
        status = "PLACE_ORDER_SUCCESS" if number % 2 else "WAIT_SELLER_SEND_GOODS"
        return self.shop.new_order(status, total="999.00", currency="USD")

    def _start(self, command: Sequence[str], said: int) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", "automator", *command],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            text=True,
            start_new_session=True,  # Ctrl-C reaches us only, and we end it in order
        )

    def _to_its_end(self, *command: str) -> tuple[int, str, str]:
        """The exit code, what it printed, what it said. Raises TimeoutExpired."""
        ended = subprocess.run(  # noqa: S603 - our own
            [sys.executable, "-m", "automator", *command],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_SETTLES_WITHIN_S,
            check=False,
        )
        return ended.returncode, ended.stdout, ended.stderr

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("UNBUY_") or name == "UNBUY_BROWSER_PATH"
        }
        return kept | {
            "UNBUY_HOME": str(self.home),
            "UNBUY_SHOP_URL": self.shop.url,
            "UNBUY_CLOCK_URL": self.shop.url,
            "UNBUY_USERNAME": self.shop.username,
            "UNBUY_PASSWORD": self.shop.password,
        }
