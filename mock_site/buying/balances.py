"""Money on the shop's balance: what landed there, less what was spent from it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from mock_site.orders import Order
from mock_site.refunds import PaidWith, RefundStage


def balances(orders: Iterable[Order], now: datetime) -> dict[str, Decimal]:
    """A buyer's balance in each currency in which there is any, from all of their orders."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for order in orders:
        sums[order.currency] += landed(order, now) - order.from_balance
    return {currency: amount for currency, amount in sums.items() if amount}


def landed(order: Order, now: datetime) -> Decimal:
    """What came back from an order to the balance, by now."""
    refund = order.refund
    is_there = refund.lands_at is not None and refund.lands_at <= now
    goes_there = refund.stage is RefundStage.ON_BALANCE or order.paid_with is PaidWith.BALANCE
    return refund.amount if is_there and goes_there else Decimal(0)
