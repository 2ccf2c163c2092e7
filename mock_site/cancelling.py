"""When the shop lets a buyer cancel, for which reasons, and what becomes of the order."""

from datetime import datetime

from mock_site import acts
from mock_site.orders import Order
from mock_site.statuses import EndReason, OrderStatus

UNPAID_REASONS = (
    "buyerDonotwantOrder",
    "buyerWantChangeProduct",
    "buyerChangeMailAddress",
    "buyerChangeCoupon",
    "buyerChangeLogistic",
    "buyerCannotPayment",
    "otherReasons",
)
PAID_REASONS = (
    "buyerDonotwantOrder",
    "freightCommitDayNotMatch",
    "sellerRiseOrderAmount",
    "sellerDidnotuseBuyerLogisticType",
    "buyerCannotContactSeller",
    "productNotEnough",
    "otherReasons",
)


def reasons(order: Order) -> tuple[str, ...]:
    return UNPAID_REASONS if order.status is OrderStatus.UNPAID else PAID_REASONS


def refusal(order: Order, at: datetime) -> str | None:
    """Why the shop does not let the buyer cancel now, as a code; None where it does."""
    if order.status in {OrderStatus.UNPAID, OrderStatus.TO_SHIP}:
        return None
    if order.status is OrderStatus.VERIFYING and _while_verifying(order, at):
        return None
    return "refused_shipped" if order.status is OrderStatus.SHIPPED else "refused_state"


def asks_seller(order: Order) -> bool:
    """Whether it is only a request, which the seller has to agree to."""
    return order.status is OrderStatus.TO_SHIP and order.terms.cancels_paid == "request"


def cancelled(order: Order, at: datetime) -> Order:
    """The order closed, or with the request sent to its seller."""
    if asks_seller(order):
        return acts.cancel_requested(order, at)
    return acts.finished(order, _ENDINGS[order.status], at)


_ENDINGS = {
    OrderStatus.UNPAID: EndReason.CANCELLED_UNPAID,
    OrderStatus.VERIFYING: EndReason.CANCELLED_IN_RISK,
    OrderStatus.TO_SHIP: EndReason.CANCELLED_PAID,
}


def _while_verifying(order: Order, at: datetime) -> bool:
    if order.terms.cancels_while_verifying or order.paid_at is None:
        return order.terms.cancels_while_verifying
    return at - order.paid_at < order.terms.cancel_after_paying
