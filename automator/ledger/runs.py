"""Runs that nobody watches: when each began and how it ended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from automator.ledger.schema import runs
from flows.domain.outcomes import Outcome

_GOOD = {Outcome.DONE, Outcome.PENDING, Outcome.DECLINED, Outcome.REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEntry:
    """One run; `ended_at` None: it is under way, or was killed.

    `due` orders were to be looked at and `read` of them could be; `listed` is how many My Orders
    showed, where it was read to its end; `next_at` is when the schedule runs again, where one does.
    """

    id: int
    command: str
    began_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    message: str | None
    due: int | None
    read: int | None
    listed: int | None = None
    next_at: datetime | None

    @property
    def got_through(self) -> bool:
        """It did its work, whatever sellers and rules said to it."""
        return self.outcome in _GOOD


def begin_run(
    connection: Connection, account_id: int, command: str, at: datetime, due: int | None
) -> int:
    new = insert(runs).values(account_id=account_id, command=command, began_at=at, due=due)
    return int(connection.execute(new.returning(runs.c.id)).scalar_one())


def end_run(
    connection: Connection,
    run_id: int,
    at: datetime,
    outcome: Outcome,
    message: str,
    read: int,
    listed: int | None = None,
) -> None:
    values = {
        "ended_at": at,
        "outcome": outcome.value,
        "message": message,
        "read": read,
        "listed": listed,
    }
    connection.execute(update(runs).where(runs.c.id == run_id).values(**values))


def plan_next_run(connection: Connection, run_id: int, at: datetime) -> None:
    connection.execute(update(runs).where(runs.c.id == run_id).values(next_at=at))


def last_runs(connection: Connection, account_id: int, at_most: int) -> list[RunEntry]:
    """The newest first."""
    query = select(runs).where(runs.c.account_id == account_id).order_by(runs.c.id.desc())
    return [
        RunEntry(
            id=row.id,
            command=row.command,
            began_at=row.began_at,
            ended_at=row.ended_at,
            outcome=Outcome(row.outcome) if row.outcome else None,
            message=row.message,
            due=row.due,
            read=row.read,
            listed=row.listed,
            next_at=row.next_at,
        )
        for row in connection.execute(query.limit(at_most))
    ]
