"""When to look at a followed order again: soon at first, then less often, never past a deadline."""

import random
from datetime import datetime, timedelta

from automator.ledger.following import WaitingFor

_SHARE_OF_THE_WAIT = 0.1
_SOONEST = timedelta(minutes=1)
_LATEST = timedelta(hours=2)
_WHERE_DAYS_PASS = timedelta(hours=12)
_JITTER = 0.1
_ready = random.SystemRandom()


def next_look(
    waiting_for: WaitingFor, since: datetime, now: datetime, deadline: datetime | None = None
) -> datetime | None:
    """None: the shop has nothing more to show for it.

    Money that was sent shows nowhere in the shop; it is asked about once, when it should be there.
    A countdown shows whole minutes, so what it announces has happened a minute after its end.
    """
    is_ahead = deadline is not None and deadline > now
    if waiting_for is WaitingFor.ARRIVAL:
        return deadline + _SOONEST if deadline and is_ahead else None
    if waiting_for is WaitingFor.NOTHING:
        return None
    pause = _WHERE_DAYS_PASS
    if waiting_for not in {WaitingFor.REFUND, WaitingFor.DISPUTE}:
        pause = min(max((now - since) * _SHARE_OF_THE_WAIT, _SOONEST), _LATEST)
    look = now + pause * _ready.uniform(1 - _JITTER, 1 + _JITTER)
    return min(look, deadline + _SOONEST) if deadline and is_ahead else look
