"""Whether the system's clock is right, by what the shop's server says of the time."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from playwright.sync_api import Page, Response

_TOLERATED = timedelta(minutes=10)


def time_told(date: str | None, age_s: str = "0") -> datetime | None:
    """The time in the `Date` header of an answer that was kept for so many seconds; None: none."""
    try:
        told = parsedate_to_datetime(date or "")
        return told.replace(tzinfo=told.tzinfo or UTC) + timedelta(seconds=int(age_s))
    except (ValueError, OverflowError):
        return None


def wrong_clock(headers: Mapping[str, str], now: datetime) -> str | None:
    """A sentence where an answer with these headers shows that `now` is not; None: all is well.

    An answer that a cache has kept for a while says for how many seconds.
    """
    shops = time_told(headers.get("date"), headers.get("age", "0"))
    if shops is None or abs(now - shops) <= _TOLERATED:
        return None
    minutes = round(abs(now - shops) / timedelta(minutes=1))
    direction = "ahead of" if now > shops else "behind"
    return (
        f"This computer's clock is {minutes} minutes {direction} the shop's. Set it right:"
        " deadlines and due dates are held against it."
    )


def check_clock(page: Page, now: Callable[[], datetime], warn: Callable[[str], None]) -> None:
    """Hold the clock against the first answer that this page gets."""

    def answered(response: Response) -> None:
        if warning := wrong_clock(response.headers, now()):
            warn(warning)

    page.once("response", answered)
