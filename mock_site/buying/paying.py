"""Paying: what is filled in for each method, whether it can be right, and the payment itself."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from mock_site import buyer_acts
from mock_site.buyer_acts import Asked, Outcome
from mock_site.buying.balances import balances
from mock_site.buying.cards import Card
from mock_site.orders import Order
from mock_site.refunds import PaidWith
from mock_site.shop import Answer, Shop
from mock_site.statuses import OrderStatus

_PHONE = re.compile(r"\+?[0-9]{7,15}")
_SHAPES = {
    PaidWith.WEBMONEY: re.compile(r"[A-Z][0-9]{12}"),
    PaidWith.QIWI: _PHONE,
    PaidWith.YANDEX: re.compile(r"[0-9]{11,20}"),
    PaidWith.MOBILE: _PHONE,
}


@dataclass(frozen=True, slots=True)
class Means:
    """How somebody wants to pay: the method, and the card, wallet or phone number for it."""

    method: PaidWith
    wallet: str = ""
    card: Card | None = None

    def refusal(self, now: datetime) -> str | None:
        """What is filled in wrong, as a code."""
        if self.card:
            return self.card.refusal(now)
        shape = _SHAPES.get(self.method)
        wallet = re.sub(r"[\s()-]", "", self.wallet).upper()
        return f"refused_{self.method}" if shape and not shape.fullmatch(wallet) else None


def asks_for_a_number(method: PaidWith) -> bool:
    """Whether the method needs a wallet or a phone number."""
    return method in _SHAPES


def pay(shop: Shop, username: str, order_ids: Sequence[str], means: Means) -> Answer:
    """Pay all of these orders at once, or none."""
    now = shop.settle()
    if code := means.refusal(now):
        for order_id in order_ids:
            shop.record("pay", username, order_id, changed=False, answer=code)
        return Answer(changed=False, code=code)
    no = means.card.answer() if means.card else None
    if means.method is PaidWith.BALANCE and not _is_covered(shop, username, order_ids, now):
        no = "refused_balance"
    return shop.ask_for_all(username, order_ids, _asked(means.method, no))


def _asked(method: PaidWith, no: str | None) -> Asked:
    """Pay, unless whoever should give the money says no."""
    paying = buyer_acts.pay(method)

    def decide(order: Order, at: datetime) -> Outcome:
        is_payable = order.status is OrderStatus.UNPAID
        return Outcome(no) if no and is_payable else paying.decide(order, at)

    return Asked(paying.action, paying.place, decide)


def _is_covered(shop: Shop, username: str, order_ids: Sequence[str], now: datetime) -> bool:
    costs: dict[str, Decimal] = defaultdict(Decimal)
    for order in shop.all_orders_of(username):
        if order.id in order_ids:
            costs[order.currency] += order.total
    has = balances(shop.all_orders_of(username), now)
    return all(has.get(currency, Decimal(0)) >= cost for currency, cost in costs.items())
