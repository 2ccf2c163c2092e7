"""Sweeping again and again: until nothing is left to follow, or until the seller answered."""

import time
from collections.abc import Callable, Collection
from datetime import timedelta
from itertools import count

from automator.clock import SystemClock
from automator.ledger.following import WaitingFor
from automator.result import OrderResult
from automator.watch.sweep import Watch
from flows.domain.outcomes import Outcome

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0
_UNANSWERED = {WaitingFor.PROOF, WaitingFor.SELLER}


def follow_until_done(
    watch: Watch,
    clock: SystemClock,
    tell: Callable[[OrderResult], None],
    order_ids: Collection[str] = (),
) -> list[OrderResult]:
    """Sweep whenever something is due, these orders or all; returns the last word on each."""
    last: dict[str, OrderResult] = {}
    while True:
        for result in watch.sweep(order_ids):
            if result.id not in last or result.message != last[result.id].message:
                tell(result)
            last[result.id] = result
        followed = watch.ledger.followed(order_ids)
        looks = [
            entry.next_look_at for entry in followed if entry.next_look_at and entry.is_awaited
        ]
        stuck = any(result.outcome is Outcome.NEEDS_PERSON for result in last.values())
        if not looks or stuck:
            return list(last.values())
        while min(looks) > clock.now():
            clock.pause_until(min(looks))


def wait_for_answers(
    watch: Watch,
    clock: SystemClock,
    order_ids: Collection[str],
    seconds: float,
    tell: Callable[[str], None],
) -> list[OrderResult]:
    """Look at these orders until each is answered or this much real time has passed.

    `tell` is given a line at the first look, the second, the fourth and so on.
    """
    ends = time.monotonic() + seconds
    pause = _FIRST_PAUSE_S
    last: dict[str, OrderResult] = {}
    for looks in count(1):
        waiting = _waiting(watch, order_ids)
        left = ends - time.monotonic()
        if not waiting or left <= 0:
            break
        if looks.bit_count() == 1:
            tell(f"Waiting for {len(waiting)} answer(s), at most {timedelta(seconds=int(left))}")
        clock.pause(min(pause, left))
        pause = min(pause * 1.5, _LONGEST_PAUSE_S)
        last.update({result.id: result for result in watch.sweep(waiting)})
    return list(last.values())


def _waiting(watch: Watch, order_ids: Collection[str]) -> list[str]:
    entries = watch.ledger.followed(order_ids)
    return [entry.order_id for entry in entries if entry.waiting_for in _UNANSWERED]
