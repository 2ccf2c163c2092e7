from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select, text
from sqlalchemy.dialects import sqlite

from automator.ledger.account import AccountLedger
from automator.ledger.following import Followed, WaitingFor
from automator.ledger.schema import UtcTime, orders
from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.money import Money
from flows.domain.orders import EndReason, Order, Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Method, Refund, RefundStage
from flows.errors import NeedsPerson
from flows.ports import AttemptState
from flows.seller_answer import Answer, AnswerKind
from tests.automator.ledger.conftest import SHOP, OpenAgain
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

EVERY_DATABASE = True

OTHER_ID = "8190000000020001"
LATER = NOW + timedelta(hours=1)


def tell(ledger: AccountLedger, order: Order, at: datetime = NOW) -> None:
    with ledger.news(at) as news:
        news.order(order)


def kinds(ledger: AccountLedger, order_id: str = ID) -> list[str]:
    return [fact.kind for fact in ledger.history(order_id)]


# Facts


def test_a_reading_that_shows_nothing_new_is_no_fact(ledger: AccountLedger) -> None:
    for at in (NOW, LATER):
        tell(ledger, order_in(Status.CANCEL_REQUESTED), at)
    assert kinds(ledger) == ["status"]


def test_a_change_is_a_fact_with_what_was_before_and_the_reason(ledger: AccountLedger) -> None:
    tell(ledger, order_in(Status.AWAITING_SHIPMENT))
    ended = order_in(Status.CANCELLED, end_reason=EndReason.CANCELLED_WITH_SELLER)
    tell(ledger, ended, LATER)
    first, second = ledger.history(ID)
    assert first.details == {"status": "awaiting_shipment", "was": None, "end_reason": None}
    assert second.details == {
        "status": "cancelled",
        "was": "awaiting_shipment",
        "end_reason": "cancelled_with_seller",
    }
    assert (second.at, second.seen_on) == (LATER, "detail")


def test_what_a_later_page_does_not_show_is_kept(ledger: AccountLedger, engine: Engine) -> None:
    tell(ledger, order_in(Status.SHIPPED, seller="Ann", total=Money(Decimal("4.90"), "USD")))
    tell(ledger, order_in(Status.SHIPPED), LATER)
    with engine.connect() as connection:
        row = connection.execute(text("SELECT seller, amount, currency FROM orders")).one()
    assert tuple(row) == ("Ann", "4.90", "USD")


def test_an_order_that_was_never_seen_has_no_history(ledger: AccountLedger) -> None:
    assert ledger.history(ID) == []


def test_what_one_look_brought_is_kept_whole_or_not_at_all(ledger: AccountLedger) -> None:
    def look_and_die() -> None:
        with ledger.news(NOW) as news:
            news.order(order_in(Status.SHIPPED))
            news.follow(Followed(ID, WaitingFor.SELLER, NOW, NOW))
            news.refund(ID, Refund(RefundStage.EXPECTED))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_and_die()
    assert (kinds(ledger), ledger.followed(), ledger.refund(ID)) == ([], [], None)


# The seller's answer


def answered(kind: AnswerKind, outcome: Outcome) -> Answer:
    return Answer(kind, NOW, "The seller answered.", outcome)


def accepted_attempt(ledger: AccountLedger) -> None:
    attempt = ledger.attempts.intend(order_in(Status.AWAITING_SHIPMENT), Act.CANCEL, NOW)
    requested = order_in(Status.CANCEL_REQUESTED)
    ledger.attempts.settle(attempt, AttemptState.ACCEPTED, requested, NOW)


def state(ledger: AccountLedger) -> AttemptState | None:
    latest = ledger.attempts.latest(ID, Act.CANCEL)
    return latest.state if latest else None


def test_a_no_of_the_seller_ends_the_attempt_that_asked(ledger: AccountLedger) -> None:
    accepted_attempt(ledger)
    with ledger.news(LATER) as news:
        answer = answered(AnswerKind.DECLINED, Outcome.DECLINED)
        news.answer(order_in(Status.AWAITING_SHIPMENT), answer)
    assert state(ledger) is AttemptState.DECLINED
    assert kinds(ledger)[-2:] == ["seller_answer", "cancellation_declined"]
    assert ledger.history(ID)[-2].details == {"answer": "declined", "given_at": NOW.isoformat()}


def test_a_yes_of_the_seller_leaves_the_attempt_accepted(ledger: AccountLedger) -> None:
    accepted_attempt(ledger)
    with ledger.news(LATER) as news:
        news.answer(order_in(Status.CANCELLED), answered(AnswerKind.ACCEPTED, Outcome.DONE))
    assert state(ledger) is AttemptState.ACCEPTED
    assert kinds(ledger)[-1] == "seller_answer"


@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize(
    ("status", "proven"),
    [
        (Status.CANCEL_REQUESTED, AttemptState.ACCEPTED),
        (Status.CANCELLED, AttemptState.ACCEPTED),
        (Status.SHIPPED, AttemptState.REFUSED),
    ],
)
def test_a_doubtful_attempt_is_settled_by_what_the_order_shows(
    ledger: AccountLedger, status: Status, proven: AttemptState, sent: bool
) -> None:
    attempt = ledger.attempts.intend(order_in(Status.AWAITING_SHIPMENT), Act.CANCEL, NOW)
    if sent:
        ledger.attempts.sent(attempt, None, NOW)
    with ledger.news(LATER) as news:
        news.prove_attempt(order_in(status))
    assert state(ledger) is proven


# What is followed


def follow(ledger: AccountLedger, entry: Followed) -> None:
    with ledger.news(NOW) as news:
        news.follow(entry)


def test_a_followed_order_is_kept_with_all_that_is_known(ledger: AccountLedger) -> None:
    entry = Followed(
        ID,
        WaitingFor.REFUND,
        since=NOW,
        next_look_at=LATER,
        reason=Reason.PRICE_RAISED,
        requested_at=NOW,
        answer=AnswerKind.ACCEPTED,
        answered_at=LATER,
    )
    follow(ledger, entry)
    assert ledger.followed() == [entry]


def test_what_is_looked_at_next_comes_first(ledger: AccountLedger) -> None:
    follow(ledger, Followed(ID, WaitingFor.SELLER, NOW, LATER))
    follow(ledger, Followed(OTHER_ID, WaitingFor.SELLER, NOW, NOW))
    assert [entry.order_id for entry in ledger.followed()] == [OTHER_ID, ID]


def test_an_order_is_followed_once_and_changes_what_it_waits_for(ledger: AccountLedger) -> None:
    follow(ledger, Followed(ID, WaitingFor.SELLER, NOW, NOW))
    follow(ledger, Followed(ID, WaitingFor.REFUND, NOW, LATER))
    assert ledger.followed() == [Followed(ID, WaitingFor.REFUND, NOW, LATER)]


def test_an_order_without_a_next_look_is_only_found_by_its_id(ledger: AccountLedger) -> None:
    entry = Followed(ID, WaitingFor.NOTHING, NOW, None)
    follow(ledger, entry)
    assert ledger.followed() == []
    assert ledger.followed([ID]) == [entry]


# The refund


def test_a_refund_is_kept_as_last_seen_and_each_stage_is_one_fact(ledger: AccountLedger) -> None:
    money = Money(Decimal("4.99"), "USD")
    for stage in ("expected", "expected", "processing", "refunded", "refunded"):
        refund = Refund(RefundStage(stage), money, Method.CARD, since=NOW, due=LATER)
        with ledger.news(NOW) as news:
            news.refund(ID, refund)
    assert ledger.refund(ID) == refund
    stages = [fact.details["stage"] for fact in ledger.history(ID)]
    assert stages == ["expected", "processing", "refunded"]


def test_a_refund_of_which_little_is_known_is_kept_as_such(ledger: AccountLedger) -> None:
    with ledger.news(NOW) as news:
        news.refund(ID, Refund(RefundStage.EXPECTED))
    assert ledger.refund(ID) == Refund(RefundStage.EXPECTED)
    assert ledger.refund(OTHER_ID) is None


# Times and accounts


@given(
    st.datetimes(
        timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
    ).filter(lambda moment: 2 < moment.year < 9998)
)
def test_every_time_comes_back_as_the_same_moment_in_utc(moment: datetime) -> None:
    dialect = sqlite.dialect()
    stored = UtcTime().process_bind_param(moment, dialect)
    read = UtcTime().process_result_value(stored, dialect)
    assert stored is not None
    assert stored.tzinfo is None
    assert read == moment
    assert read is not None
    assert read.tzinfo is UTC


def test_a_time_with_another_zone_is_stored_in_utc(ledger: AccountLedger) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    follow(ledger, Followed(ID, WaitingFor.SELLER, there, there))
    (entry,) = ledger.followed()
    assert entry.since == NOW
    assert entry.since.tzinfo is UTC


@pytest.mark.parametrize(
    ("shop", "name"),
    [(SHOP, "ben"), ("https://other.example", "ann")],
)
def test_two_accounts_and_two_shops_are_never_mixed(
    ledger: AccountLedger, engine: Engine, shop: str, name: str
) -> None:
    other = AccountLedger(engine, shop, name)
    accepted_attempt(ledger)
    with ledger.news(NOW) as news:
        news.refund(ID, Refund(RefundStage.EXPECTED))
    assert (other.history(ID), other.followed([ID]), other.refund(ID)) == ([], [], None)
    with other.news(NOW) as news:
        news.follow(Followed(ID, WaitingFor.SELLER, NOW, NOW))
    assert len(ledger.followed([ID])) == len(other.followed([ID])) == 1


def test_an_attempt_is_known_under_every_name_of_an_account_but_in_its_own_shop_only(
    ledger: AccountLedger, engine: Engine
) -> None:
    accepted_attempt(ledger)
    mistyped = AccountLedger(engine, SHOP, "anm").attempts.latest(ID, Act.CANCEL)
    assert mistyped == ledger.attempts.latest(ID, Act.CANCEL)
    elsewhere = AccountLedger(engine, "https://other.example", "ann").attempts
    assert elsewhere.latest(ID, Act.CANCEL) is None


def test_two_names_for_one_buyer_never_have_an_attempt_open_at_the_same_time(
    ledger: AccountLedger, engine: Engine
) -> None:
    """Both looked for an earlier one before either intended to send."""
    other = AccountLedger(engine, SHOP, "anm").attempts
    assert (ledger.attempts.latest(ID, Act.CANCEL), other.latest(ID, Act.CANCEL)) == (None, None)
    paid = order_in(Status.AWAITING_SHIPMENT)
    ledger.attempts.intend(paid, Act.CANCEL, NOW)
    with pytest.raises(NeedsPerson, match="open already"):
        other.intend(paid, Act.CANCEL, NOW)


def test_another_shop_may_have_an_order_of_the_same_number(
    ledger: AccountLedger, engine: Engine
) -> None:
    elsewhere = AccountLedger(engine, "https://other.example", "ann")
    accepted_attempt(ledger)
    accepted_attempt(elsewhere)
    assert elsewhere.attempts.latest(ID, Act.CANCEL) is not None


def test_the_dates_of_an_order_are_kept_until_it_changes(
    ledger: AccountLedger, engine: Engine
) -> None:
    tell(ledger, order_in(Status.SHIPPED, deadline=LATER, dispute_until=LATER))
    tell(ledger, order_in(Status.SHIPPED, dispute_from=NOW))
    kept = select(orders.c.deadline, orders.c.dispute_from, orders.c.dispute_until)
    with engine.connect() as connection:
        assert tuple(connection.execute(kept).one()) == (LATER, NOW, LATER)
    tell(ledger, order_in(Status.COMPLETED, ended_at=NOW))
    with engine.connect() as connection:
        assert tuple(connection.execute(kept).one()) == (None, None, None)
        assert connection.scalar(select(orders.c.ended_at)) == NOW


def test_an_account_is_known_again(ledger: AccountLedger, open_again: OpenAgain) -> None:
    tell(ledger, order_in(Status.SHIPPED))
    assert kinds(AccountLedger(open_again(), SHOP, "ann")) == ["status"]
