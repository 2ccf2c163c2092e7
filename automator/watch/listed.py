"""What the list alone tells of a followed order that is due, so that its pages are left alone."""

from dataclasses import replace
from datetime import datetime

from automator.ledger.following import Followed, WaitingFor
from automator.watch.when import next_look
from flows.domain.orders import Order, Status
from flows.domain.refunds import Refund


def looked_at_in_list(
    entry: Followed, card: Order, last: Order | None, refund: Refund | None, now: datetime
) -> Followed | None:
    """The entry with its next look; None: the order has to be opened.

    The list is enough while it shows what was seen last and a date that an earlier look found is
    still ahead: whatever happens without anybody's doing happens at that date.
    """
    ends = _ends(entry, card, last, refund)
    if ends is None or ends <= now:
        return None
    return replace(entry, next_look_at=next_look(entry.waiting_for, entry.since, now, ends))


def _ends(
    entry: Followed, card: Order, last: Order | None, refund: Refund | None
) -> datetime | None:
    if entry.waiting_for is WaitingFor.SELLER and card.status is Status.CANCEL_REQUESTED:
        return last.deadline if last and last.status is card.status else None
    if entry.waiting_for is WaitingFor.REFUND and refund and card.refund_stage is refund.stage:
        return refund.due
    return None
