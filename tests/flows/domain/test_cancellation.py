import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.cancellation import (
    PAID_REASONS,
    UNPAID_REASONS,
    Advice,
    Blame,
    Reason,
    Verdict,
    blame,
    decide,
    reasons_for,
)
from flows.domain.orders import Control, Order, Status
from tests.flows.moments import NOW, moments

MAY_SEND = {Status.AWAITING_PAYMENT, Status.AWAITING_SHIPMENT}

orders = st.builds(
    Order,
    id=st.just("8012"),
    status=st.sampled_from(Status),
    seen_on=st.sampled_from(["list", "detail"]),
    controls=st.none() | st.frozensets(st.sampled_from(Control)),
    deadline=st.none() | moments,
)


def in_state(status: Status, deadline: datetime | None = None) -> Order:
    return Order(id="8012", status=status, deadline=deadline, seen_on="detail")


def advice_on(status: Status) -> Advice:
    return decide(in_state(status), NOW)


def test_an_unpaid_order_has_its_seven_reasons_as_the_contract_lists_them() -> None:
    assert [reason.value for reason in UNPAID_REASONS] == [
        "not_needed",
        "other_product",
        "change_address",
        "change_coupon",
        "change_delivery",
        "cannot_pay",
        "other",
    ]


def test_a_paid_order_has_its_seven_reasons_as_the_contract_lists_them() -> None:
    assert [reason.value for reason in PAID_REASONS] == [
        "not_needed",
        "late_delivery",
        "price_raised",
        "other_delivery",
        "seller_silent",
        "out_of_stock",
        "other",
    ]


@pytest.mark.parametrize("status", Status)
def test_only_an_unpaid_order_is_offered_the_reasons_for_unpaid_ones(status: Status) -> None:
    unpaid = status is Status.AWAITING_PAYMENT
    assert reasons_for(status) == (UNPAID_REASONS if unpaid else PAID_REASONS)


def test_every_reason_is_offered_somewhere() -> None:
    assert {*UNPAID_REASONS, *PAID_REASONS} == set(Reason)


@pytest.mark.parametrize("status", Status)
def test_the_default_reason_never_blames_the_seller(status: Status) -> None:
    assert blame(Reason.NOT_NEEDED, status) is Blame.BUYER


@pytest.mark.parametrize("reason", UNPAID_REASONS)
def test_no_reason_for_an_unpaid_order_blames_the_seller(reason: Reason) -> None:
    assert blame(reason, Status.AWAITING_PAYMENT) is Blame.BUYER


@pytest.mark.parametrize("reason", PAID_REASONS[1:])
def test_every_other_reason_for_a_paid_order_blames_the_seller(reason: Reason) -> None:
    assert blame(reason, Status.AWAITING_SHIPMENT) is Blame.SELLER


@given(orders)
def test_every_order_gets_advice_in_a_full_sentence_with_a_next_step(order: Order) -> None:
    advice = decide(order, NOW)
    for text in (advice.why, advice.next_step):
        assert re.fullmatch(r"[A-Z].{10,}\.", text), text


@given(orders)
def test_only_unpaid_and_unshipped_orders_may_be_sent(order: Order) -> None:
    assert decide(order, NOW).may_send is (order.status in MAY_SEND)


@given(orders)
def test_our_rules_do_not_depend_on_what_the_shop_offers_to_press(order: Order) -> None:
    assert decide(order, NOW) == decide(in_state(order.status, order.deadline), NOW)


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (Status.AWAITING_PAYMENT, Verdict.CANCEL),
        (Status.PAYMENT_VERIFYING, Verdict.NOT_YET),
        (Status.AWAITING_SHIPMENT, Verdict.REQUEST),
        (Status.CANCEL_REQUESTED, Verdict.ALREADY_REQUESTED),
        (Status.PARTLY_SHIPPED, Verdict.TOO_LATE),
        (Status.SHIPPED, Verdict.TOO_LATE),
        (Status.COMPLETED, Verdict.OVER),
        (Status.IN_DISPUTE, Verdict.TOO_LATE),
        (Status.FROZEN, Verdict.NOT_YET),
        (Status.CANCELLED, Verdict.ALREADY_CANCELLED),
        (Status.CLOSED, Verdict.OVER),
    ],
)
def test_the_rules_know_every_state(status: Status, verdict: Verdict) -> None:
    assert advice_on(status).verdict is verdict


def test_each_refusal_names_which_rule_forbids_it() -> None:
    names = {
        Status.SHIPPED: "on its way",
        Status.PARTLY_SHIPPED: "part of the order",
        Status.IN_DISPUTE: "dispute",
        Status.FROZEN: "froze",
    }
    assert all(name in advice_on(status).why for status, name in names.items())


def test_while_a_payment_is_verified_the_page_says_when_to_try_again() -> None:
    ends = NOW + timedelta(hours=3)
    advice = decide(in_state(Status.PAYMENT_VERIFYING, ends), NOW)
    assert advice.not_before == ends
    assert "2026-09-07 13:00 UTC" in advice.next_step


def test_where_the_page_does_not_say_a_verification_ends_within_a_day() -> None:
    assert advice_on(Status.PAYMENT_VERIFYING).not_before == NOW + timedelta(hours=24)
