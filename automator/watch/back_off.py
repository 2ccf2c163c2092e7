"""A shop that fails is looked at less and less often, until it answers once."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from automator.ledger import failing_shops
from automator.ledger.account import AccountLedger
from automator.ledger.failing_shops import FailingShop
from automator.ledger.following import WaitingFor
from flows.ports import Clock

_FIRST_PAUSE = timedelta(minutes=15)
_DOUBLED_AT_MOST = 4  # four hours
_JITTER = 0.2
_BEFORE_A_DEADLINE = timedelta(hours=1)
_HAVE_THEIR_TIME = {WaitingFor.PERMISSION, WaitingFor.WINDOW, WaitingFor.DISPUTE}
_ready = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class BackOff:
    """Keeps in the ledger how long the shop of one account is given to recover."""

    ledger: AccountLedger
    clock: Clock

    def pausing(self) -> FailingShop | None:
        """The shop that is not to be looked at yet; None: it may be."""
        shop = self.failing()
        return shop if shop and self.clock.now() < shop.look_from else None

    def failing(self) -> FailingShop | None:
        with self.ledger.telling() as (connection, account_id):
            return failing_shops.failing_shop(connection, account_id)

    def failed(self, why: str) -> FailingShop:
        """Another sweep got no answer; one that somebody wished for meanwhile lengthens nothing."""
        now = self.clock.now()
        before = self.failing()
        if before and now < before.look_from:
            return before
        failures = before.failures + 1 if before else 1
        since = before.since if before else now
        shop = FailingShop(failures, since, self._look_from(now, failures), why)
        with self.ledger.telling() as (connection, account_id):
            failing_shops.record_failure(connection, account_id, shop)
        return shop

    def answered(self) -> None:
        if self.failing():
            with self.ledger.telling() as (connection, account_id):
                failing_shops.forget_failures(connection, account_id)

    def _look_from(self, now: datetime, failures: int) -> datetime:
        """Deadlines do not wait for the shop: there is a look before each, if need be."""
        doubled = 2 ** min(failures - 1, _DOUBLED_AT_MOST)
        pause = _FIRST_PAUSE * float(doubled) * _ready.uniform(1 - _JITTER, 1)
        ahead = [date for date in self._dates() if date > now + _FIRST_PAUSE]
        return min([now + pause, *ahead])

    def _dates(self) -> Iterator[datetime]:
        """When something of what is followed can be done, or for the last time."""
        seen = {order.id: order for order in self.ledger.orders()}
        for entry in self.ledger.followed():
            if entry.next_look_at and entry.waiting_for in _HAVE_THEIR_TIME:
                yield entry.next_look_at
            order = seen.get(entry.order_id)
            for last in (order.deadline, order.dispute_until) if order else ():
                if last:
                    yield last - _BEFORE_A_DEADLINE
