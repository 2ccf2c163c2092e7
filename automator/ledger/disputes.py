"""Disputes and reminders as facts: a change of a dispute once, a reminder once per deadline."""

from datetime import datetime

from sqlalchemy import Connection

from automator.ledger.facts import facts_of, record_fact
from flows.domain.disputes import Dispute, DisputeStage

_DISPUTE = "dispute"
_REMINDER = "reminder"


def record_dispute(
    connection: Connection, account_id: int, order_id: str, dispute: Dispute, at: datetime
) -> None:
    """What its page shows; the same as before is no fact."""
    sums = {"wanted": dispute.wanted, "offered": dispute.offered, "granted": dispute.granted}
    details = {
        "stage": dispute.stage.value,
        "until": dispute.answer_by.isoformat() if dispute.answer_by else None,
        **{name: str(money) if money else None for name, money in sums.items()},
    }
    before = _last(connection, account_id, order_id)
    if before != details:
        record_fact(
            connection, account_id, order_id, at, _DISPUTE, seen_on=_DISPUTE, details=details
        )


def last_stage(connection: Connection, account_id: int, order_id: str) -> DisputeStage | None:
    """Where the dispute about this order stood when it was last seen; None: there was none."""
    before = _last(connection, account_id, order_id)
    return DisputeStage(before["stage"]) if before else None


def record_reminder(
    connection: Connection,
    account_id: int,
    order_id: str,
    of: str,
    deadline: datetime,
    at: datetime,
) -> bool:
    """Whether this is the first reminder of that for this deadline; only then it is a fact."""
    details = {"of": of, "until": deadline.isoformat()}
    facts = facts_of(connection, account_id, order_id)
    if any(fact.kind == _REMINDER and fact.details == details for fact in facts):
        return False
    record_fact(connection, account_id, order_id, at, _REMINDER, details=details)
    return True


def _last(connection: Connection, account_id: int, order_id: str) -> dict[str, str] | None:
    seen = [f for f in facts_of(connection, account_id, order_id) if f.kind == _DISPUTE]
    return dict(seen[-1].details) if seen else None  # type: ignore[arg-type]  # a stage is always there
