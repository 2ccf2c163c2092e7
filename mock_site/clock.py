"""The shop's time: it runs at a rate, and can be wound forward."""

import time
from datetime import datetime, timedelta


class Clock:
    """Shop time since `start`, running `rate` shop seconds per real second."""

    def __init__(self, start: datetime, rate: float = 1.0) -> None:
        self._set_to = start
        self._set_at = time.monotonic()
        self.rate = rate

    def now(self) -> datetime:
        """An aware datetime in UTC."""
        return self._set_to + timedelta(seconds=(time.monotonic() - self._set_at) * self.rate)

    def wind(self, seconds: float) -> None:
        """Go forward by this many shop seconds."""
        self._set(self.now() + timedelta(seconds=seconds), self.rate)

    def run_at(self, rate: float) -> None:
        """From now on, let `rate` shop seconds pass per real second; 0 stops the clock."""
        self._set(self.now(), rate)

    def _set(self, to: datetime, rate: float) -> None:
        self._set_to, self._set_at, self.rate = to, time.monotonic(), rate
