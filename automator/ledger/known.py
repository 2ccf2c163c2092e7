"""What the ledger adds to the reading of an order, for the advice on it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from automator.ledger.following import Followed, followed_orders
from automator.ledger.refunds import refund_of
from automator.ledger.schema import facts
from flows.domain.orders import Order, Status
from flows.domain.situations import Known
from flows.seller_answer import AnswerKind


def known_of(connection: Connection, account_id: int, orders: Iterable[Order]) -> dict[str, Known]:
    """By the order's id; an order that the ledger does not know is left out."""
    seen = last_changes(connection, account_id)
    return {
        order.id: _known(connection, account_id, order, seen[order.id])
        for order in orders
        if order.id in seen
    }


def _known(
    connection: Connection, account_id: int, order: Order, seen: tuple[Status, datetime]
) -> Known:
    status, at = seen
    entry = next(iter(followed_orders(connection, account_id, [order.id])), None)
    return Known(
        since=at if status is order.status else None,
        requested_at=entry.requested_at if entry else None,
        declined_at=_declined_at(entry) if entry else None,
        refund=refund_of(connection, account_id, order.id),
    )


def _declined_at(entry: Followed) -> datetime | None:
    return entry.answered_at if entry.answer is AnswerKind.DECLINED else None


def last_changes(connection: Connection, account_id: int) -> dict[str, tuple[Status, datetime]]:
    """The newest status of each order, and when it was first seen."""
    query = (
        select(facts)
        .where(facts.c.account_id == account_id, facts.c.kind == "status")
        .order_by(facts.c.id)
    )
    rows = connection.execute(query)
    return {row.order_id: (Status(row.details["status"]), row.at) for row in rows}
