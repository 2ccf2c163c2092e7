"""Which situation an order is in, and the dates that go with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.domain import limits
from flows.domain.disputes import DisputeStage
from flows.domain.money import Money
from flows.domain.orders import EndReason, Order, Status
from flows.domain.refunds import Method, Refund, RefundStage, due_date, stalls_from


class Situation(StrEnum):
    """What can be the matter with an order; `situations.toml` has the sentences for each."""

    UNPAID = "unpaid"
    UNPAID_TIME_UP = "unpaid_time_up"
    VERIFYING = "verifying"
    VERIFYING_LONG = "verifying_long"
    VERIFYING_OFFERED = "verifying_offered"
    TO_SHIP = "to_ship"
    TO_SHIP_TIME_UP = "to_ship_time_up"
    EXTENSION_ASKED = "extension_asked"
    DECLINED = "declined"
    REQUESTED = "requested"
    REQUESTED_TIME_UP = "requested_time_up"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED_EARLY = "shipped_early"
    SHIPPED = "shipped"
    SHIPPED_UNKNOWN = "shipped_unknown"
    IN_DISPUTE = "in_dispute"
    DISPUTE_WITH_SELLER = "dispute_with_seller"
    DISPUTE_WITH_BUYER = "dispute_with_buyer"
    DISPUTE_WITH_SHOP = "dispute_with_shop"
    FROZEN = "frozen"
    COMPLETED = "completed"
    COMPLETED_LONG_AGO = "completed_long_ago"
    NEVER_PAID = "never_paid"
    MONEY_NOT_SHOWN = "money_not_shown"
    MONEY_EXPECTED = "money_expected"
    MONEY_STALLED = "money_stalled"
    MONEY_OVERDUE = "money_overdue"
    MONEY_SENT = "money_sent"
    MONEY_ON_BALANCE = "money_on_balance"
    MONEY_MISSING = "money_missing"
    MONEY_BACK = "money_back"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an order beside its own page; what is not is None.

    `since` is when the order was first seen in its present state, `requested_at` when a
    cancellation was sent, `declined_at` when the seller said no to it.
    """

    since: datetime | None = None
    requested_at: datetime | None = None
    declined_at: datetime | None = None
    refund: Refund | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A situation with its facts; a date that has passed is none."""

    situation: Situation
    not_before: datetime | None = None
    not_after: datetime | None = None
    answered: datetime | None = None
    was_due: datetime | None = None
    since: datetime | None = None
    money: Money | None = None
    days: int | None = None


def case_of(order: Order, now: datetime, known: Known) -> Case:
    """Total over all orders and times."""
    if order.is_deleted:
        return Case(situation=Situation.DELETED)
    return _BY_STATUS[order.status](order, now, known)


def _unpaid(order: Order, now: datetime, known: Known) -> Case:
    del known
    return _until(order.deadline, now, Situation.UNPAID, Situation.UNPAID_TIME_UP)


def _verifying(order: Order, now: datetime, known: Known) -> Case:
    since = known.since or now
    ends = since + limits.TO_VERIFY.span
    ends = min(ends, order.deadline) if order.deadline else ends
    if order.can_cancel:
        return Case(situation=Situation.VERIFYING_OFFERED, not_after=_ahead(ends, now))
    if ends <= now:
        return Case(situation=Situation.VERIFYING_LONG)
    return Case(situation=Situation.VERIFYING, not_before=ends)


def _to_ship(order: Order, now: datetime, known: Known) -> Case:
    declined_at = (order.answer and order.answer.at) or known.declined_at
    ends = order.deadline
    if ends and ends <= now:
        return Case(situation=Situation.TO_SHIP_TIME_UP)
    if order.extension_days:
        asked = Situation.EXTENSION_ASKED
        return Case(situation=asked, not_after=ends, days=order.extension_days)
    if order.answer or declined_at:
        return Case(situation=Situation.DECLINED, not_after=ends, answered=declined_at)
    return Case(situation=Situation.TO_SHIP, not_after=ends)


def _requested(order: Order, now: datetime, known: Known) -> Case:
    ends = order.deadline
    if ends is None and known.requested_at:
        ends = known.requested_at + limits.TO_ANSWER.span
    return _until(ends, now, Situation.REQUESTED, Situation.REQUESTED_TIME_UP)


def _partly_shipped(order: Order, now: datetime, known: Known) -> Case:
    opens, ends = _dispute_window(order, now, known)
    return Case(
        situation=Situation.PARTLY_SHIPPED, not_before=opens and _ahead(opens, now), not_after=ends
    )


def _shipped(order: Order, now: datetime, known: Known) -> Case:
    opens, ends = _dispute_window(order, now, known)
    if opens is None:
        return Case(situation=Situation.SHIPPED_UNKNOWN, not_after=ends)
    if opens > now:
        return Case(situation=Situation.SHIPPED_EARLY, not_before=opens, not_after=ends)
    return Case(situation=Situation.SHIPPED, not_after=ends)


def _dispute_window(
    order: Order, now: datetime, known: Known
) -> tuple[datetime | None, datetime | None]:
    """From when and until when; an end that is over, or before the beginning, is not told."""
    opens = order.dispute_from
    if opens is None and known.since:
        opens = known.since + limits.DISPUTE_AFTER_SHIPPING.span
    ends = order.dispute_until or order.deadline
    if ends is None or ends <= now or (opens and ends < opens):
        ends = None
    return opens, ends


def _disputed(order: Order, now: datetime, known: Known) -> Case:
    del known
    situation = _WHOSE_TURN.get(order.dispute_stage, Situation.IN_DISPUTE)
    return Case(situation=situation, not_after=order.deadline and _ahead(order.deadline, now))


_WHOSE_TURN: dict[DisputeStage | None, Situation] = {
    DisputeStage.SELLER: Situation.DISPUTE_WITH_SELLER,
    DisputeStage.BUYER: Situation.DISPUTE_WITH_BUYER,
    DisputeStage.SHOP: Situation.DISPUTE_WITH_SHOP,
}


def _frozen(order: Order, now: datetime, known: Known) -> Case:
    del order, now, known
    return Case(situation=Situation.FROZEN)


def _completed(order: Order, now: datetime, known: Known) -> Case:
    del known
    ends = order.dispute_until
    if ends is None and order.ended_at:
        ends = order.ended_at + limits.DISPUTE_AFTER_RECEIPT.span
    return _until(ends, now, Situation.COMPLETED, Situation.COMPLETED_LONG_AGO)


NEVER_PAID = {EndReason.CANCELLED_UNPAID, EndReason.PAYMENT_TIMEOUT}


def _ended(order: Order, now: datetime, known: Known) -> Case:
    if order.end_reason in NEVER_PAID:
        return Case(situation=Situation.NEVER_PAID)
    refund = known.refund
    stage = refund.stage if refund else order.refund_stage
    if stage in {None, RefundStage.NONE}:
        return Case(situation=Situation.MONEY_NOT_SHOWN)
    if stage is RefundStage.RECEIVED:
        return Case(situation=Situation.MONEY_BACK)
    return _money(order, stage, refund, now)


def _money(order: Order, stage: RefundStage | None, refund: Refund | None, now: datetime) -> Case:
    money = refund.amount if refund else None
    method = (refund and refund.method) or order.method
    due = refund.due if refund else None
    if due is None and order.ended_at:
        due = due_date(method, order.ended_at)
    is_sent = stage is RefundStage.REFUNDED
    if is_sent and method is Method.BALANCE:
        return Case(situation=Situation.MONEY_ON_BALANCE, money=money)
    if due and due <= now:
        late = Situation.MONEY_MISSING if is_sent else Situation.MONEY_OVERDUE
        return Case(situation=late, was_due=due, money=money)
    stalls = stalls_from(refund) if refund else None
    if refund and stalls and stalls <= now:
        stalled = Situation.MONEY_STALLED
        return Case(situation=stalled, not_after=due, since=refund.since, money=money)
    coming = Situation.MONEY_SENT if is_sent else Situation.MONEY_EXPECTED
    return Case(situation=coming, not_after=due, money=money)


def _until(end: datetime | None, now: datetime, before: Situation, afterwards: Situation) -> Case:
    if end and end <= now:
        return Case(situation=afterwards)
    return Case(situation=before, not_after=end)


def _ahead(at: datetime, now: datetime) -> datetime | None:
    return at if at > now else None


_BY_STATUS: dict[Status, Callable[[Order, datetime, Known], Case]] = {
    Status.AWAITING_PAYMENT: _unpaid,
    Status.PAYMENT_VERIFYING: _verifying,
    Status.AWAITING_SHIPMENT: _to_ship,
    Status.CANCEL_REQUESTED: _requested,
    Status.PARTLY_SHIPPED: _partly_shipped,
    Status.SHIPPED: _shipped,
    Status.IN_DISPUTE: _disputed,
    Status.FROZEN: _frozen,
    Status.COMPLETED: _completed,
    Status.CANCELLED: _ended,
    Status.CLOSED: _ended,
}
