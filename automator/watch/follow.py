"""Sweeping again and again: until nothing is left to follow, or until the seller answered."""

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Protocol

from automator.clock import SystemClock
from automator.ledger.following import WaitingFor
from automator.result import OrderResult
from automator.watch.sweep import Watch
from automator.watch.swept import Swept
from flows.domain.outcomes import Outcome
from flows.errors import BrowserGone, Unreachable

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0
_UNANSWERED = {WaitingFor.PROOF, WaitingFor.SELLER}


class Listener(Protocol):
    """Who hears of it while it goes on, and not only when nothing is left."""

    def news(self, result: OrderResult) -> None:
        """Of an order, in a sweep."""
        ...

    def pauses(self, swept: Swept) -> None:
        """After a sweep that is not the last one."""
        ...

    def goes_on(self) -> None:
        """Before the next one."""
        ...


def follow_until_done(
    watch: Watch, clock: SystemClock, listener: Listener, order_ids: Collection[str] = ()
) -> Swept:
    """Sweep whenever something is due, these orders or all; brings the last word on each.

    A shop that fails later on is waited for; raises `Unreachable` where it fails at once.
    """
    last: dict[str, OrderResult] = {}
    swept = watch.sweep(order_ids)
    while True:
        for result in swept.orders:
            if result.id not in last or result.message != last[result.id].message:
                listener.news(result)
            last[result.id] = result
        again_at = _again_at(watch, order_ids, swept)
        stuck = any(result.outcome is Outcome.NEEDS_PERSON for result in last.values())
        if again_at is None or stuck:
            return replace(swept, orders=list(last.values()))
        listener.pauses(swept)
        while again_at > clock.now():
            clock.pause_until(again_at)
        listener.goes_on()
        swept = _next_sweep(watch, order_ids)


def _again_at(watch: Watch, order_ids: Collection[str], swept: Swept) -> datetime | None:
    """When something is due, or what was left can be gone on with; None: nothing is awaited."""
    followed = watch.ledger.followed(order_ids)
    looks = [entry.next_look_at for entry in followed if entry.next_look_at and entry.is_awaited]
    if not looks:
        return swept.again_at
    return max(min(looks), swept.again_at) if swept.again_at else min(looks)


def _next_sweep(watch: Watch, order_ids: Collection[str]) -> Swept:
    try:
        return watch.sweep(order_ids)
    except Unreachable as error:
        failing = watch.back_off.failed(str(error))
        why = f"{error} {failing.told}"
        return Swept([], None, (), Outcome.UNREACHABLE, why, failing.look_from)


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
        try:
            swept = watch.sweep(waiting)
        except BrowserGone as gone:
            tell(str(gone))
            break
        last.update({result.id: result for result in swept.orders})
    return list(last.values())


def _waiting(watch: Watch, order_ids: Collection[str]) -> list[str]:
    entries = watch.ledger.followed(order_ids)
    return [entry.order_id for entry in entries if entry.waiting_for in _UNANSWERED]
