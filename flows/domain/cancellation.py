"""Cancelling: the reasons, who is blamed by each, and whether an order can be cancelled now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flows.domain.orders import Order, Status


class Reason(StrEnum):
    """The contract's names; the shop's own words for each stand in the labels tables."""

    NOT_NEEDED = "not_needed"
    OTHER_PRODUCT = "other_product"
    CHANGE_ADDRESS = "change_address"
    CHANGE_COUPON = "change_coupon"
    CHANGE_DELIVERY = "change_delivery"
    CANNOT_PAY = "cannot_pay"
    LATE_DELIVERY = "late_delivery"
    PRICE_RAISED = "price_raised"
    OTHER_DELIVERY = "other_delivery"
    SELLER_SILENT = "seller_silent"
    OUT_OF_STOCK = "out_of_stock"
    OTHER = "other"


class Blame(StrEnum):
    """Against whom the shop counts a reason."""

    BUYER = "buyer"
    SELLER = "seller"


UNPAID_REASONS = (
    Reason.NOT_NEEDED,
    Reason.OTHER_PRODUCT,
    Reason.CHANGE_ADDRESS,
    Reason.CHANGE_COUPON,
    Reason.CHANGE_DELIVERY,
    Reason.CANNOT_PAY,
    Reason.OTHER,
)
PAID_REASONS = (
    Reason.NOT_NEEDED,
    Reason.LATE_DELIVERY,
    Reason.PRICE_RAISED,
    Reason.OTHER_DELIVERY,
    Reason.SELLER_SILENT,
    Reason.OUT_OF_STOCK,
    Reason.OTHER,
)

VERIFICATION_TAKES_AT_MOST = timedelta(hours=24)  # source: seller API, RISK_CONTROL "about 24 h"


def reasons_for(status: Status) -> tuple[Reason, ...]:
    """The list the shop offers for an order in this state."""
    return UNPAID_REASONS if status is Status.AWAITING_PAYMENT else PAID_REASONS


def blame(reason: Reason, status: Status) -> Blame:
    """Who is blamed when an order in this state is cancelled for this reason.

    Source: the shop's help page. The buyer's own change of mind counts against the buyer; of a paid
    order every other reason counts against the seller, "other" included.
    """
    if status is Status.AWAITING_PAYMENT or reason is Reason.NOT_NEEDED:
        return Blame.BUYER
    return Blame.SELLER


class Verdict(StrEnum):
    """Our rules' answer to "can it be cancelled now?"."""

    CANCEL = "cancel"
    REQUEST = "request"
    ALREADY_CANCELLED = "already_cancelled"
    ALREADY_REQUESTED = "already_requested"
    NOT_YET = "not_yet"
    TOO_LATE = "too_late"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Advice:
    """Whether to cancel now, why or why not, what next, and from when (None: at once or never)."""

    verdict: Verdict
    why: str
    next_step: str
    not_before: datetime | None = None

    @property
    def may_send(self) -> bool:
        return self.verdict in {Verdict.CANCEL, Verdict.REQUEST}


_PLAIN_ADVICE = {
    Status.AWAITING_PAYMENT: Advice(
        Verdict.CANCEL,
        "The order is not paid yet, so it can be cancelled at once.",
        "Cancel it, or leave it unpaid: it closes by itself when the time to pay runs out.",
    ),
    Status.AWAITING_SHIPMENT: Advice(
        Verdict.REQUEST,
        "The order is paid and not shipped, so a cancellation can be requested.",
        "Send the request; then the seller agrees or declines.",
    ),
    Status.CANCEL_REQUESTED: Advice(
        Verdict.ALREADY_REQUESTED,
        "The cancellation was requested already; the seller's answer is awaited.",
        "Wait for the seller; silence beyond the shop's limit closes the order in your favour.",
    ),
    Status.CANCELLED: Advice(
        Verdict.ALREADY_CANCELLED,
        "The order is cancelled already.",
        "Nothing is left to cancel; if it was paid, follow its refund.",
    ),
    Status.PARTLY_SHIPPED: Advice(
        Verdict.TOO_LATE,
        "A part of the order is on its way, so it can no longer be cancelled.",
        "Wait for the parcel and open a dispute for what you do not want, or ask the seller.",
    ),
    Status.SHIPPED: Advice(
        Verdict.TOO_LATE,
        "The parcel is on its way, so the order can no longer be cancelled.",
        "Wait 5 to 7 days from dispatch, then open a dispute; or refuse the parcel and open one.",
    ),
    Status.IN_DISPUTE: Advice(
        Verdict.TOO_LATE,
        "A dispute runs on this order, so it can not be cancelled.",
        "Follow the dispute; it decides about the money.",
    ),
    Status.FROZEN: Advice(
        Verdict.NOT_YET,
        "The shop froze this order while it looks into complaints about the seller.",
        "Wait: it is either cleared and goes on as usual, or annulled and refunded.",
    ),
    Status.COMPLETED: Advice(
        Verdict.OVER,
        "The order is completed: the goods were received and the seller has the money.",
        "If something is wrong with the goods, open a return or a dispute while its window lasts.",
    ),
    Status.CLOSED: Advice(
        Verdict.OVER,
        "The order is closed, so there is nothing left to cancel.",
        "If it was paid, follow its refund.",
    ),
}


def decide(order: Order, now: datetime) -> Advice:
    """Our rules' advice for this order at this time; total over all states."""
    if order.status is Status.PAYMENT_VERIFYING:
        return _verifying(order, now)
    return _PLAIN_ADVICE[order.status]


def _verifying(order: Order, now: datetime) -> Advice:
    ends = order.deadline or now + VERIFICATION_TAKES_AT_MOST
    return Advice(
        Verdict.NOT_YET,
        "The payment is being verified, which takes up to 24 hours; until then the shop"
        " takes no cancellation.",
        f"Try again after {ends:%Y-%m-%d %H:%M} UTC, once the order awaits shipment.",
        not_before=ends,
    )
