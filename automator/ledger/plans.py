"""Planned cancellations: orders followed until the shop lets them be cancelled.

A plan is a row of `followed`, so the intent to send takes its place in one transaction: an order is
planned, or being sent, and never both.
"""

from datetime import datetime

from sqlalchemy import Connection

from automator.ledger.facts import record_fact
from automator.ledger.following import Followed, WaitingFor, follow, followed_orders
from flows.domain.cancellation import Reason


def plan_of(connection: Connection, account_id: int, order_id: str) -> Followed | None:
    """The plan for this order; None: there is none."""
    entries = followed_orders(connection, account_id, [order_id])
    return next((e for e in entries if e.waiting_for is WaitingFor.PERMISSION), None)


def make_plan(
    connection: Connection, account_id: int, order_id: str, reason: Reason, note: str, at: datetime
) -> None:
    plan = Followed(order_id, WaitingFor.PERMISSION, at, at, reason=reason, note=note or None)
    follow(connection, account_id, plan)
    details = {"reason": reason.value, "note": note or None}
    record_fact(connection, account_id, order_id, at, "cancellation_planned", details=details)


def end_plan(
    connection: Connection, account_id: int, plan: Followed, why: str, at: datetime
) -> Followed:
    """Nothing is sent for this plan any more; returns the entry that follows nothing."""
    ended = Followed(plan.order_id, WaitingFor.NOTHING, at, None)
    follow(connection, account_id, ended)
    record_fact(connection, account_id, plan.order_id, at, "plan_ended", details={"why": why})
    return ended
