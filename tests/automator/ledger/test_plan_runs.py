"""The limits of a plan are held against the ledger, whatever was killed in between."""

from datetime import timedelta

import pytest

from automator.ledger.account import AccountLedger
from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Status
from flows.ports import AttemptState
from tests.flows.fakes import order_in
from tests.flows.moments import NOW

EVERY_DATABASE = True

PLAN = "plan.toml"
IDS = [str(8190000000000001 + number) for number in range(4)]


def send(ledger: AccountLedger, order_id: str, state: AttemptState | None = None) -> None:
    """Something was sent at NOW, and ended in this state."""
    order = order_in(Status.AWAITING_SHIPMENT, order_id)
    attempt = ledger.attempts.intend(order, Act.CANCEL, NOW, reason=Reason.NOT_NEEDED)
    if state:
        ledger.attempts.settle(attempt, state, order, NOW)


def test_a_run_that_never_ended_is_gone_on_with_and_its_sendings_count(
    ledger: AccountLedger,
) -> None:
    runs = ledger.plan_runs
    send(ledger, IDS[0])
    runs.begin(PLAN, NOW)
    send(ledger, IDS[1])
    assert runs.done_in(runs.begin(PLAN, NOW)) == 1
    assert runs.done_in(runs.begin("other.toml", NOW)) == 0
    runs.end(PLAN, NOW)
    assert runs.done_in(runs.under_way(PLAN, NOW)) == 0


def test_a_run_that_was_broken_off_a_day_ago_is_over(ledger: AccountLedger) -> None:
    runs = ledger.plan_runs
    runs.begin(PLAN, NOW)
    send(ledger, IDS[0])
    assert runs.done_in(runs.begin(PLAN, NOW + timedelta(days=1))) == 0


@pytest.mark.parametrize("state", [None, *AttemptState])
def test_everything_counts_that_may_have_been_sent(
    ledger: AccountLedger, state: AttemptState | None
) -> None:
    run = ledger.plan_runs.begin(PLAN, NOW)
    send(ledger, IDS[0], state)
    assert ledger.plan_runs.done_in(run) == (state is not AttemptState.NOT_SENT)


def test_what_is_planned_counts_once_and_not_again_when_it_is_sent(ledger: AccountLedger) -> None:
    run = ledger.plan_runs.begin(PLAN, NOW)
    for order_id in IDS[:2]:
        with ledger.news(NOW) as news:
            news.plan(order_in(Status.FROZEN, order_id), Reason.NOT_NEEDED, "")
    assert ledger.plan_runs.done_in(run) == 2
    send(ledger, IDS[0])
    assert ledger.plan_runs.done_in(run) == 2


def test_a_day_is_any_twenty_four_hours(ledger: AccountLedger) -> None:
    send(ledger, IDS[0])
    runs = ledger.plan_runs
    assert runs.done_since(NOW - timedelta(minutes=1)) == 1
    assert runs.done_since(NOW) == 0
