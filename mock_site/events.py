"""What happens to an order by itself: timers run out, sellers act, parcels arrive, refunds move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from mock_site import acts, dispute_acts, parcels, payments
from mock_site.acts import Act
from mock_site.disputes import DisputeStage
from mock_site.orders import Order
from mock_site.sellers import InDispute, SellerAnswer
from mock_site.statuses import EndReason, OrderStatus


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
    OrderStatus.IN_ISSUE: dispute_acts.timed_out,
}
_ANSWERS: dict[SellerAnswer, Act] = {
    SellerAnswer.ACCEPT: acts.accepted,
    SellerAnswer.DECLINE: acts.declined,
    SellerAnswer.SHIP: acts.shipped,
}
_IN_DISPUTE: dict[InDispute, Act] = {
    InDispute.ACCEPT: dispute_acts.accepted,
    InDispute.OFFER: dispute_acts.answered_by_the_seller,
    InDispute.REFUSE: dispute_acts.refused,
}


def _coming(order: Order) -> Iterator[Event]:
    if order.deadline:
        yield Event(order.deadline, _TIMED_OUT[order.status])
    yield from _by_the_seller(order)
    if arrival := _arrives_at(order):
        yield Event(arrival, acts.delivered)
    if moves_at := payments.next_stage_at(order.refund, order.paid_with):
        yield Event(moves_at, acts.refund_advanced)


def _by_the_seller(order: Order) -> Iterator[Event]:
    seller = order.seller
    if order.status is OrderStatus.IN_CANCEL and seller.answer in _ANSWERS:
        answers_at = order.status_since + timedelta(seconds=seller.after_s)
        yield Event(answers_at, _ANSWERS[seller.answer])
    if order.status in {OrderStatus.TO_SHIP, OrderStatus.PARTLY_SHIPPED}:
        yield from _shipping(order)
    if order.status is OrderStatus.IN_ISSUE and order.dispute:
        is_awaited = order.dispute.stage is DisputeStage.SELLER
        if is_awaited and seller.in_dispute in _IN_DISPUTE:
            answers_at = order.status_since + timedelta(seconds=seller.dispute_after_s)
            yield Event(answers_at, _IN_DISPUTE[seller.in_dispute])


def _shipping(order: Order) -> Iterator[Event]:
    seller = order.seller
    if order.to_ship_from and seller.ships_after_s is not None:
        ships_at = order.to_ship_from + timedelta(seconds=seller.ships_after_s)
        yield Event(max(ships_at, order.status_since), acts.shipped)
    if order.status is not OrderStatus.TO_SHIP:
        return
    if order.to_ship_from and seller.ships_part_after_s is not None:
        ships_at = order.to_ship_from + timedelta(seconds=seller.ships_part_after_s)
        yield Event(max(ships_at, order.status_since), acts.part_shipped)
    is_content = order.extension_asked_days or order.extended_times >= seller.asks_extension_times
    if seller.asks_extension_days and order.deadline and not is_content:
        asks_at = max(order.deadline - order.terms.extension_asked_before, order.status_since)
        yield Event(asks_at, partial(acts.extension_asked, days=seller.asks_extension_days))


def _arrives_at(order: Order) -> datetime | None:
    """When the parcel that is on its way arrives."""
    is_under_way = order.status is not OrderStatus.PARTLY_SHIPPED and order.end_reason is None
    if not is_under_way or order.delivered_at or order.returned_at:
        return None
    return parcels.arrives_at(order)
