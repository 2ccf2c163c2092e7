"""Sentences for what only the heavy libraries raise."""

import sys
import traceback

from playwright.sync_api import Error as PlaywrightError

from automator.browser.find import BrowserNotFound
from automator.browser.session import BrowserDidNotStart
from automator.ledger.trouble import LedgerError, LedgerFailed, LedgerHeld
from flows.domain.outcomes import Outcome


def told_trouble(error: BaseException, notes: str, *, verbose: bool) -> tuple[Outcome, str]:
    """The outcome and the sentence; with -v the traceback goes to stderr as well."""
    if isinstance(error, LedgerHeld):
        return Outcome.BUSY, str(error)
    if isinstance(error, LedgerFailed):
        return Outcome.FAILED, f"{error} {notes}".strip()
    if isinstance(error, LedgerError | BrowserNotFound):
        return Outcome.USAGE, str(error)
    if isinstance(error, BrowserDidNotStart):
        return Outcome.FAILED, str(error)
    if verbose:
        traceback.print_exception(error, file=sys.stderr)
    what = str(error).splitlines()[0] if str(error) else type(error).__name__
    who = "The browser broke off" if isinstance(error, PlaywrightError) else "This is our fault"
    return Outcome.FAILED, f"{who}: {what} (-v shows where). {notes}".strip()
