"""The refund of a closed order: stage, sum, method, dates, and when it should be there."""

from flows.domain.orders import Order
from flows.domain.refunds import Refund, with_due_date
from flows.storefront import Storefront


def refund_progress(shop: Storefront, order: Order) -> Refund:
    """What the payment view says now, with our due date where the page names none."""
    return with_due_date(shop.refund(order.id), order.ended_at)
