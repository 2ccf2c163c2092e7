"""What seller and platform can be told to do with an order, as the control interface calls it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from mock_site import acts, dispute_acts
from mock_site.acts import Act
from mock_site.calls import PlatformAct, PlatformDoes, SellerAct, SellerDoes
from mock_site.messages import Message
from mock_site.orders import Order
from mock_site.statuses import OrderStatus


def by_seller(call: SellerAct) -> Act:
    return _BY_SELLER[call.do](call)


def by_platform(call: PlatformAct) -> Act:
    return _BY_PLATFORM[call.do](call)


def possible(order: Order, at: datetime) -> dict[str, Any]:
    """What seller and platform could do with the order now; with `to_balance` for a refund, too."""
    sellers: list[str] = [do for do in _BY_SELLER if _goes(by_seller(SellerAct(do=do)), order, at)]
    platforms: list[str] = [
        do for do in _BY_PLATFORM if _goes(by_platform(PlatformAct(do=do)), order, at)
    ]
    to_balance = _goes(acts.refund_put_on_balance, order, at)
    return {"seller": sellers, "platform": platforms, "to_balance": to_balance}


def _goes(act: Act, order: Order, at: datetime) -> bool:
    try:
        act(order, at)
    except acts.NotPossible:
        return False
    return True


def _accepted(order: Order, at: datetime) -> Order:
    """A seller's yes, to a cancellation or to a dispute."""
    is_disputed = order.status is OrderStatus.IN_ISSUE
    return (dispute_acts.accepted if is_disputed else acts.accepted)(order, at)


def _declined(order: Order, at: datetime) -> Order:
    """A seller's no, to a cancellation or to a dispute."""
    is_disputed = order.status is OrderStatus.IN_ISSUE
    return (dispute_acts.refused if is_disputed else acts.declined)(order, at)


def _told(order: Order, at: datetime, text: str) -> Order:
    """The seller writes: into the talks of a dispute while there is one."""
    message = Message("seller", text, at)
    if order.status is OrderStatus.IN_ISSUE:
        return dispute_acts.argued(order, at, message)
    return acts.told(order, at, message)


def _offered(call: SellerAct) -> Act:
    if call.amount is None:
        return dispute_acts.answered_by_the_seller
    return partial(dispute_acts.offered, amount=call.amount)


_BY_SELLER: dict[SellerDoes, Callable[[SellerAct], Act]] = {
    "accept": lambda _: _accepted,
    "decline": lambda _: _declined,
    "offer": _offered,
    "ship": lambda _: acts.shipped,
    "ship_part": lambda _: acts.part_shipped,
    "ask_extension": lambda call: partial(acts.extension_asked, days=call.days),
    "message": lambda call: partial(_told, text=call.text),
}
_BY_PLATFORM: dict[PlatformDoes, Callable[[PlatformAct], Act]] = {
    "verify_payment": lambda _: acts.verified,
    "freeze": lambda _: acts.frozen,
    "clear": lambda _: acts.cleared,
    "annul": lambda _: acts.annulled,
    "advance_refund": lambda call: (
        acts.refund_put_on_balance if call.to_balance else acts.refund_advanced
    ),
    "escalate_dispute": lambda _: dispute_acts.escalated,
    "settle_dispute": lambda call: partial(dispute_acts.decided, amount=call.amount),
    "deliver": lambda _: acts.delivered,
    "return_parcel": lambda _: acts.returned,
}
