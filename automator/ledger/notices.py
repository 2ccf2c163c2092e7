"""Notices: what happened, whom it was told, and what is still to be told."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Row, insert, select, update

from automator.ledger.facts import Fact
from automator.ledger.put import put
from automator.ledger.schema import deliveries, facts, notice_marks, notices
from automator.notify_settings import Level

TELLINGS = ("new", "changed", "over")
DELIVERY_STATES = ("due", "intended", "sent", "dropped")
_WAITING = ("due", "intended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something to tell; its key is what makes it the same one at the next look.

    `state` changes when it is worth telling anew, such as another deadline. One that lasts is told
    as over some day. `act_by` is the last moment for the next step, `picture` a file.
    """

    key: str
    level: Level
    title: str
    why: str
    state: str = ""
    lasts: bool = False
    next_step: str | None = None
    order_id: str | None = None
    act_by: datetime | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """What lasted under this key, if anything did, is over."""

    key: str


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact of which no notice was made yet."""

    id: int
    order_id: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Notice:
    """An incident as kept; `over_at` None: not over, or of the kind that never is."""

    id: int
    episode: int
    incident: Incident
    opened_at: datetime
    over_at: datetime | None

    @property
    def tag(self) -> str:
        """The same in every message about it, such as `#a1b2c3`."""
        digest = sha256(f"{self.incident.key} {self.episode} {self.opened_at}".encode())
        return f"#{digest.hexdigest()[:6]}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way; `telling` is new, changed or over.

    `perhaps_sent`: an earlier run ended between sending it and noting that, or had no answer.
    """

    id: int
    channel: str
    telling: str
    tries: int
    notice: Notice
    perhaps_sent: bool


def new_facts(connection: Connection, account_id: int) -> list[NewFact]:
    """Facts since the last time, oldest first."""
    mark = select(notice_marks.c.fact_id).where(notice_marks.c.account_id == account_id)
    query = select(facts).where(facts.c.account_id == account_id)
    query = query.where(facts.c.id > (connection.scalar(mark) or 0)).order_by(facts.c.id)
    return [
        NewFact(row.id, row.order_id, Fact(row.at, row.kind, row.seen_on, row.details))
        for row in connection.execute(query)
    ]


def mark_facts(connection: Connection, account_id: int, fact_id: int) -> None:
    put(connection, notice_marks, {"account_id": account_id}, {"fact_id": fact_id})


def open_notices(connection: Connection, account_id: int) -> list[Notice]:
    """Those that last, oldest first."""
    query = select(notices).where(notices.c.account_id == account_id, notices.c.lasts.is_(True))
    rows = connection.execute(query.where(notices.c.over_at.is_(None)).order_by(notices.c.id))
    return [_notice(row) for row in rows]


def last_notice(connection: Connection, account_id: int, key: str) -> Notice | None:
    """The newest episode of this incident; None: there was none."""
    query = select(notices).where(notices.c.account_id == account_id, notices.c.key == key)
    row = connection.execute(query.order_by(notices.c.episode.desc())).first()
    return _notice(row) if row else None


def open_notice(
    connection: Connection, account_id: int, incident: Incident, episode: int, at: datetime
) -> Notice:
    connection.execute(
        insert(notices).values(
            account_id=account_id,
            key=incident.key,
            episode=episode,
            opened_at=at,
            **_columns(incident),
        )
    )
    kept = last_notice(connection, account_id, incident.key)
    if kept is None:
        raise LookupError(incident.key)
    return kept


def change_notice(connection: Connection, notice: Notice, incident: Incident) -> Notice:
    """The same incident has another level, state or deadline."""
    change = update(notices).where(notices.c.id == notice.id)
    connection.execute(change.values(**_columns(incident)))
    return replace(notice, incident=incident)


def close_notice(connection: Connection, notice: Notice, at: datetime) -> None:
    connection.execute(update(notices).where(notices.c.id == notice.id).values(over_at=at))


def add_delivery(
    connection: Connection, notice: Notice, channel: str, telling: str, not_before: datetime
) -> None:
    """Tell this channel; an older message about it that is still due is replaced."""
    drop_deliveries(connection, notice, channel)
    mine = (deliveries.c.notice_id == notice.id) & (deliveries.c.channel == channel)
    before = len(connection.execute(select(deliveries.c.id).where(mine)).all())
    connection.execute(
        insert(deliveries).values(
            notice_id=notice.id,
            channel=channel,
            revision=before,
            telling=telling,
            state="due",
            not_before=not_before,
            tries=0,
        )
    )


def drop_deliveries(connection: Connection, notice: Notice, channel: str) -> None:
    """What is still due is not told any more."""
    connection.execute(
        update(deliveries)
        .where(deliveries.c.notice_id == notice.id, deliveries.c.channel == channel)
        .where(deliveries.c.state == "due")
        .values(state="dropped")
    )


def was_told(connection: Connection, notice: Notice, channel: str) -> bool:
    """Whether this channel has, or may have, a message about it."""
    query = select(deliveries.c.id).where(
        deliveries.c.notice_id == notice.id,
        deliveries.c.channel == channel,
        deliveries.c.state.in_(("intended", "sent")),
    )
    return connection.execute(query).first() is not None


def due_deliveries(
    connection: Connection, account_id: int, channel: str, now: datetime
) -> list[Delivery]:
    """What is to be told now, oldest first."""
    query = (
        select(deliveries, notices)
        .join(notices, notices.c.id == deliveries.c.notice_id)
        .where(notices.c.account_id == account_id, deliveries.c.channel == channel)
        .where(deliveries.c.state.in_(_WAITING), deliveries.c.not_before <= now)
        .order_by(deliveries.c.id)
        .with_only_columns(
            deliveries.c.id.label("delivery_id"),
            deliveries.c.telling,
            deliveries.c.tries,
            deliveries.c.state.label("delivery_state"),
            *notices.c,
        )
    )
    return [
        Delivery(
            row.delivery_id,
            channel,
            row.telling,
            row.tries,
            _notice(row),
            row.delivery_state == "intended",
        )
        for row in connection.execute(query)
    ]


def intend_deliveries(connection: Connection, due: Iterable[Delivery], at: datetime) -> None:
    _set(connection, due, state="intended", intended_at=at)


def deliveries_sent(connection: Connection, due: Iterable[Delivery], at: datetime) -> None:
    _set(connection, due, state="sent", sent_at=at)


def delay_deliveries(
    connection: Connection, due: Sequence[Delivery], until: datetime, doubtful: Collection[int] = ()
) -> None:
    """The channel took none of them: they are tried again then, and not before.

    Of the doubtful ones, by their ids, nobody knows whether they arrived.
    """
    _set(connection, due, not_before=until, tries=max(one.tries for one in due) + 1)
    _set(connection, (one for one in due if one.id not in doubtful), state="due")


def _set(connection: Connection, due: Iterable[Delivery], **values: object) -> None:
    ids = [one.id for one in due]
    connection.execute(update(deliveries).where(deliveries.c.id.in_(ids)).values(**values))


def _columns(incident: Incident) -> dict[str, object]:
    return {
        name: getattr(incident, name) for name in Incident.__dataclass_fields__ if name != "key"
    }


def _notice(row: Row[tuple[object, ...]]) -> Notice:
    fields = {name: getattr(row, name) for name in Incident.__dataclass_fields__}
    incident = Incident(**{**fields, "level": Level(row.level)})
    return Notice(row.id, row.episode, incident, row.opened_at, row.over_at)
