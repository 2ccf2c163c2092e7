"""The whole truth about a shop as JSON, in the words of the control interface."""

from datetime import datetime
from typing import Any

from mock_site.accounts import Account
from mock_site.orders import Order
from mock_site.shop import Shop, iso


def whole_truth(shop: Shop) -> dict[str, Any]:
    """The answer to `GET /_control/state`; times are ISO 8601 in UTC, sums decimal strings."""
    return {
        **the_time(shop),
        "seed": shop.seed,
        "layout": shop.layout,
        "language": shop.language,
        "variant": shop.variant.model_dump(),
        "accounts": [_truth_of_account(account) for account in shop.accounts.values()],
        "orders": [truth_of_order(order) for order in shop.orders.values()],
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
        "declined_at": _when(order.declined_at),
        "ended_at": _when(order.ended_at),
        "deadline": _when(order.deadline),
        "extension_asked_days": order.extension_asked_days,
        "seller": order.seller_name,
        "refund": {
            "stage": order.refund.stage,
            "amount": str(order.refund.amount),
            "since": _when(order.refund.since),
            "lands_at": _when(order.refund.lands_at),
        },
        "messages": [
            {"from": message.sender, "text": message.text, "at": iso(message.at)}
            for message in order.messages
        ],
        "deleted": order.deleted,
    }


def _truth_of_account(account: Account) -> dict[str, Any]:
    return {
        "username": account.username,
        "password": account.password,
        "language": account.language,
        "persona": account.persona,
        "code": account.code,
    }


def _when(moment: datetime | None) -> str | None:
    return iso(moment) if moment else None
