"""When an order may be deleted, and what is lost with one that is deleted for ever."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from flows.domain.limits import DISPUTE_AFTER_RECEIPT, REFUND_SHOWN_EARLY
from flows.domain.orders import EndReason, Order, Status
from flows.domain.refunds import Refund, RefundStage

_UNDER_WAY = {RefundStage.EXPECTED, RefundStage.PROCESSING}
_PAYS_BACK = {
    EndReason.CANCELLED_IN_VERIFICATION,
    EndReason.CANCELLED_WITH_SELLER,
    EndReason.SHIPPING_TIMEOUT,
}
_RECEIVED = {EndReason.RECEIVED, EndReason.RECEIVED_BY_TIMEOUT}


class Risk(StrEnum):
    """What deleting for ever gives up."""

    REFUND = "refund"
    DISPUTE = "dispute"


def why_not_deleted(order: Order, refund: Refund | None) -> str | None:
    """Why the rules forbid to delete this order now, as a sentence; None: they do not.

    `refund` is what the payment view shows of an order that is over.
    """
    if order.status is Status.IN_DISPUTE:
        return "A dispute is open, and deleting the order would lose it."
    if not order.status.is_over:
        return f"The order is {order.status.words}: only one that is over can be deleted."
    if refund and _is_owed(order, refund):
        return "The money is not back yet: the order must stay until the shop shows it as refunded."
    return None


def risks_of_purging(order: Order, refund: Refund, now: datetime) -> dict[Risk, str]:
    """What is still possible and would be lost, each as a sentence."""
    return dict(_risks(order, refund, now))


def _risks(order: Order, refund: Refund, now: datetime) -> Iterator[tuple[Risk, str]]:
    if _is_owed(order, refund):
        yield Risk.REFUND, "the money is not back yet"
    elif refund.stage is RefundStage.REFUNDED and _may_be_on_its_way(refund, now):
        days = REFUND_SHOWN_EARLY.span.days
        yield Risk.REFUND, f"the shop shows a refund up to {days} days before it arrives"
    if _may_be_disputed(order, now):
        yield Risk.DISPUTE, "a dispute can still be opened"


def _is_owed(order: Order, refund: Refund) -> bool:
    is_missing = refund.stage is RefundStage.NONE and order.end_reason in _PAYS_BACK
    return is_missing or refund.stage in _UNDER_WAY


def _may_be_on_its_way(refund: Refund, now: datetime) -> bool:
    return refund.since is None or now < refund.since + REFUND_SHOWN_EARLY.span


def _may_be_disputed(order: Order, now: datetime) -> bool:
    """The page's date wins over our number; without any date it may be."""
    if order.dispute_until:
        return now < order.dispute_until
    if order.end_reason not in _RECEIVED:
        return False
    return order.ended_at is None or now < order.ended_at + DISPUTE_AFTER_RECEIPT.span
