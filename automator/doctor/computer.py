"""The computer: Python, the browser, a display, the time."""

import platform
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from urllib.parse import urlsplit

from automator.browser.display import has_display
from automator.browser.shop_time import time_told
from automator.clock import make_clock
from automator.doctor.check import Check, ok, problem, unchecked, warning
from automator.settings import Settings
from flows.domain.moments import minute
from flows.domain.outcomes import Outcome
from flows.errors import Unreachable

_OLDEST_PYTHON = (3, 11)
_AT_MOST_OFF = timedelta(minutes=2)
_AT_MOST_S = 5
_COMPARE = "With --live it is compared with the shop's."


def python() -> Check:
    version = platform.python_version()
    if sys.version_info[:2] < _OLDEST_PYTHON:
        return problem("python", f"Python {version} is too old.", "Install Python 3.11 or newer.")
    return ok("python", f"Python {version} on {platform.system()}.")


def browser(settings: Settings) -> Check:
    """Found by looking at files, then started once."""
    from automator.browser.find import BrowserNotFound, find_browser
    from automator.browser.session import BrowserDidNotStart, started_version

    try:
        found = find_browser(headless=not settings.headed, path=settings.browser_path)
    except BrowserNotFound as error:
        return problem("browser", f"{error}.", "Or let `make demo` install one.")
    try:
        version = started_version(found)
    except BrowserDidNotStart as error:
        to_do = "Set UNBUY_BROWSER_PATH to a browser that starts."
        return problem("browser", str(error), to_do, Outcome.FAILED)
    told = f"{found.name} {version} at {found.executable} starts."
    if found.warning:
        to_do = "Run it as an ordinary user."
        return warning("browser", f"{told} But {found.warning}.", to_do)
    return ok("browser", told)


def display(settings: Settings) -> Check:
    if has_display():
        return ok("display", "There is one, for a visible browser.")
    if settings.headed:
        to_do = "Leave out --headed (or UNBUY_HEADED), or run it under xvfb-run."
        return problem("display", "A visible browser is wanted, and there is no display.", to_do)
    return ok("display", "There is none, which only a visible browser (--headed) needs.")


def clock(settings: Settings, *, live: bool) -> Check:
    """The system's time beside the shop's, which stands in the header of any answer.

    The shop is asked only where it is opened anyway.
    """
    if settings.clock_url:
        try:
            now = make_clock(settings.clock_url).now()
        except Unreachable as error:
            to_do = "Start that practice shop, or unset UNBUY_CLOCK_URL."
            return problem("clock", str(error), to_do, Outcome.UNREACHABLE)
        return ok("clock", f"A practice shop's time is used: {minute(now)}.")
    if not live:
        return unchecked("clock", f"It says {minute(datetime.now(UTC))}.", _COMPARE)
    host = urlsplit(settings.shop_url).netloc
    theirs = _told_by(settings.shop_url)
    if theirs is None:
        return unchecked("clock", f"{host} told no time to compare with.")
    ours = datetime.now(UTC)
    if abs(ours - theirs) <= _AT_MOST_OFF:
        return ok("clock", f"It agrees with {host}: {minute(ours)}.")
    told = f"It says {minute(ours)}, and {host} says {minute(theirs)}."
    to_do = "Set the system's clock: deadlines are held against it."
    return problem("clock", told, to_do, Outcome.NEEDS_PERSON)


def _told_by(url: str) -> datetime | None:
    ask = urllib.request.Request(url, method="HEAD")  # noqa: S310 - settings take http(s) only
    try:
        with urllib.request.urlopen(ask, timeout=_AT_MOST_S) as answer:  # noqa: S310 - the same
            return time_told(answer.headers["Date"])
    except urllib.error.HTTPError as refusal:  # which has a date as well
        refusal.close()
        return time_told(refusal.headers["Date"])
    except (OSError, HTTPException):
        return None
