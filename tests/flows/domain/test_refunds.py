from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.refunds import (
    UNKNOWN_METHOD,
    USUAL_TIME,
    Method,
    Refund,
    RefundStage,
    due_date,
    with_due_date,
)
from tests.flows.moments import NOW, moments

MONDAY = NOW
FRIDAY = MONDAY + timedelta(days=4)
SATURDAY = MONDAY + timedelta(days=5)
SUNDAY = MONDAY + timedelta(days=6)


@pytest.mark.parametrize("method", Method)
def test_every_method_has_a_usual_time_and_its_source(method: Method) -> None:
    usual = USUAL_TIME[method]
    assert usual.days > 0
    assert len(usual.source.split()) > 2


def test_of_an_unknown_method_no_known_one_takes_longer() -> None:
    longest = max(due_date(method, MONDAY) for method in Method)
    assert due_date(None, MONDAY) == longest
    assert UNKNOWN_METHOD.days == 20


@pytest.mark.parametrize(
    ("method", "closed_at", "due"),
    [
        (Method.WEBMONEY, MONDAY, MONDAY + timedelta(weeks=2)),
        (Method.WEBMONEY, FRIDAY, FRIDAY + timedelta(weeks=2)),
        (Method.WEBMONEY, SATURDAY, FRIDAY + timedelta(weeks=2)),
        (Method.WEBMONEY, SUNDAY, FRIDAY + timedelta(weeks=2)),
        (Method.CARD, MONDAY, MONDAY + timedelta(weeks=4)),
    ],
)
def test_working_days_leave_weekends_out(
    method: Method, closed_at: datetime, due: datetime
) -> None:
    assert due_date(method, closed_at).date() == due.date()


@pytest.mark.parametrize("method", [Method.QIWI, Method.YANDEX, Method.MOBILE, Method.CASH])
def test_wallets_and_accounts_count_every_day(method: Method) -> None:
    assert due_date(method, FRIDAY) == FRIDAY + timedelta(days=15)


def test_money_on_the_balance_is_there_within_a_day() -> None:
    assert due_date(Method.BALANCE, SATURDAY) == SUNDAY


@given(st.sampled_from([None, *Method]), moments)
def test_money_is_never_due_before_the_order_was_closed(
    method: Method | None, closed_at: datetime
) -> None:
    assert due_date(method, closed_at) > closed_at


@given(st.sampled_from([Method.CARD, Method.WEBMONEY, None]), moments)
def test_a_due_date_in_working_days_is_a_working_day(
    method: Method | None, closed_at: datetime
) -> None:
    assert due_date(method, closed_at).isoweekday() <= 5


def test_a_due_date_given_by_the_page_wins() -> None:
    named = Refund(RefundStage.PROCESSING, method=Method.CARD, due=FRIDAY)
    assert with_due_date(named, MONDAY) == named


def test_where_the_page_names_no_date_the_usual_time_of_the_method_does() -> None:
    refund = with_due_date(Refund(RefundStage.EXPECTED, method=Method.QIWI), MONDAY)
    assert refund.due == MONDAY + timedelta(days=15)


@pytest.mark.parametrize(
    ("refund", "closed_at"),
    [(Refund(RefundStage.NONE), MONDAY), (Refund(RefundStage.EXPECTED), None)],
)
def test_no_due_date_is_guessed_without_a_refund_or_without_a_closing(
    refund: Refund, closed_at: datetime | None
) -> None:
    assert with_due_date(refund, closed_at).due is None
