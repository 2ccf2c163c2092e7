"""A run that dies between two commits leaves a ledger from which the next one finds out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from automator.ledger.account import AccountLedger
from flows.cancel_order import Wish, cancel_order
from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Order, Status
from flows.domain.outcomes import Outcome
from flows.errors import NeedsPerson
from flows.ports import Attempt, Attempts, AttemptState
from flows.send_once import SHOWS_CHANGES_WITHIN
from flows.storefront import ShopAnswer
from tests.automator.ledger.conftest import SHOP, OpenAgain
from tests.flows.fakes import ID, Machine, order_in


class Killed(BaseException):
    """The process is gone: nothing that runs afterwards may catch it."""


@dataclass
class Mortal:
    """The ledger's attempts in a process that dies before or after one of their commits."""

    ledger: Attempts
    dies: str

    def latest(self, order_id: str, act: Act, what: str | None = "") -> Attempt | None:
        return self.ledger.latest(order_id, act, what)

    def intend(
        self, order: Order, act: Act, at: datetime, *, reason: Reason | None = None, what: str = ""
    ) -> Attempt:
        with self._committing("intend"):
            return self.ledger.intend(order, act, at, reason=reason, what=what)

    def sent(self, attempt: Attempt, answer: str | None, at: datetime) -> Attempt:
        with self._committing("sent"):
            return self.ledger.sent(attempt, answer, at)

    def settle(
        self, attempt: Attempt, state: AttemptState, order: Order | None, at: datetime
    ) -> None:
        with self._committing("settle"):
            self.ledger.settle(attempt, state, order, at)

    @contextmanager
    def _committing(self, what: str) -> Iterator[None]:
        if self.dies == f"before {what}":
            raise Killed
        yield
        if self.dies == f"after {what}":
            raise Killed


class Shop:
    """What the shop's server does with what arrives; perhaps its pages show it late."""

    def __init__(self, machine: Machine, status: Status, dies: str, *, shows_late: bool) -> None:
        self._shop = machine.shop
        self._dies = dies
        self._shows_late = shows_late
        self._after = Status.CANCEL_REQUESTED
        if status is Status.AWAITING_PAYMENT:
            self._after = Status.CANCELLED
        self.arrived = 0
        self._shop.put(order_in(status))
        self._shop.on_send = self._receive

    def _receive(self) -> ShopAnswer:
        if self._dies == "before send":
            raise Killed
        self.arrived += 1
        if not self._shows_late:
            self.show()
        if self._dies == "after send":
            raise Killed
        return ShopAnswer("Done")

    def show(self) -> None:
        """Let the pages show what has arrived."""
        if self.arrived:
            self._shop.change(self._after)

    def live_on(self) -> None:
        self._dies = ""


POINTS = [
    "before intend",
    "after intend",
    "before send",
    "after send",
    "before sent",
    "after sent",
    "before settle",
    "after settle",
]
STATUSES = pytest.mark.parametrize("status", [Status.AWAITING_PAYMENT, Status.AWAITING_SHIPMENT])


def run(machine: Machine, attempts: Attempts) -> Outcome:
    ports = replace(machine.ports, attempts=attempts)
    return cancel_order(machine.shop, Wish(ID), ports).outcome


@STATUSES
@pytest.mark.parametrize("dies", POINTS)
def test_wherever_a_run_dies_the_next_ones_send_at_most_once_and_know_how_it_ended(
    ledger: AccountLedger, open_again: OpenAgain, status: Status, dies: str
) -> None:
    machine = Machine()
    shop = Shop(machine, status, dies, shows_late=False)
    with pytest.raises(Killed):
        run(machine, Mortal(ledger.attempts, dies))
    shop.live_on()
    next_run = AccountLedger(open_again(), SHOP, "ann").attempts
    run(machine, next_run)
    machine.clock.wind(seconds=SHOWS_CHANGES_WITHIN.total_seconds())
    ended = run(machine, next_run)
    assert ended in {Outcome.DONE, Outcome.PENDING}
    assert shop.arrived == 1
    latest = next_run.latest(ID, Act.CANCEL)
    assert latest is not None
    assert latest.state is AttemptState.ACCEPTED


@STATUSES
@pytest.mark.parametrize("dies", POINTS[3:6])
def test_a_click_that_shows_late_is_not_made_again_by_runs_that_follow_the_dead_one(
    ledger: AccountLedger, status: Status, dies: str
) -> None:
    machine = Machine()
    shop = Shop(machine, status, dies, shows_late=True)
    with pytest.raises(Killed):
        run(machine, Mortal(ledger.attempts, dies))
    for _ in range(3):
        machine.clock.wind(seconds=30)
        assert run(machine, ledger.attempts) is Outcome.UNCONFIRMED
    shop.show()
    assert run(machine, ledger.attempts) in {Outcome.DONE, Outcome.PENDING}
    assert shop.arrived == 1


@STATUSES
def test_a_click_that_was_recorded_and_never_shows_is_not_made_again(
    ledger: AccountLedger, status: Status
) -> None:
    machine = Machine()
    shop = Shop(machine, status, "after sent", shows_late=True)
    with pytest.raises(Killed):
        run(machine, Mortal(ledger.attempts, "after sent"))
    machine.clock.wind(days=3)
    with pytest.raises(NeedsPerson, match="not sent again on a doubt"):
        run(machine, ledger.attempts)
    assert shop.arrived == 1
