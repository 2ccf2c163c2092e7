"""What happens to an order by itself: timers that run out, sellers who act, refunds that move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from mock_site import acts, limits, payments
from mock_site.acts import Act
from mock_site.orders import EndReason, Order, OrderStatus, SellerAnswer


@dataclass(frozen=True, slots=True)
class Event:
    """An act and when it comes."""

    at: datetime
    act: Act


def next_event(order: Order) -> Event | None:
    """What comes next if nobody does anything; of two at once, the timer before the seller."""
    return min(_coming(order), key=lambda event: event.at, default=None)


def _closed_for(reason: EndReason) -> Act:
    return lambda order, at: acts.finished(order, reason, at)


_TIMED_OUT: dict[OrderStatus, Act] = {
    OrderStatus.UNPAID: _closed_for(EndReason.PAY_TIMEOUT),
    OrderStatus.VERIFYING: acts.verified,
    OrderStatus.TO_SHIP: _closed_for(EndReason.SHIP_TIMEOUT),
    OrderStatus.IN_CANCEL: acts.accepted,
    OrderStatus.SHIPPED: _closed_for(EndReason.ACCEPT_TIMEOUT),
}
_ANSWERS: dict[SellerAnswer, Act] = {
    SellerAnswer.ACCEPT: acts.accepted,
    SellerAnswer.DECLINE: acts.declined,
    SellerAnswer.SHIP: acts.shipped,
}


def _coming(order: Order) -> Iterator[Event]:
    if order.deadline:
        yield Event(order.deadline, _TIMED_OUT[order.status])
    yield from _by_the_seller(order)
    if moves_at := payments.next_stage_at(order.refund, order.paid_with):
        yield Event(moves_at, acts.refund_advanced)


def _by_the_seller(order: Order) -> Iterator[Event]:
    if order.status is OrderStatus.IN_CANCEL and order.seller.answer in _ANSWERS:
        answers_at = order.status_since + timedelta(seconds=order.seller.after_s)
        yield Event(answers_at, _ANSWERS[order.seller.answer])
    if order.status in {OrderStatus.TO_SHIP, OrderStatus.PARTLY_SHIPPED}:
        yield from _shipping(order)


def _shipping(order: Order) -> Iterator[Event]:
    seller = order.seller
    if seller.ships_after_s is not None and order.to_ship_from:
        ships_at = order.to_ship_from + timedelta(seconds=seller.ships_after_s)
        yield Event(max(ships_at, order.status_since), acts.shipped)
    if seller.asks_extension_days and order.deadline and not order.extension_asked_days:
        asks_at = max(order.deadline - limits.EXTENSION_ASKED_BEFORE, order.status_since)
        yield Event(asks_at, partial(acts.extension_asked, days=seller.asks_extension_days))
