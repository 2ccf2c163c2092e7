"""`--pause-on-error`: the browser stays at the failure, for a person to look around in."""

import sys
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from flows.domain.outcomes import Outcome
from flows.errors import FlowError

Hold = Callable[[Exception], None]
_NO_FAILURE = {Outcome.REFUSED}


def let_go(error: Exception) -> None:
    """A `Hold` that keeps nothing: the run ends."""
    del error


def held_open(page: Page) -> Hold:
    """Keep the page and Playwright's inspector until the person closes one or presses "Resume"."""

    def hold(error: Exception) -> None:
        if isinstance(error, FlowError) and error.outcome in _NO_FAILURE:
            return
        sys.stderr.write(
            f"  Stopped: {error}\n  The browser stays as it is. Press Resume in Playwright's"
            " inspector, or close the window, and the run ends.\n"
        )
        sys.stderr.flush()
        with suppress(PlaywrightError):  # it was closed
            page.pause()

    return hold
