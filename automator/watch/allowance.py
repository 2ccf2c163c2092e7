"""How many pages of the shop may still be loaded: in this sweep, and in any hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from automator.ledger.account import AccountLedger
from automator.ledger.page_loads import add_page_loads, loads_in_last_hour
from flows.ports import Clock

# What a look may load at most: the order from its page and the list, its refund or dispute, a
# sign-in in between. Sending also opens a form, and proves itself by reading again.
FOR_A_LOOK = 8
FOR_AN_ACT = 20
_UNTIL_NEXT_SWEEP = timedelta(minutes=5)


@dataclass
class PageAllowance:
    """Holds the page loads of one account against its limits, across runs.

    `made` tells how many this run has made so far.
    """

    ledger: AccountLedger
    clock: Clock
    per_sweep: int
    per_hour: int
    made: Callable[[], int]

    def __post_init__(self) -> None:
        self._noted = 0  # of those made
        self._before_sweep = 0

    def begin_sweep(self) -> None:
        self.note()
        self._before_sweep = self.made()

    @property
    def in_sweep(self) -> int:
        """How many this sweep has made."""
        return self.made() - self._before_sweep

    def left(self) -> int:
        return max(0, min(self.per_sweep - self.in_sweep, self.left_in_hour()))

    def note(self) -> None:
        """Keep in the ledger what was made since the last time."""
        new = self.made() - self._noted
        if new:
            with self.ledger.telling() as (connection, account_id):
                add_page_loads(connection, account_id, new, self.clock.now())
            self._noted += new

    def why_reached(self) -> str:
        """A sentence: which limit it is that leaves too few."""
        if self.left_in_hour() < self.per_sweep - self.in_sweep:
            return self.why_reached_in_hour
        return f"The limit of {self.per_sweep} page loads in one sweep is reached."

    @property
    def why_reached_in_hour(self) -> str:
        return f"The limit of {self.per_hour} page loads in an hour is reached."

    def again_at(self) -> datetime:
        """When the next sweep has some to make."""
        return self.clock.now() + _UNTIL_NEXT_SWEEP

    def left_in_hour(self) -> int:
        with self.ledger.telling() as (connection, account_id):
            noted = loads_in_last_hour(connection, account_id, self.clock.now())
        return self.per_hour - noted - (self.made() - self._noted)
