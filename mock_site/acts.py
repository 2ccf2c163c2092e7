"""What happens to one order: each act takes an order and a time and gives the order after it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from mock_site import payments
from mock_site.disputes import Dispute, DisputeStage
from mock_site.messages import Message
from mock_site.orders import Order
from mock_site.pauses import Paused
from mock_site.refunds import PaidWith
from mock_site.statuses import EndReason, OrderStatus

Act = Callable[[Order, datetime], Order]

_UNDER_WAY = (OrderStatus.PARTLY_SHIPPED, OrderStatus.SHIPPED)


class NotPossible(Exception):
    """The order's state does not allow this."""

    def __init__(self, order: Order, act: str) -> None:
        state = f"{order.status} ({order.end_reason})" if order.end_reason else order.status
        super().__init__(f"{act} is not possible while the order is {state}")
        self.order = order


def only(order: Order, act: str, *statuses: OrderStatus) -> None:
    """Raise NotPossible unless the order is in one of these states."""
    if order.status not in statuses:
        raise NotPossible(order, act)


def moved(order: Order, status: OrderStatus, at: datetime, lasts: timedelta | None) -> Order:
    """The order in another state, with the timer of that state; a wish for more time lapses."""
    return replace(
        order,
        status=status,
        status_since=at,
        deadline=at + lasts if lasts is not None else None,
        extension_asked_days=None,
    )


def stopped(order: Order, at: datetime) -> Paused:
    """The present state, to be gone back to with `resumed`."""
    left = order.deadline - at if order.deadline else None
    spent = at - order.status_since
    return Paused(order.status, spent, left, order.end_reason, order.ended_at)


def resumed(order: Order, before: Paused, at: datetime) -> Order:
    """The order in the state that was stopped, with the time that it had left then."""
    return replace(
        moved(order, before.status, at, before.left),
        status_since=at - before.spent,
        end_reason=before.end_reason,
        ended_at=before.ended_at,
    )


def finished(
    order: Order, reason: EndReason, at: datetime, pays_back: Decimal | None = None
) -> Order:
    """The order closed for this reason; all of it is paid back, where nothing else is said."""
    amount = order.total if pays_back is None else pays_back
    closed = replace(
        moved(order, OrderStatus.FINISH, at, None),
        end_reason=reason,
        ended_at=at,
        paused=None,
        dispute=order.dispute and _over(order.dispute, amount, at),
    )
    if reason.pays_back and order.was_paid and amount:
        return replace(closed, refund=payments.begun(amount, at, order.refund_late))
    return closed


def _over(dispute: Dispute, granted: Decimal, at: datetime) -> Dispute:
    if not dispute.is_open:
        return dispute
    return replace(
        dispute,
        stage=DisputeStage.ENDED,
        granted=granted,
        ended_at=at,
        ended_by=dispute.ended_by or "platform",
    )


def paid(order: Order, at: datetime, method: PaidWith) -> Order:
    only(order, "pay", OrderStatus.UNPAID)
    verifying = moved(order, OrderStatus.VERIFYING, at, order.terms.to_verify)
    from_balance = order.total if method is PaidWith.BALANCE else order.from_balance
    return replace(verifying, paid_at=at, paid_with=method, from_balance=from_balance)


def verified(order: Order, at: datetime) -> Order:
    only(order, "verify_payment", OrderStatus.VERIFYING)
    return replace(moved(order, OrderStatus.TO_SHIP, at, order.terms.to_ship), to_ship_from=at)


def cancel_requested(order: Order, at: datetime) -> Order:
    only(order, "cancel", OrderStatus.TO_SHIP)
    asked = moved(order, OrderStatus.IN_CANCEL, at, order.terms.to_answer)
    return replace(asked, declined_at=None)


def accepted(order: Order, at: datetime) -> Order:
    """The seller's yes, which silence amounts to."""
    only(order, "accept", OrderStatus.IN_CANCEL)
    return finished(order, EndReason.CANCELLED_PAID, at)


def declined(order: Order, at: datetime) -> Order:
    """The seller's no: the order goes on, and so does the time to ship."""
    only(order, "decline", OrderStatus.IN_CANCEL)
    left = time_left_to_ship(order, at)
    return replace(moved(order, OrderStatus.TO_SHIP, at, left), declined_at=at)


def part_shipped(order: Order, at: datetime) -> Order:
    only(order, "ship_part", OrderStatus.TO_SHIP, OrderStatus.IN_CANCEL)
    return replace(moved(order, OrderStatus.PARTLY_SHIPPED, at, None), shipped_at=at)


def shipped(order: Order, at: datetime) -> Order:
    only(order, "ship", OrderStatus.TO_SHIP, OrderStatus.IN_CANCEL, OrderStatus.PARTLY_SHIPPED)
    return replace(moved(order, OrderStatus.SHIPPED, at, order.terms.to_accept), shipped_at=at)


def delivered(order: Order, at: datetime) -> Order:
    """The parcel is with the buyer, who has not said so yet."""
    _only_on_its_way(order, "deliver")
    return replace(order, delivered_at=at)


def returned(order: Order, at: datetime) -> Order:
    """The parcel goes back, as the buyer did not take it."""
    _only_on_its_way(order, "return_parcel")
    return replace(order, returned_at=at)


def received(order: Order, at: datetime) -> Order:
    """The buyer has the goods and is content: the seller gets the money."""
    only(order, "confirm_receipt", *_UNDER_WAY)
    return finished(order, EndReason.ACCEPTED, at)


def extension_asked(order: Order, at: datetime, days: int) -> Order:
    """The seller would like this many days more to ship."""
    del at  # a wish has no date
    only(order, "ask_extension", OrderStatus.TO_SHIP)
    return replace(order, extension_asked_days=days)


def extended(order: Order, at: datetime, days: int) -> Order:
    """The buyer gives the seller this many days more to ship."""
    del at  # what is left of the time is lengthened, whenever that is
    only(order, "extend", OrderStatus.TO_SHIP)
    return replace(
        order,
        deadline=order.deadline and order.deadline + timedelta(days=days),
        extended_days=order.extended_days + days,
        extended_times=order.extended_times + 1,
        extension_asked_days=None,
    )


def told(order: Order, at: datetime, message: Message) -> Order:
    """Another message in the order's thread."""
    del at  # the message has its own
    return replace(order, messages=(*order.messages, message))


def frozen(order: Order, at: datetime) -> Order:
    """The shop looks into a complaint; every timer stands still meanwhile."""
    if order.status in {OrderStatus.FINISH, OrderStatus.FROZEN}:
        raise NotPossible(order, "freeze")
    paused = stopped(order, at)
    return replace(moved(order, OrderStatus.FROZEN, at, None), paused=paused)


def cleared(order: Order, at: datetime) -> Order:
    """The complaint came to nothing: all goes on as before it."""
    before = order.paused
    if order.status is not OrderStatus.FROZEN or before is None:
        raise NotPossible(order, "clear")
    stood_still = at - order.status_since
    return replace(
        resumed(order, before, at),
        to_ship_from=order.to_ship_from and order.to_ship_from + stood_still,
        paused=None,
    )


def annulled(order: Order, at: datetime) -> Order:
    only(order, "annul", OrderStatus.FROZEN)
    return finished(order, EndReason.SECURITY, at)


def closed_with_its_store(order: Order, at: datetime) -> Order:
    """The store is blocked: what it has not sent is annulled, what is under way goes on."""
    if order.status in {OrderStatus.FINISH, OrderStatus.IN_ISSUE, *_UNDER_WAY}:
        return order
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


def time_left_to_ship(order: Order, at: datetime) -> timedelta:
    """What the seller still has of the time to ship; never nothing, for the order goes on."""
    lasts = order.terms.to_ship + timedelta(days=order.extended_days)
    ends = (order.to_ship_from or at) + lasts
    return max(ends - at, order.terms.to_ship_after_declining)


def _only_on_its_way(order: Order, act: str) -> None:
    is_sent = order.shipped_at is not None and order.status is not OrderStatus.PARTLY_SHIPPED
    if not is_sent or order.delivered_at or order.returned_at or order.end_reason:
        raise NotPossible(order, f"{act} of a parcel that is not on its way")
