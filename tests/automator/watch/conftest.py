"""A watch over a shop in memory, with a real ledger and a clock that is wound."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from automator.clock import SystemClock
from automator.ledger.account import AccountLedger
from automator.ledger.open import open_ledger
from automator.watch.allowance import PageAllowance
from automator.watch.sweep import Watch
from flows.ports import Ports
from tests.flows.fakes import FakeClock, FakePerson, FakeShop, Silent


class WoundClock(FakeClock, SystemClock):
    """Goes to a moment at once instead of waiting for it, and counts how often it did."""

    waits = 0

    def pause_until(self, moment: datetime) -> None:
        self.waits += 1
        self.time = max(self.time, moment)


@pytest.fixture
def clock() -> WoundClock:
    return WoundClock()


@pytest.fixture
def shop() -> FakeShop:
    return FakeShop()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[AccountLedger]:
    engine = open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    yield AccountLedger(engine, "https://shop.example", "ann")
    engine.dispose()


@pytest.fixture
def watch(
    shop: FakeShop, ledger: AccountLedger, clock: WoundClock, allowance: PageAllowance
) -> Watch:
    silent = Silent()
    ports = Ports(ledger.attempts, FakePerson(), clock, silent, silent)
    return Watch(shop, ledger, ports, allowance)


@pytest.fixture
def allowance(shop: FakeShop, ledger: AccountLedger, clock: WoundClock) -> PageAllowance:
    """Far more than any test needs; each reading of the shop is a page."""
    pages = PagesOf(shop)
    return PageAllowance(ledger, clock, per_sweep=5000, per_hour=5000, made=pages.read)


class PagesOf:
    """Counts what was read in a shop in memory, also where a test forgets its events."""

    def __init__(self, shop: FakeShop) -> None:
        self._shop = shop
        self._before = 0
        self._last = 0

    def read(self) -> int:
        now = len(self._shop.events)
        if now < self._last:
            self._before += self._last
        self._last = now
        return self._before + now
