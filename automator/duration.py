"""Spans of time as people write them."""

import re
from datetime import timedelta

_SPAN = re.compile(r"(\d{1,5})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def span(text: str) -> timedelta:
    """The span in "10s", "5m", "2h" or "3d"; raises ValueError."""
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError("write 10s, 5m, 2h or 3d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def span_words(given: timedelta) -> str:
    """The same as it is written, in the largest unit that takes no fraction."""
    seconds = int(given.total_seconds())
    for letter, length in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds and seconds % length == 0:
            return f"{seconds // length}{letter}"
    return f"{seconds}s"
