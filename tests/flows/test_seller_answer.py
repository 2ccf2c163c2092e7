from datetime import timedelta

import pytest

from flows.domain.orders import EndReason, SellerAnswer, Status
from flows.domain.outcomes import Outcome
from flows.seller_answer import AnswerKind, seller_answer
from tests.flows.fakes import order_in
from tests.flows.moments import NOW


@pytest.mark.parametrize(
    ("status", "end_reason", "kind", "outcome"),
    [
        (Status.CANCEL_REQUESTED, None, AnswerKind.WAITING, Outcome.PENDING),
        (
            Status.CANCELLED,
            EndReason.CANCELLED_WITH_SELLER,
            AnswerKind.ACCEPTED,
            Outcome.DONE,
        ),
        (Status.CANCELLED, None, AnswerKind.ACCEPTED, Outcome.DONE),
        (Status.AWAITING_SHIPMENT, None, AnswerKind.DECLINED, Outcome.DECLINED),
        (Status.SHIPPED, None, AnswerKind.SHIPPED, Outcome.DECLINED),
        (Status.PARTLY_SHIPPED, None, AnswerKind.SHIPPED, Outcome.DECLINED),
        (Status.CLOSED, EndReason.SHIPPING_TIMEOUT, AnswerKind.TIMED_OUT, Outcome.DONE),
        (Status.FROZEN, None, AnswerKind.WAITING, Outcome.PENDING),
        (Status.CLOSED, EndReason.CLOSED_BY_SHOP, AnswerKind.CLOSED_BY_SHOP, Outcome.DONE),
        (Status.COMPLETED, EndReason.RECEIVED, AnswerKind.OTHER, Outcome.DECLINED),
    ],
)
def test_the_answer_is_read_off_the_order(
    status: Status, end_reason: EndReason | None, kind: AnswerKind, outcome: Outcome
) -> None:
    answer = seller_answer(order_in(status, end_reason=end_reason))
    assert (answer.kind, answer.outcome) == (kind, outcome)


@pytest.mark.parametrize("status", Status)
def test_every_state_gives_an_answer_in_a_full_sentence(status: Status) -> None:
    message = seller_answer(order_in(status)).message
    assert message[0].isupper()
    assert message.endswith(".")


def test_an_awaited_answer_says_until_when() -> None:
    waiting = order_in(Status.CANCEL_REQUESTED, deadline=NOW + timedelta(hours=48))
    assert "until 2026-09-09 10:00 UTC" in seller_answer(waiting).message


def test_the_time_of_a_no_is_the_one_on_the_page() -> None:
    declined = order_in(Status.AWAITING_SHIPMENT, answer=SellerAnswer("declined", NOW))
    assert seller_answer(declined).at == NOW


def test_the_time_of_a_yes_is_when_the_order_ended() -> None:
    assert seller_answer(order_in(Status.CANCELLED, ended_at=NOW)).at == NOW
