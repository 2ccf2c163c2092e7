"""Facts in time order: what was seen and done, never changed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from automator.ledger.schema import facts


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing seen or done; `seen_on` is the page, None for our own doing."""

    at: datetime
    kind: str
    seen_on: str | None
    details: Mapping[str, str | None]


def record_fact(
    connection: Connection,
    account_id: int,
    order_id: str,
    at: datetime,
    kind: str,
    *,
    seen_on: str | None = None,
    details: Mapping[str, str | None],
) -> None:
    connection.execute(
        insert(facts).values(
            account_id=account_id,
            order_id=order_id,
            at=at,
            kind=kind,
            seen_on=seen_on,
            details=dict(details),
        )
    )


def facts_of(connection: Connection, account_id: int, order_id: str) -> list[Fact]:
    """Everything known of one order, oldest first."""
    query = (
        select(facts)
        .where(facts.c.account_id == account_id, facts.c.order_id == order_id)
        .order_by(facts.c.id)
    )
    return [Fact(r.at, r.kind, r.seen_on, r.details) for r in connection.execute(query)]
