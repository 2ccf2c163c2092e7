"""Moments as sentences and documents tell them."""

from datetime import date, datetime


def minute(at: datetime) -> str:
    """To the minute: "2026-03-02 09:00 UTC"."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def iso(at: date | datetime) -> str:
    """ISO 8601, with a Z where the time is in UTC: "2026-03-02T09:00:00Z"."""
    return at.isoformat().replace("+00:00", "Z")


def whole_minute(at: datetime) -> datetime:
    """The minute that a moment is in, as pages print it."""
    return at.replace(second=0, microsecond=0)
