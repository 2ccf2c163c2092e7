"""Which order to open first, where not all of them can be."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from automator.ledger.following import Followed, WaitingFor
from flows.domain.orders import Order

_SOON = timedelta(days=2)
_TO_BE_SENT_OR_PROVEN = {WaitingFor.PERMISSION, WaitingFor.PROOF}


def most_urgent_first(
    entries: Iterable[Followed], seen: Mapping[str, Order], now: datetime
) -> list[Followed]:
    """What is to be sent or proven, then what soon can't be done any more, then the longest due.

    `seen` are the orders as last seen, whose dates count.
    """

    def urgency(entry: Followed) -> tuple[int, datetime]:
        if entry.waiting_for in _TO_BE_SENT_OR_PROVEN:
            return 0, entry.since
        ends = _ends_soon(seen.get(entry.order_id), now)
        return (1, ends) if ends else (2, entry.next_look_at or now)

    return sorted(entries, key=urgency)


def _ends_soon(order: Order | None, now: datetime) -> datetime | None:
    """Whatever ends later waits for its turn, or the longest due would wait for ever."""
    dates = (order.deadline, order.dispute_until) if order else ()
    return min((date for date in dates if date and now < date <= now + _SOON), default=None)
