"""The past of an order that is made in the middle of its life: dates that could have led there."""

from dataclasses import replace
from datetime import datetime, timedelta

from mock_site import acts, dispute_acts, parcels, payments
from mock_site.disputes import DisputeStage
from mock_site.events import next_event
from mock_site.orders import Order
from mock_site.pauses import Paused
from mock_site.refunds import Refund, RefundStage
from mock_site.specs import DisputeSpec, OrderSpec
from mock_site.statuses import EndReason, OrderStatus

_FROM_THE_START = {OrderStatus.UNPAID, OrderStatus.VERIFYING}
_SHIPPING = {OrderStatus.TO_SHIP, OrderStatus.PARTLY_SHIPPED}
_NEVER_SHIPPED = {
    EndReason.CANCELLED_IN_RISK,
    EndReason.CANCELLED_PAID,
    EndReason.SHIP_TIMEOUT,
    EndReason.SECURITY,
}
_STEPS = {RefundStage.EXPECTED: 0, RefundStage.PROCESSING: 1, RefundStage.REFUNDED: 2}


def grown(order: Order, spec: OrderSpec, now: datetime) -> Order:
    """A new order in the state asked for; where that would be over by now, it began just now.

    All but the arrival of its parcel, which depends on its number, stands there then.
    """
    midway = order.placed_at + (now - order.placed_at) / 2
    since = order.placed_at if spec.status in _FROM_THE_START else midway
    aged = _in_state(order, spec, since, now)
    event = next_event(numbered(aged, aged.id, now))
    is_over = event is not None and event.at <= now
    return _in_state(order, spec, now, now) if is_over else aged


def numbered(order: Order, number: str, now: datetime) -> Order:
    """The order under this number, its parcel delivered where that has happened by now."""
    return replace(order, id=number, delivered_at=_delivered_at(order, number, now))


def _delivered_at(order: Order, number: str, now: datetime) -> datetime | None:
    """None where the parcel was neither confirmed nor sent long enough ago."""
    if order.shipped_at is None:
        return None
    arrives_at = order.shipped_at + parcels.travels(number, order.terms)
    if order.end_reason in {EndReason.ACCEPTED, EndReason.ACCEPT_TIMEOUT}:
        return min(arrives_at, order.ended_at or now)
    is_all_sent = order.status is not OrderStatus.PARTLY_SHIPPED and order.end_reason is None
    return arrives_at if is_all_sent and arrives_at <= now else None


def _in_state(order: Order, spec: OrderSpec, since: datetime, now: datetime) -> Order:
    order = acts.moved(order, spec.status, since, _lasts(order, spec.status))
    reason = spec.end_reason or EndReason.ACCEPTED if spec.status is OrderStatus.FINISH else None
    if spec.status is not OrderStatus.UNPAID and not (reason and reason.never_paid):
        order = _paid(order, reason)
    if spec.status is OrderStatus.FROZEN:
        left = acts.time_left_to_ship(order, since)
        return replace(order, paused=Paused(OrderStatus.TO_SHIP, timedelta(0), left))
    if spec.status is OrderStatus.IN_ISSUE:
        order = _disputed(order, spec.dispute or DisputeSpec(), since)
    return _finished(order, reason, spec, since, now) if reason else order


def _lasts(order: Order, status: OrderStatus) -> timedelta | None:
    terms = order.terms
    return {
        OrderStatus.UNPAID: terms.to_pay,
        OrderStatus.VERIFYING: terms.to_verify,
        OrderStatus.TO_SHIP: terms.to_ship,
        OrderStatus.IN_CANCEL: terms.to_answer,
        OrderStatus.SHIPPED: terms.to_accept,
    }.get(status)


def _finished(
    order: Order, reason: EndReason, spec: OrderSpec, since: datetime, now: datetime
) -> Order:
    if reason is EndReason.ISSUE:
        order = _disputed(order, spec.dispute or DisputeSpec(), since)
    order = acts.finished(order, reason, since, spec.refund_amount)
    return replace(order, refund=_so_far(order, spec.refund_stage, now))


def _disputed(order: Order, spec: DisputeSpec, since: datetime) -> Order:
    """The order with a dispute that stands where the specification says, since then."""
    sent = acts.moved(order, OrderStatus.SHIPPED, order.shipped_at or since, order.terms.to_accept)
    wanted = order.total if spec.wanted is None else spec.wanted
    disputed = dispute_acts.opened(
        sent,
        since,
        reason=spec.reason,
        wanted=wanted,
        received=spec.received,
        text=spec.text,
    )
    if spec.stage is DisputeStage.BUYER:
        if spec.offered is None:
            return dispute_acts.answered_by_the_seller(disputed, since)
        return dispute_acts.offered(disputed, since, spec.offered)
    if spec.stage is DisputeStage.PLATFORM:
        return dispute_acts.escalated(disputed, since)
    return disputed


def _paid(order: Order, reason: EndReason | None) -> Order:
    """The order with the dates from its payment to the sending of its parcel."""
    if order.status is OrderStatus.VERIFYING or reason is EndReason.CANCELLED_IN_RISK:
        return replace(order, paid_at=order.placed_at)
    verified_at = order.status_since
    if order.status not in _SHIPPING:
        verified_at = min(order.placed_at + order.terms.to_verify, verified_at)
    return replace(
        order,
        paid_at=order.placed_at,
        to_ship_from=verified_at,
        shipped_at=_shipped_at(order, reason, verified_at),
    )


def _shipped_at(order: Order, reason: EndReason | None, verified_at: datetime) -> datetime | None:
    if order.status in {OrderStatus.PARTLY_SHIPPED, OrderStatus.SHIPPED}:
        return order.status_since
    is_shipped = order.status is OrderStatus.IN_ISSUE or (reason and reason not in _NEVER_SHIPPED)
    return verified_at + (order.status_since - verified_at) / 2 if is_shipped else None


def _so_far(order: Order, stage: RefundStage | None, now: datetime) -> Refund:
    """The refund of a finished order, its stages spread evenly between its end and now."""
    refund = order.refund
    steps = _STEPS.get(stage or RefundStage.EXPECTED, 2)
    for step in range(1, steps + 1):
        at = order.status_since + (now - order.status_since) * step / (steps + 1)
        refund = payments.advanced(refund, order.paid_with, at)
    if stage is RefundStage.ON_BALANCE and refund.refunded_at:
        refund = payments.put_on_balance(refund, refund.refunded_at)
    return refund
