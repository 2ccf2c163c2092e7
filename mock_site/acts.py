"""What happens to one order: each act takes an order and a time and gives the order after it."""

from dataclasses import replace
from datetime import datetime, timedelta

from mock_site import limits, payments
from mock_site.orders import EndReason, Order, OrderStatus, SellerAnswer


class NotPossible(Exception):
    """The order's state does not allow this."""

    def __init__(self, order: Order, act: str) -> None:
        super().__init__(f"{act} is not possible while the order is {order.status}")
        self.order = order


def moved(order: Order, status: OrderStatus, at: datetime, lasts: timedelta | None) -> Order:
    """The order in another state, with the timer of that state."""
    return replace(
        order, status=status, status_since=at, deadline=at + lasts if lasts is not None else None
    )


def finished(order: Order, reason: EndReason, at: datetime) -> Order:
    """The order closed for this reason; a refund begins where money goes back."""
    order = replace(moved(order, OrderStatus.FINISH, at, None), end_reason=reason, ended_at=at)
    if reason.pays_back and order.was_paid:
        order = replace(order, refund=payments.begun(order.total, at))
    return order


def verified(order: Order, at: datetime) -> Order:
    _only(order, "verify_payment", OrderStatus.VERIFYING)
    return moved(order, OrderStatus.TO_SHIP, at, limits.TO_SHIP)


def cancel_requested(order: Order, at: datetime) -> Order:
    _only(order, "cancel", OrderStatus.TO_SHIP)
    return replace(moved(order, OrderStatus.IN_CANCEL, at, limits.TO_ANSWER), declined_at=None)


def accepted(order: Order, at: datetime) -> Order:
    _only(order, "accept", OrderStatus.IN_CANCEL)
    return finished(order, EndReason.CANCELLED_PAID, at)


def declined(order: Order, at: datetime) -> Order:
    """The seller's no: the order goes on, and the time to ship goes on from the payment."""
    _only(order, "decline", OrderStatus.IN_CANCEL)
    started = order.paid_at or order.placed_at
    left = max(started + limits.TO_VERIFY + limits.TO_SHIP - at, timedelta(days=1))
    return replace(moved(order, OrderStatus.TO_SHIP, at, left), declined_at=at)


def shipped(order: Order, at: datetime) -> Order:
    _only(order, "ship", OrderStatus.TO_SHIP, OrderStatus.IN_CANCEL, OrderStatus.PARTLY_SHIPPED)
    return replace(moved(order, OrderStatus.SHIPPED, at, limits.TO_ACCEPT), shipped_at=at)


def extension_asked(order: Order, days: int, at: datetime) -> Order:
    del at
    _only(order, "ask_extension", OrderStatus.TO_SHIP)
    return replace(order, extension_asked_days=days, extension_asked=True)


def frozen(order: Order, at: datetime) -> Order:
    _not(order, "freeze", OrderStatus.FINISH, OrderStatus.FROZEN)
    return replace(moved(order, OrderStatus.FROZEN, at, None), frozen_from=order.status)


def cleared(order: Order, at: datetime) -> Order:
    """The complaint came to nothing: all goes on as before it."""
    _only(order, "clear", OrderStatus.FROZEN)
    status = order.frozen_from or OrderStatus.TO_SHIP
    return replace(moved(order, status, at, _lasts(status)), frozen_from=None)


def annulled(order: Order, at: datetime) -> Order:
    _only(order, "annul", OrderStatus.FROZEN)
    return finished(order, EndReason.SECURITY, at)


def refund_advanced(order: Order, at: datetime) -> Order:
    if payments.next_stage_at(order.refund, order.paid_with) is None:
        raise NotPossible(order, "advance_refund")
    return replace(order, refund=payments.advanced(order.refund, order.paid_with, at))


def dispute_settled(order: Order, at: datetime) -> Order:
    _only(order, "settle_dispute", OrderStatus.IN_ISSUE)
    return finished(order, EndReason.ISSUE, at)


def next_event(order: Order) -> tuple[datetime, str] | None:
    """What happens to this order next if nobody does anything, and when."""
    events = [(at, name) for at, name in _events(order) if at is not None]
    return min(events, default=None)


def happened(order: Order, name: str, at: datetime) -> Order:
    """The order after that event: an act by its name, else a closing by its reason."""
    if name == "ask_extension":
        return extension_asked(order, order.seller.asks_extension_days or 0, at)
    if act := _BY_ITSELF.get(name):
        return act(order, at)
    return finished(order, EndReason(name), at)


_BY_ITSELF = {
    "verify": verified,
    "ship": shipped,
    "accept": accepted,
    "decline": declined,
    "refund": refund_advanced,
}


def _events(order: Order) -> list[tuple[datetime | None, str]]:
    status = order.status
    if status is OrderStatus.UNPAID:
        return [(order.deadline, EndReason.PAY_TIMEOUT)]
    if status is OrderStatus.VERIFYING:
        return [(order.deadline, "verify")]
    if status is OrderStatus.TO_SHIP:
        return [
            (order.deadline, EndReason.SHIP_TIMEOUT),
            (_ships_at(order), "ship"),
            (_asks_at(order), "ask_extension"),
        ]
    if status is OrderStatus.IN_CANCEL:
        return [(order.deadline, EndReason.CANCELLED_PAID), _answer(order)]
    if status is OrderStatus.SHIPPED:
        return [(order.deadline, EndReason.ACCEPT_TIMEOUT)]
    return [(payments.next_stage_at(order.refund, order.paid_with), "refund")]


def _answer(order: Order) -> tuple[datetime | None, str]:
    if order.seller.answer is SellerAnswer.IGNORE:
        return (None, "")
    return (order.status_since + timedelta(seconds=order.seller.after_s), order.seller.answer)


def _ships_at(order: Order) -> datetime | None:
    if order.seller.ships_after_s is None:
        return None
    return order.status_since + timedelta(seconds=order.seller.ships_after_s)


def _asks_at(order: Order) -> datetime | None:
    if order.extension_asked or not order.seller.asks_extension_days or order.deadline is None:
        return None
    return max(order.deadline - limits.EXTENSION_ASKED_BEFORE, order.status_since)


def _lasts(status: OrderStatus) -> timedelta | None:
    return {
        OrderStatus.UNPAID: limits.TO_PAY,
        OrderStatus.VERIFYING: limits.TO_VERIFY,
        OrderStatus.TO_SHIP: limits.TO_SHIP,
        OrderStatus.IN_CANCEL: limits.TO_ANSWER,
        OrderStatus.SHIPPED: limits.TO_ACCEPT,
    }.get(status)


def _only(order: Order, act: str, *statuses: OrderStatus) -> None:
    if order.status not in statuses:
        raise NotPossible(order, act)


def _not(order: Order, act: str, *statuses: OrderStatus) -> None:
    if order.status in statuses:
        raise NotPossible(order, act)
