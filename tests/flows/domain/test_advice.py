import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.advice import (
    Advice,
    Verdict,
    advise,
    pile_warning,
    situation_texts,
    told,
)
from flows.domain.cancellation import Blame, Reason
from flows.domain.disputes import DisputeStage
from flows.domain.money import Money
from flows.domain.orders import Control, EndReason, Order, SellerAnswer, Status
from flows.domain.refunds import Method, Refund, RefundStage
from flows.domain.situations import Known, Situation
from tests.flows.moments import NOW, moments

CANCEL = frozenset({Control.CANCEL})
TEN = Money(Decimal("10.00"), "USD")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

sums = st.builds(Money, st.decimals(0, 10_000, places=2), st.sampled_from(["USD", "EUR"]))
refunds = st.builds(
    Refund,
    stage=st.sampled_from(RefundStage),
    amount=st.none() | sums,
    method=st.none() | st.sampled_from(Method),
    since=st.none() | moments,
    due=st.none() | moments,
)
orders = st.builds(
    Order,
    id=st.just("8190000000000001"),
    status=st.sampled_from(Status),
    seen_on=st.sampled_from(["list", "detail"]),
    placed_at=st.none() | moments | st.just(date(2026, 9, 1)),
    controls=st.none() | st.frozensets(st.sampled_from(Control)),
    end_reason=st.none() | st.sampled_from(EndReason),
    ended_at=st.none() | moments,
    deadline=st.none() | moments,
    method=st.none() | st.sampled_from(Method),
    answer=st.none() | st.builds(SellerAnswer, st.just("declined"), st.none() | moments),
    refund_stage=st.none() | st.sampled_from(RefundStage),
    extension_days=st.none() | st.integers(1, 30),
    dispute_from=st.none() | moments,
    dispute_until=st.none() | moments,
    dispute_stage=st.none() | st.sampled_from(DisputeStage),
    is_deleted=st.booleans(),
)
knowledge = st.builds(
    Known,
    since=st.none() | moments,
    requested_at=st.none() | moments,
    declined_at=st.none() | moments,
    refund=st.none() | refunds,
)


def order(status: Status, **facts: object) -> Order:
    known = {"id": "8190000000000001", "status": status, "seen_on": "detail"}
    return Order(**{**known, **facts})  # type: ignore[arg-type]  # facts are named by each test


def on(status: Status, known: Known | None = None, **facts: object) -> Advice:
    return advise(order(status, **facts), NOW, known)


# Laws


@given(orders, moments, knowledge)
def test_every_order_at_any_time_gets_advice_in_full_sentences_with_a_next_step(
    order: Order, now: datetime, known: Known
) -> None:
    advice = advise(order, now, known)
    for text in (advice.why, advice.next_step):
        assert re.fullmatch(r"[A-Z].{10,}\.", text), text
    for all_told in (advice.why, advice.next_step, advice.page_differs, advice.ask_support):
        assert not re.search(r"[\[\]{}|]|None|  | [.,]", all_told or ""), all_told


@given(orders, moments, knowledge)
def test_the_dates_of_an_advice_are_ahead_and_in_order(
    order: Order, now: datetime, known: Known
) -> None:
    advice = advise(order, now, known)
    dates = [at for at in (advice.not_before, advice.not_after) if at]
    assert all(at > now for at in dates)
    assert dates == sorted(dates)


@given(orders, moments, knowledge)
def test_a_date_of_an_advice_is_one_that_the_documentation_names_and_the_sentences_tell(
    order: Order, now: datetime, known: Known
) -> None:
    advice = advise(order, now, known)
    texts = situation_texts()[advice.situation]
    for at, name in ((advice.not_before, "from"), (advice.not_after, "to")):
        assert at is None or name in texts
        assert at is None or f"{at:%Y-%m-%d %H:%M} UTC" in advice.next_step


@given(orders, moments, knowledge)
def test_only_what_is_unpaid_unshipped_or_offered_while_verified_may_be_sent(
    order: Order, now: datetime, known: Known
) -> None:
    offered = order.status is Status.PAYMENT_VERIFYING and order.can_cancel is True
    may = order.status in {Status.AWAITING_PAYMENT, Status.AWAITING_SHIPMENT} or offered
    assert advise(order, now, known).may_send is (may and not order.is_deleted)


@given(orders, moments, knowledge)
def test_where_something_can_be_sent_it_is_told_who_is_blamed_by_each_reason(
    order: Order, now: datetime, known: Known
) -> None:
    advice = advise(order, now, known)
    assert bool(advice.reasons) is advice.may_send
    assert all(blame is Blame.BUYER for r, blame in advice.reasons if r is Reason.NOT_NEEDED)


@given(orders, moments, knowledge)
def test_where_the_page_thinks_otherwise_both_are_told(
    order: Order, now: datetime, known: Known
) -> None:
    advice = advise(order, now, known)
    agree = order.can_cancel in {None, advice.may_send}
    assert (advice.page_differs is None) is agree


# Situations

SHIPPED_ON_FRIDAY = Known(since=NOW - 3 * DAY)
REFUND = Refund(RefundStage.EXPECTED, TEN, Method.CARD, due=NOW + DAY)


def paid_back(stage: RefundStage, **facts: object) -> Known:
    known = {"stage": stage, "amount": TEN, "method": Method.CARD, "due": NOW + DAY}
    return Known(refund=Refund(**{**known, **facts}))  # type: ignore[arg-type]  # the same


CASES: list[tuple[Situation, Verdict, Advice, datetime | None, datetime | None]] = [
    (
        Situation.UNPAID,
        Verdict.CANCEL,
        on(Status.AWAITING_PAYMENT, deadline=NOW + DAY),
        None,
        NOW + DAY,
    ),
    (
        Situation.UNPAID_TIME_UP,
        Verdict.CANCEL,
        on(Status.AWAITING_PAYMENT, deadline=NOW),
        None,
        None,
    ),
    (
        Situation.VERIFYING,
        Verdict.NOT_YET,
        on(Status.PAYMENT_VERIFYING, Known(since=NOW - HOUR), deadline=NOW + DAY),
        NOW + 23 * HOUR,
        None,
    ),
    (
        Situation.VERIFYING_LONG,
        Verdict.NOT_YET,
        on(Status.PAYMENT_VERIFYING, Known(since=NOW - 25 * HOUR)),
        None,
        None,
    ),
    (
        Situation.VERIFYING_OFFERED,
        Verdict.CANCEL,
        on(Status.PAYMENT_VERIFYING, deadline=NOW + HOUR, controls=CANCEL),
        None,
        NOW + HOUR,
    ),
    (
        Situation.TO_SHIP,
        Verdict.REQUEST,
        on(Status.AWAITING_SHIPMENT, deadline=NOW + DAY),
        None,
        NOW + DAY,
    ),
    (
        Situation.TO_SHIP_TIME_UP,
        Verdict.REQUEST,
        on(Status.AWAITING_SHIPMENT, deadline=NOW - HOUR),
        None,
        None,
    ),
    (
        Situation.EXTENSION_ASKED,
        Verdict.REQUEST,
        on(Status.AWAITING_SHIPMENT, deadline=NOW + DAY, extension_days=5),
        None,
        NOW + DAY,
    ),
    (
        Situation.DECLINED,
        Verdict.REQUEST,
        on(Status.AWAITING_SHIPMENT, Known(declined_at=NOW - HOUR), deadline=NOW + DAY),
        None,
        NOW + DAY,
    ),
    (
        Situation.REQUESTED,
        Verdict.ALREADY_REQUESTED,
        on(Status.CANCEL_REQUESTED, Known(requested_at=NOW)),
        None,
        NOW + 3 * DAY,
    ),
    (
        Situation.REQUESTED_TIME_UP,
        Verdict.ALREADY_REQUESTED,
        on(Status.CANCEL_REQUESTED, deadline=NOW),
        None,
        None,
    ),
    (
        Situation.PARTLY_SHIPPED,
        Verdict.TOO_LATE,
        on(Status.PARTLY_SHIPPED, SHIPPED_ON_FRIDAY, deadline=NOW + 30 * DAY),
        NOW + 2 * DAY,
        NOW + 30 * DAY,
    ),
    (
        Situation.SHIPPED_EARLY,
        Verdict.TOO_LATE,
        on(Status.SHIPPED, SHIPPED_ON_FRIDAY, deadline=NOW + 30 * DAY),
        NOW + 2 * DAY,
        NOW + 30 * DAY,
    ),
    (
        Situation.SHIPPED,
        Verdict.TOO_LATE,
        on(Status.SHIPPED, dispute_from=NOW - DAY, dispute_until=NOW + DAY),
        None,
        NOW + DAY,
    ),
    (Situation.SHIPPED_UNKNOWN, Verdict.TOO_LATE, on(Status.SHIPPED), None, None),
    (Situation.IN_DISPUTE, Verdict.TOO_LATE, on(Status.IN_DISPUTE), None, None),
    (
        Situation.DISPUTE_WITH_SELLER,
        Verdict.TOO_LATE,
        on(Status.IN_DISPUTE, dispute_stage=DisputeStage.SELLER),
        None,
        None,
    ),
    (
        Situation.DISPUTE_WITH_BUYER,
        Verdict.TOO_LATE,
        on(Status.IN_DISPUTE, dispute_stage=DisputeStage.BUYER, deadline=NOW + DAY),
        None,
        NOW + DAY,
    ),
    (
        Situation.DISPUTE_WITH_SHOP,
        Verdict.TOO_LATE,
        on(Status.IN_DISPUTE, dispute_stage=DisputeStage.SHOP),
        None,
        None,
    ),
    (Situation.FROZEN, Verdict.NOT_YET, on(Status.FROZEN), None, None),
    (
        Situation.COMPLETED,
        Verdict.OVER,
        on(Status.COMPLETED, ended_at=NOW - DAY),
        None,
        NOW + 14 * DAY,
    ),
    (
        Situation.COMPLETED_LONG_AGO,
        Verdict.OVER,
        on(Status.COMPLETED, ended_at=NOW - 15 * DAY),
        None,
        None,
    ),
    (
        Situation.NEVER_PAID,
        Verdict.ALREADY_CANCELLED,
        on(Status.CANCELLED, end_reason=EndReason.CANCELLED_UNPAID),
        None,
        None,
    ),
    (
        Situation.NEVER_PAID,
        Verdict.OVER,
        on(Status.CLOSED, end_reason=EndReason.PAYMENT_TIMEOUT),
        None,
        None,
    ),
    (Situation.MONEY_NOT_SHOWN, Verdict.ALREADY_CANCELLED, on(Status.CANCELLED), None, None),
    (
        Situation.MONEY_EXPECTED,
        Verdict.ALREADY_CANCELLED,
        on(Status.CANCELLED, paid_back(RefundStage.EXPECTED)),
        None,
        NOW + DAY,
    ),
    (
        Situation.MONEY_STALLED,
        Verdict.ALREADY_CANCELLED,
        on(Status.CANCELLED, paid_back(RefundStage.EXPECTED, since=NOW - 3 * DAY)),
        None,
        NOW + DAY,
    ),
    (
        Situation.MONEY_OVERDUE,
        Verdict.OVER,
        on(Status.CLOSED, paid_back(RefundStage.PROCESSING, due=NOW - DAY)),
        None,
        None,
    ),
    (
        Situation.MONEY_SENT,
        Verdict.ALREADY_CANCELLED,
        on(Status.CANCELLED, paid_back(RefundStage.REFUNDED)),
        None,
        NOW + DAY,
    ),
    (
        Situation.MONEY_ON_BALANCE,
        Verdict.ALREADY_CANCELLED,
        on(Status.CANCELLED, paid_back(RefundStage.REFUNDED, method=Method.BALANCE)),
        None,
        None,
    ),
    (
        Situation.MONEY_MISSING,
        Verdict.ALREADY_CANCELLED,
        on(Status.CANCELLED, paid_back(RefundStage.REFUNDED, due=NOW)),
        None,
        None,
    ),
    (
        Situation.MONEY_BACK,
        Verdict.ALREADY_CANCELLED,
        on(Status.CANCELLED, paid_back(RefundStage.RECEIVED)),
        None,
        None,
    ),
    (
        Situation.DELETED,
        Verdict.ALREADY_CANCELLED,
        on(Status.CANCELLED, is_deleted=True),
        None,
        None,
    ),
]


@pytest.mark.parametrize(("situation", "verdict", "advice", "not_before", "not_after"), CASES)
def test_each_situation_is_recognised_with_its_verdict_and_its_dates(
    situation: Situation,
    verdict: Verdict,
    advice: Advice,
    not_before: datetime | None,
    not_after: datetime | None,
) -> None:
    assert (advice.situation, advice.verdict) == (situation, verdict)
    assert (advice.not_before, advice.not_after) == (not_before, not_after)


def test_there_is_a_case_for_every_situation() -> None:
    assert {case[0] for case in CASES} == set(Situation)


def test_the_table_has_an_entry_for_every_situation_and_no_two_are_called_the_same() -> None:
    names = Counter(texts["when"] for texts in situation_texts().values())
    assert len(names) == len(Situation)


# Single rules


def test_a_countdown_on_the_page_wins_over_our_limit() -> None:
    known = Known(requested_at=NOW)
    assert on(Status.CANCEL_REQUESTED, known, deadline=NOW + HOUR).not_after == NOW + HOUR
    dated = on(Status.SHIPPED, SHIPPED_ON_FRIDAY, dispute_from=NOW + 9 * DAY)
    assert dated.not_before == NOW + 9 * DAY


def test_where_nothing_tells_since_when_a_verification_ends_within_a_day() -> None:
    assert on(Status.PAYMENT_VERIFYING).not_before == NOW + DAY


def test_an_unpaid_order_left_alone_closes_at_the_end_of_its_countdown() -> None:
    advice = on(Status.AWAITING_PAYMENT, deadline=datetime(2026, 9, 8, 12, 30, tzinfo=UTC))
    assert "closes by itself on 2026-09-08 12:30 UTC" in advice.next_step
    assert "when the time to pay runs out" in on(Status.AWAITING_PAYMENT).next_step


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (Status.SHIPPED, "on its way"),
        (Status.PARTLY_SHIPPED, "part of the order"),
        (Status.IN_DISPUTE, "dispute"),
        (Status.FROZEN, "froze"),
    ],
)
def test_each_refusal_names_which_rule_forbids_it(status: Status, name: str) -> None:
    assert name in on(status).why


def test_every_reason_for_an_unpaid_order_blames_the_buyer() -> None:
    advice = on(Status.AWAITING_PAYMENT)
    assert {blame for _, blame in advice.reasons} == {Blame.BUYER}
    assert len(advice.reasons) == 7


def test_a_control_on_the_page_of_a_shipped_order_is_told_and_not_believed() -> None:
    advice = on(Status.SHIPPED, controls=CANCEL)
    assert not advice.may_send
    assert "it is not pressed" in (advice.page_differs or "")


def test_a_missing_control_is_told() -> None:
    advice = on(Status.AWAITING_SHIPMENT, controls=frozenset())
    assert "shows no control to cancel" in (advice.page_differs or "")


def test_an_overdue_refund_comes_with_the_words_for_support() -> None:
    advice = on(Status.CANCELLED, paid_back(RefundStage.REFUNDED, due=NOW - DAY))
    assert advice.help == "refund_late"
    assert "10.00 USD was refunded" in (advice.ask_support or "")
    assert "2026-09-06 10:00 UTC" in (advice.ask_support or "")


def test_the_due_date_of_a_refund_is_reckoned_where_the_page_names_none() -> None:
    ended = on(
        Status.CANCELLED,
        paid_back(RefundStage.EXPECTED, due=None, method=Method.QIWI),
        ended_at=NOW - DAY,
    )
    assert ended.not_after == NOW + 14 * DAY


def test_how_an_order_ended_is_told_by_its_reason_not_by_the_word_above_it() -> None:
    late = on(Status.CLOSED, end_reason=EndReason.SHIPPING_TIMEOUT)
    assert late.why.startswith("The seller did not ship in time")
    assert on(Status.CANCELLED).why.startswith("The order is cancelled already")


@pytest.mark.parametrize(("unpaid", "warned"), [(0, False), (9, False), (10, True), (30, True)])
def test_many_unpaid_orders_are_warned_of(unpaid: int, warned: bool) -> None:
    warning = pile_warning(unpaid)
    assert (warning is not None) is warned
    assert warning is None or str(unpaid) in warning


def test_what_is_not_known_is_left_out_of_a_sentence_or_replaced() -> None:
    template = "Wait [until {at}|a while][, {who}]."
    assert told(template, {}) == "Wait a while."
    assert told(template, {"at": "noon", "who": "Ann"}) == "Wait until noon, Ann."
