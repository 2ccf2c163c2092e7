"""The time: the system's, or the storefront's where its control clock is configured."""

import json
import time
import urllib.request
from datetime import UTC, datetime
from http.client import HTTPException

from flows.errors import Unreachable

_CLOCK_PATH = "/_control/clock"
_LONGEST_PAUSE_S = 60.0
_WOUND_CLOCK_PAUSE_S = 0.25


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def pause_until(self, moment: datetime) -> None:
        """Wait until then, though not longer than a minute at a time: clocks get set."""
        self.pause(min(max((moment - self.now()).total_seconds(), 0), _LONGEST_PAUSE_S))


class StorefrontClock(SystemClock):
    """The practice shop's time, which is wound or runs at a rate (`GET /_control/clock`)."""

    def __init__(self, url: str) -> None:
        self._url = url if url.endswith(_CLOCK_PATH) else url.rstrip("/") + _CLOCK_PATH

    def now(self) -> datetime:
        return self._read()[0]

    def pause_until(self, moment: datetime) -> None:
        """Look at the clock often: it is wound at any time, or runs fast."""
        now, rate = self._read()
        left = (moment - now).total_seconds()
        self.pause(min(max(left / rate if rate else left, 0), _WOUND_CLOCK_PAUSE_S))

    def _read(self) -> tuple[datetime, float]:
        """The shop's time and how many of its seconds pass in a real one."""
        try:
            with urllib.request.urlopen(self._url, timeout=5) as answer:  # noqa: S310 - settings take http(s) on loopback only
                read = json.load(answer)
            return datetime.fromisoformat(read["now"]), float(read["rate"])
        except (OSError, HTTPException, ValueError, TypeError, KeyError) as error:
            raise Unreachable(f"UNBUY_CLOCK_URL={self._url} gives no time: {error}") from error


def make_clock(url: str | None) -> SystemClock:
    return StorefrontClock(url) if url else SystemClock()
