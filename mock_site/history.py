"""The past of an order that is made in the middle of its life: dates that could have led there."""

from dataclasses import replace
from datetime import datetime, timedelta

from mock_site import acts, limits, payments
from mock_site.events import next_event
from mock_site.orders import EndReason, Order, OrderStatus, Paused, Refund, RefundStage
from mock_site.specs import OrderSpec

_LASTS = {
    OrderStatus.UNPAID: limits.TO_PAY,
    OrderStatus.VERIFYING: limits.TO_VERIFY,
    OrderStatus.TO_SHIP: limits.TO_SHIP,
    OrderStatus.IN_CANCEL: limits.TO_ANSWER,
    OrderStatus.SHIPPED: limits.TO_ACCEPT,
}
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
    """A new order in the state asked for; where that would be over by now, it began just now."""
    midway = order.placed_at + (now - order.placed_at) / 2
    since = order.placed_at if spec.status in _FROM_THE_START else midway
    aged = _in_state(order, spec, since, now)
    event = next_event(aged)
    is_over = event is not None and event.at <= now
    return _in_state(order, spec, now, now) if is_over else aged


def _in_state(order: Order, spec: OrderSpec, since: datetime, now: datetime) -> Order:
    order = acts.moved(order, spec.status, since, _LASTS.get(spec.status))
    reason = spec.end_reason or EndReason.ACCEPTED if spec.status is OrderStatus.FINISH else None
    if spec.status is not OrderStatus.UNPAID and not (reason and reason.never_paid):
        order = _paid(order, reason)
    if spec.status is OrderStatus.FROZEN:
        left = acts.time_left_to_ship(order, since)
        return replace(order, paused=Paused(OrderStatus.TO_SHIP, timedelta(0), left))
    if reason:
        order = acts.finished(order, reason, since)
        return replace(order, refund=_so_far(order, spec.refund_stage, now))
    return order


def _paid(order: Order, reason: EndReason | None) -> Order:
    """The order with the dates from its payment to the sending of its parcel."""
    if order.status is OrderStatus.VERIFYING or reason is EndReason.CANCELLED_IN_RISK:
        return replace(order, paid_at=order.placed_at)
    verified_at = order.status_since
    if order.status not in _SHIPPING:
        verified_at = min(order.placed_at + limits.TO_VERIFY, verified_at)
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
