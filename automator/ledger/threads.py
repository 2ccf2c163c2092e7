"""The messages of an order as facts: each one once, however often its thread is read."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from automator.ledger.facts import facts_of, record_fact
from flows.domain.messages import Message

_KIND = "message"


def record_messages(
    connection: Connection,
    account_id: int,
    order_id: str,
    messages: Iterable[Message],
    at: datetime,
) -> None:
    """Keep those that were not read before; equal ones within a minute count by their number."""
    known = Counter(
        tuple(fact.details.get(name) for name in ("from", "written_at", "text"))
        for fact in facts_of(connection, account_id, order_id)
        if fact.kind == _KIND
    )
    for message in messages:
        details = _details(message)
        key = (details["from"], details["written_at"], details["text"])
        if known[key]:
            known[key] -= 1
            continue
        record_fact(connection, account_id, order_id, at, _KIND, seen_on="thread", details=details)


def _details(message: Message) -> dict[str, str | None]:
    return {
        "from": message.sender.value,
        "written_at": message.at.isoformat(),
        "text": message.text,
        "files": ", ".join(message.files) or None,
    }
