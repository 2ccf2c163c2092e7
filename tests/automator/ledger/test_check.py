"""A check finds what this program relies on and does not hold, and changes nothing."""

import pytest
from sqlalchemy import Engine, text

from automator.ledger import notices, runs
from automator.ledger.account import AccountLedger
from automator.ledger.check import AT_MOST_ONCE, check, counts
from automator.ledger.following import Followed, WaitingFor
from automator.ledger.notices import Incident
from automator.notify_settings import Level
from flows.domain.acts import Act
from flows.domain.orders import Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Refund, RefundStage
from flows.ports import AttemptState
from tests.automator.ledger.conftest import SHOP
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

INCIDENT = Incident(key=f"{ID}:trouble", level=Level.MONEY, title="Trouble", why="A reason.")


@pytest.fixture
def filled(ledger: AccountLedger, engine: Engine) -> Engine:
    """A ledger with a cancellation that was accepted and its refund."""
    paid = order_in(Status.AWAITING_SHIPMENT)
    attempt = ledger.attempts.sent(ledger.attempts.intend(paid, Act.CANCEL, NOW), "Done", NOW)
    cancelled = order_in(Status.CANCELLED)
    ledger.attempts.settle(attempt, AttemptState.ACCEPTED, cancelled, NOW)
    with ledger.news(NOW) as news:
        news.refund(ID, Refund(RefundStage.EXPECTED))
    with ledger.telling() as (connection, account_id):
        number = runs.begin_run(connection, account_id, "watch", NOW, 1)
        runs.end_run(connection, number, NOW, Outcome.DONE, "Nothing is left to follow.", 1)
        notice = notices.open_notice(connection, account_id, INCIDENT, 0, NOW)
        notices.add_delivery(connection, notice, "mail 1", "new", NOW)
    return engine


def faults_after(engine: Engine, *changes: str) -> list[str]:
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for change in changes:
            connection.execute(text(change))
        return check(connection).faults


def test_a_ledger_that_only_this_program_wrote_has_no_faults(filled: Engine) -> None:
    with filled.connect() as connection:
        assert (check(connection).faults, check(connection).notes) == ([], [])
        assert counts(connection)["attempts"] == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE orders SET status = 'canceled'", "says 'canceled' as status"),
        ("UPDATE attempts SET act = 'kancel'", "says 'kancel' as act"),
        ("UPDATE refunds SET stage = ''", "says '' as stage"),
        ("UPDATE orders SET amount = '1O.00', currency = 'USD'", "is '1O.00' USD"),
        ("UPDATE refunds SET amount = 'NaN', currency = 'USD'", "is 'NaN' USD"),
        ("DELETE FROM followed", "was accepted, but nothing follows its money"),
        ("DELETE FROM orders", "is followed, but was never seen"),
        ("DELETE FROM attempts", "cancellation_intended is a fact"),
        ("DELETE FROM facts WHERE kind = 'cancellation_accepted'", "cancellation_accepted about"),
        ("DELETE FROM facts WHERE kind = 'cancellation_intended'", "cancellation_intended about"),
        ("INSERT INTO notice_marks VALUES (1, 999)", "up to fact 999, which is not there"),
        ("UPDATE notices SET level = 'loud'", "says 'loud' as level"),
        ("UPDATE deliveries SET state = 'lost'", "says 'lost' as state"),
        ("UPDATE runs SET outcome = 'fine'", "says 'fine' as outcome"),
        ("DROP INDEX one_open_attempt", "one_open_attempt is missing"),
        ("DROP INDEX one_accepted_attempt", "one_accepted_attempt is missing"),
    ],
)
def test_what_contradicts_itself_is_a_fault(filled: Engine, change: str, told: str) -> None:
    assert any(told in fault for fault in faults_after(filled, change))


def test_an_index_that_lost_its_uniqueness_is_as_good_as_missing(filled: Engine) -> None:
    for name in AT_MOST_ONCE:
        weak = f"CREATE INDEX {name} ON attempts (shop, order_id)"
        faults = faults_after(filled, f"DROP INDEX {name}", weak)
        assert any(f"The index {name} is missing" in fault for fault in faults)


def test_an_attempt_without_a_known_end_is_a_note(ledger: AccountLedger, engine: Engine) -> None:
    ledger.attempts.intend(order_in(Status.AWAITING_SHIPMENT), Act.CANCEL, NOW)
    with engine.connect() as connection:
        (note,) = check(connection).notes
        assert check(connection).faults == []
    assert f"The cancellation of order {ID}" in note
    assert f"`unbuy watch {ID}`" in note


def test_an_attempt_without_a_known_end_that_nothing_looks_for_is_a_fault(
    ledger: AccountLedger, engine: Engine
) -> None:
    ledger.attempts.intend(order_in(Status.AWAITING_SHIPMENT), Act.CANCEL, NOW)
    assert faults_after(engine) == []
    for change in ("UPDATE followed SET waiting_for = 'nothing'", "DELETE FROM followed"):
        assert f"of order {ID} has no known end, and nothing looks for it" in "".join(
            faults_after(engine, change)
        )


def test_an_attempt_of_one_account_name_may_be_told_by_facts_of_another(
    ledger: AccountLedger, engine: Engine
) -> None:
    attempt = ledger.attempts.intend(order_in(Status.AWAITING_SHIPMENT), Act.CANCEL, NOW)
    other = AccountLedger(engine, SHOP, "a second name").attempts
    other.settle(attempt, AttemptState.NOT_SENT, order_in(Status.AWAITING_SHIPMENT), NOW)
    assert faults_after(engine) == []


def test_a_clock_that_was_set_back_is_a_note(ledger: AccountLedger, engine: Engine) -> None:
    for at in (NOW, NOW.replace(year=2020)):
        with ledger.news(at) as news:
            news.order(order_in(Status.SHIPPED if at is NOW else Status.COMPLETED))
            news.follow(Followed(ID, WaitingFor.NOTHING, at, None))
    with engine.connect() as connection:
        assert "the clock was set back" in check(connection).notes[0]
