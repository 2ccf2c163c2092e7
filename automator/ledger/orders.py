"""Orders as last seen; a change is a fact, an unchanged reading is not."""

from datetime import datetime

from sqlalchemy import Connection, Row, select

from automator.ledger.facts import record_fact
from automator.ledger.put import put
from automator.ledger.schema import orders
from flows.domain.orders import Order


def record_order(connection: Connection, account_id: int, order: Order, at: datetime) -> None:
    """Keep this reading; facts that its page does not show are kept from earlier readings."""
    before = last_seen(connection, account_id, order.id)
    seen: dict[str, str | datetime | None] = {
        "status": order.status.value,
        "end_reason": order.end_reason.value if order.end_reason else None,
        "seller": order.seller,
        "amount": str(order.total.amount) if order.total else None,
        "currency": order.total.currency if order.total else None,
        "placed_at": order.placed_at.isoformat() if order.placed_at else None,
        "method": order.method,
    }
    dates: dict[str, str | datetime | None] = {
        "ended_at": order.ended_at,
        "deadline": order.deadline,
        "dispute_from": order.dispute_from,
        "dispute_until": order.dispute_until,
    }
    is_new = before is None or before.status != order.status
    kept = dates if is_new else {}  # the dates of another state are over
    shown = {name: value for name, value in (seen | dates).items() if value is not None}
    put(
        connection,
        orders,
        {"account_id": account_id, "order_id": order.id},
        {**kept, **shown, "seen_at": at, "seen_on": order.seen_on},
    )
    if is_new:
        was = before.status if before else None
        details = {"status": order.status.value, "was": was, "end_reason": order.end_reason}
        record_fact(
            connection, account_id, order.id, at, "status", seen_on=order.seen_on, details=details
        )


def last_seen(
    connection: Connection, account_id: int, order_id: str
) -> Row[tuple[object, ...]] | None:
    query = select(orders).where(orders.c.account_id == account_id, orders.c.order_id == order_id)
    return connection.execute(query).first()
