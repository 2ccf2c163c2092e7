"""What the shop owes an account, or owed: read from what was seen, without looking again."""

from datetime import datetime

from sqlalchemy import Connection, select

from automator.ledger.following import WaitingFor
from automator.ledger.known import last_changes
from automator.ledger.orders import seen_orders
from automator.ledger.refunds import stored_refund
from automator.ledger.schema import followed, refunds
from flows.domain.claims import Claim, claim
from flows.domain.refunds import Refund, RefundStage
from flows.domain.situations import NEVER_PAID

_LOOKED_FOR = (WaitingFor.REFUND, WaitingFor.ARRIVAL)


def claims_of(connection: Connection, account_id: int, now: datetime) -> list[Claim]:
    """Orders with a refund, and those that ended paid and are looked at until one shows."""
    shown = _refunds(connection, account_id)
    begun = {order_id for order_id, refund in shown.items() if refund.stage is not RefundStage.NONE}
    owed = begun | _looked_for(connection, account_id)
    since = last_changes(connection, account_id)
    return [
        claim(order, shown.get(order.id, Refund(RefundStage.NONE)), now, since[order.id][1])
        for order in seen_orders(connection, account_id)
        if order.id in owed and order.end_reason not in NEVER_PAID
    ]


def _refunds(connection: Connection, account_id: int) -> dict[str, Refund]:
    rows = connection.execute(select(refunds).where(refunds.c.account_id == account_id))
    return {row.order_id: stored_refund(row) for row in rows}


def _looked_for(connection: Connection, account_id: int) -> set[str]:
    query = select(followed.c.order_id).where(
        followed.c.account_id == account_id, followed.c.waiting_for.in_(_LOOKED_FOR)
    )
    return set(connection.scalars(query))
