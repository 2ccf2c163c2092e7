"""Refunds as last seen, and the buyer's word that the money is there."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, Row, select, update

from automator.ledger.facts import facts_of, record_fact
from automator.ledger.following import WaitingFor
from automator.ledger.put import put
from automator.ledger.schema import followed, refunds
from flows.domain.money import Money
from flows.domain.refunds import Method, Refund, RefundStage


def record_refund(
    connection: Connection, account_id: int, order_id: str, refund: Refund, at: datetime
) -> None:
    """The refund as last seen; a new stage is a fact, and so is money on the shop's balance.

    What the buyer said of it is kept.
    """
    before = _row_of(connection, account_id, order_id)
    put(
        connection,
        refunds,
        {"account_id": account_id, "order_id": order_id},
        {
            "stage": refund.stage,
            "amount": refund.amount and str(refund.amount.amount),
            "currency": refund.amount and refund.amount.currency,
            "method": refund.method,
            "since": refund.since,
            "due": refund.due,
        },
    )
    if before is None or before.stage != refund.stage:
        record_fact(
            connection,
            account_id,
            order_id,
            at,
            "refund",
            seen_on="refund",
            details={
                "stage": refund.stage.value,
                "since": refund.since.isoformat() if refund.since else None,
                "amount": str(refund.amount) if refund.amount else None,
            },
        )
    if refund.is_on_balance and not (before and _was_on_balance(before)):
        details = {"where": "balance"}
        record_fact(
            connection,
            account_id,
            order_id,
            at,
            "refund_landed",
            seen_on="refund",
            details=details,
        )


def refund_of(connection: Connection, account_id: int, order_id: str) -> Refund | None:
    row = _row_of(connection, account_id, order_id)
    return stored_refund(row) if row else None


def _was_on_balance(row: Row[tuple[object, ...]]) -> bool:
    return bool(row.stage == RefundStage.REFUNDED and row.method == Method.BALANCE)


def stored_refund(row: Row[tuple[object, ...]]) -> Refund:
    """The refund of this row, at the stage `received` where the buyer said so."""
    stage = RefundStage.RECEIVED if row.received_at else RefundStage(row.stage)
    return Refund(
        stage=stage,
        amount=Money(Decimal(row.amount), row.currency) if row.amount else None,
        method=Method(row.method) if row.method else None,
        since=row.since,
        due=row.due,
        received_at=row.received_at,
    )


def confirm_received(connection: Connection, account_id: int, order_id: str, at: datetime) -> bool:
    """The buyer says that the money is there: nothing is left to look for. False: no news.

    It writes before it reads, so that a run which writes at the same time is waited for.
    """
    unsaid = refunds.c.received_at.is_(None) & (refunds.c.stage != RefundStage.NONE)
    if not _set_word(connection, account_id, order_id, unsaid, at):
        return False
    _set_waiting(connection, account_id, order_id, WaitingFor.NOTHING, None)
    details = {"where": "account", "said_by": "buyer"}
    record_fact(connection, account_id, order_id, at, "refund_landed", details=details)
    return True


def take_back_receipt(connection: Connection, account_id: int, order_id: str, at: datetime) -> bool:
    """The buyer was wrong: the money is looked for again. False: nothing was said before."""
    if not _set_word(connection, account_id, order_id, refunds.c.received_at.is_not(None), None):
        return False
    _set_waiting(connection, account_id, order_id, WaitingFor.REFUND, at)
    details = {"said_by": "buyer"}
    record_fact(connection, account_id, order_id, at, "refund_not_landed", details=details)
    return True


def record_overdue(
    connection: Connection, account_id: int, order_id: str, due: datetime, at: datetime
) -> bool:
    """That this due date has passed, as a fact; False: it is one already."""
    told = {"due": due.isoformat()}
    known = facts_of(connection, account_id, order_id)
    if any(fact.kind == "refund_overdue" and fact.details == told for fact in known):
        return False
    record_fact(connection, account_id, order_id, at, "refund_overdue", details=told)
    return True


def _row_of(
    connection: Connection, account_id: int, order_id: str
) -> Row[tuple[object, ...]] | None:
    query = select(refunds).where(
        refunds.c.account_id == account_id, refunds.c.order_id == order_id
    )
    return connection.execute(query).first()


def _set_word(
    connection: Connection,
    account_id: int,
    order_id: str,
    condition: ColumnElement[bool],
    at: datetime | None,
) -> bool:
    change = update(refunds).where(
        refunds.c.account_id == account_id, refunds.c.order_id == order_id, condition
    )
    return connection.execute(change.values(received_at=at)).rowcount == 1


def _set_waiting(
    connection: Connection,
    account_id: int,
    order_id: str,
    waiting_for: WaitingFor,
    look: datetime | None,
) -> None:
    change = update(followed).where(
        followed.c.account_id == account_id, followed.c.order_id == order_id
    )
    connection.execute(change.values(waiting_for=waiting_for, next_look_at=look))
