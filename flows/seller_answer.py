"""The seller's answer to a request: accepted, declined, shipped anyway, or still awaited."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.domain.moments import minute
from flows.domain.orders import EndReason, Order, Status
from flows.domain.outcomes import Outcome


class AnswerKind(StrEnum):
    """What became of a request; `settled`: a dispute decided about the order instead."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SHIPPED = "shipped"
    TIMED_OUT = "timed_out"
    CLOSED_BY_SHOP = "closed_by_shop"
    SETTLED = "settled"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Answer:
    """The kind, when it was given (None: the page does not say), a sentence, the outcome."""

    kind: AnswerKind
    at: datetime | None
    message: str
    outcome: Outcome


def seller_answer(order: Order) -> Answer:
    """Read the answer off an order for which a cancellation is known to have been requested."""
    return _after_the_end(order) if order.status.is_over else _while_open(order)


def _while_open(order: Order) -> Answer:
    if order.status is Status.CANCEL_REQUESTED:
        until = f" until {minute(order.deadline)}" if order.deadline else ""
        message = f"The seller has not answered yet and may do so{until}."
        return Answer(AnswerKind.WAITING, None, message, Outcome.PENDING)
    if order.status is Status.FROZEN:
        message = "The shop froze the order while it looks into a complaint: the answer must wait."
        return Answer(AnswerKind.WAITING, None, message, Outcome.PENDING)
    if order.status in {Status.SHIPPED, Status.PARTLY_SHIPPED}:
        message = "The seller shipped the order instead of agreeing."
        return Answer(AnswerKind.SHIPPED, None, message, Outcome.DECLINED)
    if order.status is Status.AWAITING_SHIPMENT:
        at = order.answer.at if order.answer else None
        message = "The seller declined; the order goes on."
        return Answer(AnswerKind.DECLINED, at, message, Outcome.DECLINED)
    return _something_else(order)


def _after_the_end(order: Order) -> Answer:
    if order.end_reason is EndReason.CANCELLED_WITH_SELLER:
        message = "The order is cancelled in agreement with the seller."
        return Answer(AnswerKind.ACCEPTED, order.ended_at, message, Outcome.DONE)
    if order.status is Status.CANCELLED:
        message = "The seller agreed or was silent for too long: the order is cancelled."
        return Answer(AnswerKind.ACCEPTED, order.ended_at, message, Outcome.DONE)
    if order.end_reason is EndReason.SHIPPING_TIMEOUT:
        message = "The seller did not ship in time: the shop closed the order and pays back."
        return Answer(AnswerKind.TIMED_OUT, order.ended_at, message, Outcome.DONE)
    if order.end_reason is EndReason.CLOSED_BY_SHOP:
        message = "The shop itself closed the order and pays back what was paid."
        return Answer(AnswerKind.CLOSED_BY_SHOP, order.ended_at, message, Outcome.DONE)
    if order.end_reason is EndReason.DISPUTE_ENDED:
        message = "The dispute about the order is settled."
        return Answer(AnswerKind.SETTLED, order.ended_at, message, Outcome.DONE)
    return _something_else(order)


def _something_else(order: Order) -> Answer:
    message = f"The order is {order.status.replace('_', ' ')} now."
    return Answer(AnswerKind.OTHER, order.ended_at, message, Outcome.DECLINED)
