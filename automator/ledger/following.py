"""What is followed until the money is back: a row per order, not a sleeping process."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Row, select

from automator.ledger.facts import record_fact
from automator.ledger.put import put
from automator.ledger.schema import followed
from flows.domain.cancellation import Reason
from flows.seller_answer import Answer, AnswerKind


class WaitingFor(StrEnum):
    """What the next look at a followed order is for; the last needs no look any more.

    ARRIVAL: the shop has sent the money, which is awaited until its due date or the buyer's word.
    PERMISSION: a planned cancellation waits until the shop allows it. DISPUTE: one runs. WINDOW:
    the shop owes no answer; the buyer is reminded before a dispute can no longer be opened.
    """

    PERMISSION = "permission"
    PROOF = "proof"
    SELLER = "seller"
    DISPUTE = "dispute"
    WINDOW = "window"
    REFUND = "refund"
    ARRIVAL = "arrival"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Followed:
    """One followed order; `next_look_at` is None when the shop has nothing more to show.

    `note` is what a planned cancellation will say to the seller.
    """

    order_id: str
    waiting_for: WaitingFor
    since: datetime
    next_look_at: datetime | None
    reason: Reason | None = None
    requested_at: datetime | None = None
    answer: AnswerKind | None = None
    answered_at: datetime | None = None
    note: str | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether something is awaited from the shop; else there is at most a date to keep."""
        keeps_a_date = self.waiting_for in {WaitingFor.WINDOW, WaitingFor.ARRIVAL}
        return self.next_look_at is not None and not keeps_a_date


def follow(connection: Connection, account_id: int, entry: Followed) -> None:
    """Follow this order from now on, or change what it waits for."""
    put(
        connection,
        followed,
        {"account_id": account_id, "order_id": entry.order_id},
        {
            "waiting_for": entry.waiting_for,
            "since": entry.since,
            "next_look_at": entry.next_look_at,
            "reason": entry.reason,
            "requested_at": entry.requested_at,
            "answer": entry.answer,
            "answered_at": entry.answered_at,
            "note": entry.note,
        },
    )


def followed_orders(
    connection: Connection, account_id: int, order_ids: Collection[str] = ()
) -> list[Followed]:
    """Those that are still to be looked at; with ids, these ones in whatever state."""
    query = select(followed).where(followed.c.account_id == account_id)
    if order_ids:
        query = query.where(followed.c.order_id.in_(order_ids))
    else:
        query = query.where(followed.c.next_look_at.is_not(None))
    rows = connection.execute(query.order_by(followed.c.next_look_at, followed.c.order_id))
    return [_followed(row) for row in rows]


def record_answer(
    connection: Connection, account_id: int, order_id: str, answer: Answer, at: datetime
) -> None:
    """The seller's answer as a fact."""
    given = answer.at.isoformat() if answer.at else None
    record_fact(
        connection,
        account_id,
        order_id,
        at,
        "seller_answer",
        seen_on="detail",
        details={"answer": answer.kind.value, "given_at": given},
    )


def _followed(row: Row[tuple[object, ...]]) -> Followed:
    return Followed(
        order_id=row.order_id,
        waiting_for=WaitingFor(row.waiting_for),
        since=row.since,
        next_look_at=row.next_look_at,
        reason=Reason(row.reason) if row.reason else None,
        requested_at=row.requested_at,
        answer=AnswerKind(row.answer) if row.answer else None,
        answered_at=row.answered_at,
        note=row.note,
    )
