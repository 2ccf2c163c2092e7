"""The whole truth about a shop as JSON, in the words of the control interface."""

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from mock_site.accounts import Account
from mock_site.buying import purchases
from mock_site.disputes import Dispute
from mock_site.messages import Message
from mock_site.orders import Order
from mock_site.shop import Shop, iso


def whole_truth(shop: Shop) -> dict[str, Any]:
    """The answer to `GET /_control/state`; times are ISO 8601 in UTC, sums decimal strings."""
    orders = [truth_of_order(order) for order in shop.orders.values()]
    return {**truth_of_world(shop), "orders": orders}


def truth_of_world(shop: Shop) -> dict[str, Any]:
    """All but the orders."""
    return {
        **the_time(shop),
        "seed": shop.seed,
        "layout": shop.layout,
        "language": shop.language,
        "variant": shop.variant.model_dump(),
        "accounts": [truth_of_account(shop, it) for it in shop.accounts.values()],
    }


def the_time(shop: Shop) -> dict[str, Any]:
    return {"now": iso(shop.clock.now()), "rate": shop.clock.rate}


def truth_of_order(order: Order) -> dict[str, Any]:
    return {
        "id": order.id,
        "account": order.account,
        "status": order.status,
        "end_reason": order.end_reason,
        "total": str(order.total),
        "currency": order.currency,
        "paid_with": order.paid_with,
        "placed_at": iso(order.placed_at),
        "paid_at": _when(order.paid_at),
        "shipped_at": _when(order.shipped_at),
        "delivered_at": _when(order.delivered_at),
        "returned_at": _when(order.returned_at),
        "cancel_reason": order.cancel_reason,
        "declined_at": _when(order.declined_at),
        "ended_at": _when(order.ended_at),
        "deadline": _when(order.deadline),
        "extension_asked_days": order.extension_asked_days,
        "extended_days": order.extended_days,
        "seller": order.seller_name,
        "refund": {
            "stage": order.refund.stage,
            "amount": str(order.refund.amount),
            "since": _when(order.refund.since),
            "lands_at": _when(order.refund.lands_at),
        },
        "dispute": order.dispute and _truth_of_dispute(order.dispute),
        "messages": _thread(order.messages),
        "deleted": order.deleted,
    }


def _truth_of_dispute(dispute: Dispute) -> dict[str, Any]:
    return {
        "stage": dispute.stage,
        "reason": dispute.reason,
        "received": dispute.received,
        "wanted": str(dispute.wanted),
        "offered": _sum(dispute.offered),
        "offered_at": _when(dispute.offered_at),
        "escalated_at": _when(dispute.escalated_at),
        "granted": _sum(dispute.granted),
        "opened_at": iso(dispute.opened_at),
        "ended_at": _when(dispute.ended_at),
        "ended_by": dispute.ended_by,
        "files": [asdict(file) for file in dispute.files],
        "talks": _thread(dispute.talks),
    }


def _thread(messages: tuple[Message, ...]) -> list[dict[str, str]]:
    return [{"from": it.sender, "text": it.text, "at": iso(it.at)} for it in messages]


def truth_of_account(shop: Shop, account: Account) -> dict[str, Any]:
    return {
        "username": account.username,
        "password": account.password,
        "language": account.language,
        "persona": account.persona,
        "code": account.code,
        "currency": account.currency,
        "balance": str(purchases.balance(shop, account.username, account.currency)),
        "blocked": not purchases.may_order(shop, account.username),
    }


def _sum(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _when(moment: datetime | None) -> str | None:
    return iso(moment) if moment else None
