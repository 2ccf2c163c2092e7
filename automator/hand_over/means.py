"""By which ways a person can come to the page of a run, and how long they are waited for."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from automator.hand_over.page_way import HandOverPage
from automator.hand_over.person import PersonOnCall, Way
from automator.hand_over.terminal import CodePrompt
from automator.home import Home
from automator.settings import Settings
from flows.ports import Progress

if TYPE_CHECKING:
    from automator.hand_over.notice import Told

USUAL_S = 600.0


@contextmanager
def person_on_call(
    settings: Settings,
    page: Page,
    progress: Progress,
    told: "Callable[[], Told]",
    *,
    is_awaited: bool = False,
) -> Iterator[PersonOnCall]:
    """Where nothing is set, nobody is waited for unless somebody can be there.

    `told` is with what notices are made. `is_awaited`: a person has asked for this very run, to do
    something in its page, and needs no call.
    """
    ways: list[Way] = []
    call = None
    if settings.channels and not is_awaited:
        from automator.hand_over.notice import Call

        call = Call(told())
        ways.append(call)
    served = HandOverPage(page, Home(settings.home).sessions, settings.account, progress)
    if not settings.headed:  # else the person has its window
        ways.append(served)
    if _is_at_terminal() and sys.platform != "win32":  # a console there can't be looked at
        ways.append(CodePrompt())
    within_s = _within_s(settings) or (USUAL_S if is_awaited else 0.0)
    try:
        yield PersonOnCall(page, within_s, ways, progress)
    finally:
        served.stop()
        if call:
            call.stop()


def _within_s(settings: Settings) -> float:
    if settings.hand_over_s is not None:
        return settings.hand_over_s
    return USUAL_S if settings.headed or _is_at_terminal() else 0.0


def _is_at_terminal() -> bool:
    return sys.stdin.isatty()
