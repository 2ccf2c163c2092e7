"""M7, M17, B3: what is owed, by whom, since when, due when, and where it is."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.claims import Claim, Sums, Whereabouts, claim, sums_of
from flows.domain.money import Money
from flows.domain.orders import Status
from flows.domain.refunds import Method, Refund, RefundStage
from tests.flows.fakes import order_in
from tests.flows.moments import NOW

DAY = timedelta(days=1)
TEN = Money(Decimal("10.00"), "USD")
FOUR = Money(Decimal("4.00"), "USD")

stages = st.sampled_from(RefundStage)
sums = st.builds(
    Money, st.decimals("0.01", "9999.99", places=2), st.sampled_from(["USD", "EUR", "RUB"])
)
refunds = st.builds(
    Refund,
    stage=stages,
    amount=st.none() | sums,
    method=st.none() | st.sampled_from(Method),
    since=st.none() | st.just(NOW - 5 * DAY),
    due=st.none() | st.sampled_from([NOW - DAY, NOW, NOW + DAY]),
)
totals = st.none() | sums


def of(refund: Refund, total: Money | None = TEN) -> Claim:
    return claim(order_in(Status.CANCELLED, total=total, ended_at=NOW - 5 * DAY), refund, NOW)


@pytest.mark.parametrize(
    ("refund", "where"),
    [
        (Refund(RefundStage.NONE), Whereabouts.SHOP),
        (Refund(RefundStage.EXPECTED), Whereabouts.SHOP),
        (Refund(RefundStage.PROCESSING), Whereabouts.SHOP),
        (Refund(RefundStage.REFUNDED), Whereabouts.ON_ITS_WAY),
        (Refund(RefundStage.REFUNDED, method=Method.BALANCE), Whereabouts.BALANCE),
        (Refund(RefundStage.PROCESSING, method=Method.BALANCE), Whereabouts.SHOP),
        (Refund(RefundStage.RECEIVED, received_at=NOW), Whereabouts.RECEIVED),
    ],
)
def test_where_the_money_is_follows_from_the_page_and_the_buyers_word(
    refund: Refund, where: Whereabouts
) -> None:
    assert of(refund).where is where


def test_what_the_page_calls_refunded_has_not_landed() -> None:
    assert not of(Refund(RefundStage.REFUNDED, TEN, Method.CARD)).has_landed


@pytest.mark.parametrize(("due", "late"), [(NOW, True), (NOW + DAY, False)])
@pytest.mark.parametrize("stage", [RefundStage.EXPECTED, RefundStage.REFUNDED])
def test_money_is_overdue_from_its_due_date_on_until_it_lands(
    stage: RefundStage, due: object, late: bool
) -> None:
    refund = Refund(stage, TEN, Method.CARD, due=due)  # type: ignore[arg-type]  # a time
    assert of(refund).is_overdue is late
    assert bool(of(refund).advice.ask_support) is late
    landed = Refund(RefundStage.RECEIVED, TEN, Method.CARD, due=NOW - DAY, received_at=NOW)
    assert not of(landed).is_overdue


def test_money_on_the_balance_is_never_overdue() -> None:
    assert not of(Refund(RefundStage.REFUNDED, TEN, Method.BALANCE, due=NOW - DAY)).is_overdue


def test_a_stage_that_lasts_longer_than_usual_is_told_with_what_to_ask() -> None:
    since, due = NOW - 3 * DAY, NOW + DAY
    stalled = of(Refund(RefundStage.EXPECTED, TEN, Method.CARD, since=since, due=due))
    assert (stalled.is_stalled, stalled.is_overdue) == (True, False)
    assert "has not moved since" in (stalled.advice.ask_support or "")
    usual = of(Refund(RefundStage.PROCESSING, TEN, Method.CARD, since=since, due=due))
    assert not usual.is_stalled


def test_of_a_part_refund_both_sums_are_told() -> None:
    part = of(Refund(RefundStage.PROCESSING, FOUR))
    assert (part.owed, part.paid) == (FOUR, TEN)
    assert of(Refund(RefundStage.PROCESSING, TEN)).paid is None
    assert of(Refund(RefundStage.PROCESSING, Money(Decimal(4), "EUR"))).paid is None


def test_until_the_shop_names_a_sum_what_was_paid_is_owed() -> None:
    assert of(Refund(RefundStage.NONE)).owed == TEN
    assert of(Refund(RefundStage.NONE), None).owed is None


def test_a_refund_without_a_date_is_due_by_the_usual_time_of_its_method() -> None:
    assert of(Refund(RefundStage.EXPECTED, method=Method.BALANCE)).due == NOW - 4 * DAY
    assert of(Refund(RefundStage.NONE)).due is None


@given(st.lists(st.tuples(refunds, totals)))
def test_the_sums_hold_every_claim_whose_sum_is_known_and_hold_it_once(
    known_of: list[tuple[Refund, Money | None]],
) -> None:
    found = [of(refund, total) for refund, total in known_of]
    told = sums_of(found)
    known = [one.owed for one in found if one.owed]
    assert set(told) == {money.currency for money in known}
    for currency, own in told.items():
        assert own.owed + own.landed == sum(m.amount for m in known if m.currency == currency)
        assert own.overdue <= own.owed
        assert own.on_balance <= own.landed


def test_currencies_are_never_added_up() -> None:
    euros = of(Refund(RefundStage.REFUNDED, Money(Decimal("3.00"), "EUR"), Method.BALANCE))
    late = of(Refund(RefundStage.EXPECTED, TEN, due=NOW - DAY))
    assert sums_of([late, euros]) == {
        "EUR": Sums(landed=Decimal("3.00"), on_balance=Decimal("3.00")),
        "USD": Sums(owed=Decimal("10.00"), overdue=Decimal("10.00")),
    }
