"""What happens to one order: each act takes an order and a time and gives the order after it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from mock_site import limits, payments
from mock_site.orders import EndReason, Message, Order, OrderStatus, Paused

Act = Callable[[Order, datetime], Order]


class NotPossible(Exception):
    """The order's state does not allow this."""

    def __init__(self, order: Order, act: str) -> None:
        state = f"{order.status} ({order.end_reason})" if order.end_reason else order.status
        super().__init__(f"{act} is not possible while the order is {state}")
        self.order = order


def moved(order: Order, status: OrderStatus, at: datetime, lasts: timedelta | None) -> Order:
    """The order in another state, with the timer of that state; a wish for more time lapses."""
    return replace(
        order,
        status=status,
        status_since=at,
        deadline=at + lasts if lasts is not None else None,
        extension_asked_days=None,
    )


def finished(order: Order, reason: EndReason, at: datetime) -> Order:
    """The order closed for this reason; a refund begins where money goes back."""
    closed = replace(
        moved(order, OrderStatus.FINISH, at, None), end_reason=reason, ended_at=at, paused=None
    )
    if reason.pays_back and order.was_paid:
        return replace(closed, refund=payments.begun(order.total, at))
    return closed


def verified(order: Order, at: datetime) -> Order:
    _only(order, "verify_payment", OrderStatus.VERIFYING)
    return replace(moved(order, OrderStatus.TO_SHIP, at, limits.TO_SHIP), to_ship_from=at)


def cancel_requested(order: Order, at: datetime) -> Order:
    _only(order, "cancel", OrderStatus.TO_SHIP)
    return replace(moved(order, OrderStatus.IN_CANCEL, at, limits.TO_ANSWER), declined_at=None)


def accepted(order: Order, at: datetime) -> Order:
    """The seller's yes, which silence amounts to."""
    _only(order, "accept", OrderStatus.IN_CANCEL)
    return finished(order, EndReason.CANCELLED_PAID, at)


def declined(order: Order, at: datetime) -> Order:
    """The seller's no: the order goes on, and so does the time to ship."""
    _only(order, "decline", OrderStatus.IN_CANCEL)
    left = time_left_to_ship(order, at)
    return replace(moved(order, OrderStatus.TO_SHIP, at, left), declined_at=at)


def shipped(order: Order, at: datetime) -> Order:
    _only(order, "ship", OrderStatus.TO_SHIP, OrderStatus.IN_CANCEL, OrderStatus.PARTLY_SHIPPED)
    return replace(moved(order, OrderStatus.SHIPPED, at, limits.TO_ACCEPT), shipped_at=at)


def extension_asked(order: Order, at: datetime, days: int) -> Order:
    """The seller would like this many days more to ship."""
    del at  # a wish has no date
    _only(order, "ask_extension", OrderStatus.TO_SHIP)
    return replace(order, extension_asked_days=days)


def told_by_seller(order: Order, at: datetime, text: str) -> Order:
    return replace(order, messages=(*order.messages, Message("seller", text, at)))


def frozen(order: Order, at: datetime) -> Order:
    """The shop looks into a complaint; every timer stands still meanwhile."""
    if order.status in {OrderStatus.FINISH, OrderStatus.FROZEN}:
        raise NotPossible(order, "freeze")
    left = order.deadline - at if order.deadline else None
    paused = Paused(order.status, spent=at - order.status_since, left=left)
    return replace(moved(order, OrderStatus.FROZEN, at, None), paused=paused)


def cleared(order: Order, at: datetime) -> Order:
    """The complaint came to nothing: all goes on as before it."""
    before = order.paused
    if order.status is not OrderStatus.FROZEN or before is None:
        raise NotPossible(order, "clear")
    stood_still = at - order.status_since
    return replace(
        moved(order, before.status, at, before.left),
        status_since=at - before.spent,
        to_ship_from=order.to_ship_from and order.to_ship_from + stood_still,
        paused=None,
    )


def annulled(order: Order, at: datetime) -> Order:
    _only(order, "annul", OrderStatus.FROZEN)
    return finished(order, EndReason.SECURITY, at)


def refund_advanced(order: Order, at: datetime) -> Order:
    if payments.next_stage_at(order.refund, order.paid_with) is None:
        raise NotPossible(order, f"advance_refund of a refund that is {order.refund.stage}")
    return replace(order, refund=payments.advanced(order.refund, order.paid_with, at))


def refund_put_on_balance(order: Order, at: datetime) -> Order:
    """The way back to the buyer's own account failed, so the shop's balance gets the money."""
    if not payments.may_go_to_balance(order.refund, at):
        raise NotPossible(order, f"to_balance for a refund that is {order.refund.stage}")
    return replace(order, refund=payments.put_on_balance(order.refund, at))


def dispute_settled(order: Order, at: datetime) -> Order:
    _only(order, "settle_dispute", OrderStatus.IN_ISSUE)
    return finished(order, EndReason.ISSUE, at)


def time_left_to_ship(order: Order, at: datetime) -> timedelta:
    """What the seller still has of the time to ship; never nothing, for the order goes on."""
    ends = (order.to_ship_from or at) + limits.TO_SHIP
    return max(ends - at, limits.TO_SHIP_AFTER_DECLINING)


def _only(order: Order, act: str, *statuses: OrderStatus) -> None:
    if order.status not in statuses:
        raise NotPossible(order, act)
