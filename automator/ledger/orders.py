"""Orders as last seen; a change is a fact, an unchanged reading is not."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, Row, select

from automator.ledger.facts import record_fact
from automator.ledger.put import put
from automator.ledger.schema import orders
from flows.domain.money import Money
from flows.domain.orders import EndReason, Order, Status
from flows.domain.refunds import Method


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


def seen_orders(connection: Connection, account_id: int) -> list[Order]:
    """Every order of the account as last seen."""
    rows = connection.execute(select(orders).where(orders.c.account_id == account_id))
    return [order_of(row) for row in rows]


def order_of(row: Row[tuple[object, ...]]) -> Order:
    """The order as this row of the table remembers it; its controls are not known."""
    return Order(
        id=row.order_id,
        status=Status(row.status),
        seller=row.seller,
        total=Money(Decimal(row.amount), row.currency) if row.amount else None,
        placed_at=_day_or_moment(row.placed_at) if row.placed_at else None,
        end_reason=EndReason(row.end_reason) if row.end_reason else None,
        ended_at=row.ended_at,
        deadline=row.deadline,
        method=Method(row.method) if row.method else None,
        dispute_from=row.dispute_from,
        dispute_until=row.dispute_until,
        seen_on=row.seen_on,
    )


def _day_or_moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
