"""An order is settled only once nothing is left to come of it, under whatever account."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from automator.ledger.account import AccountLedger
from automator.ledger.following import Followed, WaitingFor
from automator.ledger.standing import settled_orders
from flows.domain.acts import Act
from flows.domain.disputes import Dispute, DisputeStage
from flows.domain.orders import Status
from flows.domain.refunds import Refund, RefundStage
from flows.ports import AttemptState
from tests.automator.ledger.conftest import SHOP
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

EVERY_DATABASE = True

DAY = timedelta(days=1)
LATER = NOW + 100 * DAY


@pytest.fixture
def ledger(engine: Engine) -> AccountLedger:
    return AccountLedger(engine, SHOP, "ann")


def is_settled(engine: Engine) -> bool:
    with engine.connect() as connection:
        return ID in settled_orders(connection, LATER)


def cancelled(ledger: AccountLedger) -> None:
    """An unpaid order, cancelled and seen so."""
    attempt = ledger.attempts.intend(order_in(Status.AWAITING_PAYMENT), Act.CANCEL, NOW)
    ledger.attempts.settle(attempt, AttemptState.ACCEPTED, order_in(Status.CANCELLED), NOW)
    with ledger.news(NOW) as news:
        news.follow(Followed(ID, WaitingFor.NOTHING, NOW, None))


def test_a_cancelled_unpaid_order_is_settled(engine: Engine, ledger: AccountLedger) -> None:
    cancelled(ledger)
    assert is_settled(engine)


def test_an_order_that_was_never_seen_is_not(engine: Engine) -> None:
    assert not is_settled(engine)


@pytest.mark.parametrize("status", [it for it in Status if not it.is_over])
def test_an_order_that_is_not_over_is_not(
    engine: Engine, ledger: AccountLedger, status: Status
) -> None:
    cancelled(ledger)
    with ledger.news(NOW) as news:
        news.order(order_in(status))
    assert not is_settled(engine)


@pytest.mark.parametrize("sent", [False, True])
def test_an_attempt_without_a_known_end_keeps_it_open(
    engine: Engine, ledger: AccountLedger, sent: bool
) -> None:
    cancelled(ledger)
    attempt = ledger.attempts.intend(order_in(Status.CANCELLED), Act.DELETE, NOW)
    if sent:
        ledger.attempts.sent(attempt, None, NOW)
    assert not is_settled(engine)


@pytest.mark.parametrize("waiting_for", [it for it in WaitingFor if it is not WaitingFor.NOTHING])
def test_an_order_that_is_followed_is_open(
    engine: Engine, ledger: AccountLedger, waiting_for: WaitingFor
) -> None:
    cancelled(ledger)
    with ledger.news(NOW) as news:
        news.follow(Followed(ID, waiting_for, NOW, NOW))
    assert not is_settled(engine)


def test_money_that_has_not_landed_keeps_it_open_until_the_buyer_says_so(
    engine: Engine, ledger: AccountLedger
) -> None:
    cancelled(ledger)
    with ledger.news(NOW) as news:
        news.refund(ID, Refund(RefundStage.REFUNDED))
    assert not is_settled(engine)
    with ledger.news(NOW) as news:
        news.received(ID)
    assert is_settled(engine)


def test_a_dispute_keeps_it_open_until_it_has_ended(engine: Engine, ledger: AccountLedger) -> None:
    cancelled(ledger)
    for stage, settled in ((DisputeStage.SHOP, False), (DisputeStage.ENDED, True)):
        with ledger.news(NOW) as news:
            news.dispute(ID, Dispute(stage=stage, state=stage, told=""))
        assert is_settled(engine) is settled


def test_as_long_as_a_dispute_can_be_opened_the_order_is_open(
    engine: Engine, ledger: AccountLedger
) -> None:
    cancelled(ledger)
    with ledger.news(NOW) as news:
        news.order(order_in(Status.COMPLETED, dispute_until=LATER + DAY))
    assert not is_settled(engine)
    with ledger.news(NOW) as news:
        news.order(order_in(Status.COMPLETED, dispute_until=LATER - DAY))
    assert is_settled(engine)


def test_what_another_account_waits_for_counts_too(engine: Engine, ledger: AccountLedger) -> None:
    cancelled(ledger)
    with AccountLedger(engine, SHOP, "bob").news(NOW) as news:
        news.follow(Followed(ID, WaitingFor.SELLER, NOW, NOW))
    assert not is_settled(engine)
