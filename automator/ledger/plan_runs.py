"""Runs of plans, and how much was done: what a limit is held against, whatever was killed between.

An order counts once for each time that a cancellation of it may have been sent, or once where it
was only planned. What surely was not sent does not count.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, func, select

from automator.ledger.put import put
from automator.ledger.schema import attempts, facts, plan_runs
from flows.domain.acts import Act
from flows.ports import AttemptState

GONE_ON_WITH_FOR = timedelta(days=1)  # a run that never came to its end is not for ever


@dataclass(frozen=True, slots=True)
class PlanRun:
    """One run: what was newest in the ledger when it began."""

    after_attempt: int
    after_fact: int


class PlanRuns:
    """The runs of one account's plans, each by the name of its plan."""

    def __init__(self, engine: Engine, account_id: int) -> None:
        self._engine = engine
        self._account_id = account_id

    def under_way(self, plan: str, now: datetime) -> PlanRun:
        """The run that was broken off a short while ago, or else one that begins now."""
        with self._engine.connect() as connection:
            return self._broken_off(connection, plan, now) or self._fresh(connection)

    def begin(self, plan: str, now: datetime) -> PlanRun:
        """The same, kept."""
        with self._engine.begin() as connection:
            if run := self._broken_off(connection, plan, now):
                return run
            run = self._fresh(connection)
            key = {"account_id": self._account_id, "plan": plan}
            places = {"after_attempt": run.after_attempt, "after_fact": run.after_fact}
            put(connection, plan_runs, key, {"began_at": now, "ended_at": None, **places})
            return run

    def end(self, plan: str, now: datetime) -> None:
        """It came to its end, so that the next one begins anew."""
        with self._engine.begin() as connection:
            key = {"account_id": self._account_id, "plan": plan}
            put(connection, plan_runs, key, {"ended_at": now})

    def done_in(self, run: PlanRun) -> int:
        return self._done(attempts.c.id > run.after_attempt, facts.c.id > run.after_fact)

    def done_since(self, at: datetime) -> int:
        return self._done(attempts.c.intended_at > at, facts.c.at > at)

    def _done(self, sent: ColumnElement[bool], planned: ColumnElement[bool]) -> int:
        all_sent = select(attempts.c.order_id).where(
            attempts.c.account_id == self._account_id,
            attempts.c.act == Act.CANCEL,
            attempts.c.state != AttemptState.NOT_SENT,
            sent,
        )
        all_planned = select(facts.c.order_id).where(
            facts.c.account_id == self._account_id, facts.c.kind == "cancellation_planned", planned
        )
        with self._engine.connect() as connection:
            orders = list(connection.scalars(all_sent))
            return len(orders) + len(set(connection.scalars(all_planned)) - set(orders))

    def _broken_off(self, connection: Connection, plan: str, now: datetime) -> PlanRun | None:
        row = connection.execute(
            select(plan_runs).where(
                plan_runs.c.account_id == self._account_id,
                plan_runs.c.plan == plan,
                plan_runs.c.ended_at.is_(None),
                plan_runs.c.began_at > now - GONE_ON_WITH_FOR,
            )
        ).first()
        return PlanRun(row.after_attempt, row.after_fact) if row else None

    def _fresh(self, connection: Connection) -> PlanRun:
        attempt = connection.scalar(select(func.max(attempts.c.id)))
        return PlanRun(attempt or 0, connection.scalar(select(func.max(facts.c.id))) or 0)
