"""Refunds as last seen, and the buyer's word beside them."""

import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from automator.ledger.account import AccountLedger
from automator.ledger.following import Followed, WaitingFor
from flows.domain.claims import Whereabouts
from flows.domain.money import Money
from flows.domain.orders import EndReason, Status
from flows.domain.refunds import Method, Refund, RefundStage
from tests.automator.ledger.conftest import SHOP, OpenAgain
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

TEN = Money(Decimal("10.00"), "USD")
LATER = NOW + timedelta(days=1)
DUE = NOW + timedelta(days=12)


def see(ledger: AccountLedger, stage: str, order_id: str = ID, **facts: object) -> None:
    order = order_in(Status.CANCELLED, order_id, total=TEN, ended_at=NOW)
    refund = Refund(RefundStage(stage), TEN, Method.CARD, since=NOW, due=DUE)
    with ledger.news(NOW) as news:
        news.order(order)
        news.follow(Followed(order_id, WaitingFor.REFUND, NOW, NOW))
        news.refund(order_id, Refund(**{**_fields(refund), **facts}))  # type: ignore[arg-type]


def _fields(refund: Refund) -> dict[str, object]:
    return {name: getattr(refund, name) for name in Refund.__slots__}


def say_received(ledger: AccountLedger) -> bool:
    with ledger.news(LATER) as news:
        return news.received(ID)


def kinds(ledger: AccountLedger) -> list[str]:
    return [fact.kind for fact in ledger.history(ID)]


def test_the_buyers_word_is_a_fact_with_its_time_and_ends_the_following(
    ledger: AccountLedger,
) -> None:
    see(ledger, "refunded")
    assert say_received(ledger)
    refund = ledger.refund(ID)
    assert refund is not None
    assert (refund.stage, refund.received_at) == (RefundStage.RECEIVED, LATER)
    fact = ledger.history(ID)[-1]
    assert (fact.kind, fact.at) == ("refund_landed", LATER)
    assert fact.details == {"where": "account", "said_by": "buyer"}
    assert ledger.followed() == []


def test_said_twice_it_is_one_fact(ledger: AccountLedger) -> None:
    see(ledger, "refunded")
    assert [say_received(ledger), say_received(ledger)] == [True, False]
    assert kinds(ledger).count("refund_landed") == 1


@pytest.mark.parametrize("stage", ["expected", "refunded"])
def test_what_a_page_says_later_does_not_unsay_it(ledger: AccountLedger, stage: str) -> None:
    see(ledger, "processing")
    say_received(ledger)
    see(ledger, stage)
    refund = ledger.refund(ID)
    assert refund is not None
    assert refund.stage is RefundStage.RECEIVED


def test_taken_back_the_money_is_looked_for_again(ledger: AccountLedger) -> None:
    see(ledger, "processing")
    say_received(ledger)
    with ledger.news(LATER) as news:
        assert news.not_received(ID)
        assert not news.not_received(ID)
    refund = ledger.refund(ID)
    assert refund is not None
    assert (refund.stage, refund.received_at) == (RefundStage.PROCESSING, None)
    (entry,) = ledger.followed()
    assert (entry.waiting_for, entry.next_look_at) == (WaitingFor.REFUND, LATER)
    assert kinds(ledger)[-2:] == ["refund_landed", "refund_not_landed"]


def test_where_no_refund_has_begun_none_can_have_arrived(ledger: AccountLedger) -> None:
    assert not say_received(ledger)
    see(ledger, "none")
    assert not say_received(ledger)
    assert "refund_landed" not in kinds(ledger)


def test_money_on_the_balance_has_landed_once(ledger: AccountLedger) -> None:
    for _ in range(2):
        see(ledger, "refunded", method=Method.BALANCE)
    landed = [fact for fact in ledger.history(ID) if fact.kind == "refund_landed"]
    assert [(fact.details, fact.seen_on) for fact in landed] == [({"where": "balance"}, "refund")]


def test_a_due_date_passes_once_and_another_one_again(ledger: AccountLedger) -> None:
    see(ledger, "expected")
    for due, is_news in ((DUE, True), (DUE, False), (LATER, True)):
        with ledger.news(DUE) as news:
            assert news.overdue(ID, due) is is_news
    assert kinds(ledger).count("refund_overdue") == 2


def test_the_money_table_holds_what_is_owed_and_was(ledger: AccountLedger) -> None:
    see(ledger, "expected")
    see(ledger, "refunded", "8190000000000002", method=Method.BALANCE)
    see(ledger, "none", "8190000000000003")
    told = {claim.order.id[-1]: claim.where for claim in ledger.claims(NOW)}
    assert told == {"1": Whereabouts.SHOP, "2": Whereabouts.BALANCE, "3": Whereabouts.SHOP}


def test_an_order_that_ended_unpaid_or_goes_on_is_owed_nothing(ledger: AccountLedger) -> None:
    unpaid = order_in(Status.CANCELLED, end_reason=EndReason.CANCELLED_UNPAID)
    requested = order_in(Status.CANCEL_REQUESTED, "8190000000000002")
    with ledger.news(NOW) as news:
        for order, wait in ((unpaid, WaitingFor.REFUND), (requested, WaitingFor.SELLER)):
            news.order(order)
            news.follow(Followed(order.id, wait, NOW, NOW))
    assert ledger.claims(NOW) == []


def test_accounts_are_not_mixed(ledger: AccountLedger, open_again: OpenAgain) -> None:
    see(ledger, "refunded")
    other = AccountLedger(open_again(), SHOP, "ben")
    assert other.claims(NOW) == []
    with other.news(LATER) as news:
        assert not news.received(ID)


WRITES = """
import sys
from sqlalchemy import text
from automator.ledger.open import open_ledger

EVERY_DATABASE = True

with open_ledger(sys.argv[1]).begin() as connection:
    connection.execute(text("UPDATE followed SET note = 'held'"))
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_run_that_writes_at_the_same_time_is_waited_for(ledger: AccountLedger, url: str) -> None:
    """Nobody has to end their watch to say that money is there."""
    see(ledger, "refunded")
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, url],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert writer.stdout.readline() == "held\n"
        from threading import Timer

        Timer(0.3, writer.stdin.close).start()
        assert say_received(ledger)
