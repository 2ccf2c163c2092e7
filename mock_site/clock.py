"""The shop's time: it runs at a rate, and can be wound forward."""

import time
from datetime import UTC, datetime, timedelta

LAST = datetime(2200, 1, 1, tzinfo=UTC)
"""Here the shop's time stands still, long before dates run out."""

FASTEST = 1_000_000.0
"""Shop seconds per real second."""


class Clock:
    """Shop time since `start`, running `rate` shop seconds per real second."""

    def __init__(self, start: datetime, rate: float = 1.0) -> None:
        self._set(start, _checked_rate(rate))

    def now(self) -> datetime:
        """An aware datetime in UTC."""
        passed = (time.monotonic() - self._set_at) * self.rate
        return self._set_to + timedelta(seconds=min(passed, _left(self._set_to)))

    def wind(self, seconds: float) -> None:
        """Go forward by this many shop seconds; raises ValueError for any other way to go."""
        now = self.now()
        if not 0 <= seconds <= _left(now):  # not true of NaN either
            raise ValueError(f"0 to {_left(now):.0f} seconds, for time ends with {LAST:%Y}")
        self._set(now + timedelta(seconds=seconds), self.rate)

    def run_at(self, rate: float) -> None:
        """From now on, let `rate` shop seconds pass per real second; 0 stops the clock."""
        self._set(self.now(), _checked_rate(rate))

    def _set(self, to: datetime, rate: float) -> None:
        self._set_to, self._set_at, self.rate = to, time.monotonic(), rate


def _left(moment: datetime) -> float:
    return (LAST - moment).total_seconds()


def _checked_rate(rate: float) -> float:
    if not 0 <= rate <= FASTEST:
        raise ValueError(f"the rate is {rate}; expected: 0 to {FASTEST:.0f}")
    return rate
