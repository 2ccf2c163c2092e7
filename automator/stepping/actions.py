"""Each action on a page, told before it is done.

The journeys know nothing of it: while somebody steps, Playwright's own methods tell first.
"""

import linecache
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from types import FrameType
from typing import Any

from playwright.sync_api import ElementHandle, Keyboard, Locator, Page

import flows
from automator.browser.wrapped_methods import Method, wrapped_methods

_ON_ELEMENTS = ("check", "click", "fill", "press", "select_option", "set_input_files")
ACTIONS: dict[type, tuple[str, ...]] = {
    Locator: _ON_ELEMENTS,
    ElementHandle: _ON_ELEMENTS,
    Page: ("goto",),
    Keyboard: ("press",),
}
"""What changes a page or leaves it; all other methods look."""
_SHOWN = {"goto", "press"}  # what is typed elsewhere may be a secret
_JOURNEYS = Path(flows.__file__).parent
_SELECTOR = re.compile(r"selector='(.*)'>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its method and what it is done to, and the journey's line that does it."""

    method: str
    target: Locator | ElementHandle | Page | Keyboard
    given: str
    line: str
    source: str

    @property
    def told(self) -> str:
        """Such as `click internal:role=button[name="Send"s]`, or `goto` with the address."""
        selector = _SELECTOR.search(repr(self.target)) if isinstance(self.target, Locator) else None
        return " ".join(filter(None, (self.method, selector and selector[1], self.given)))


@contextmanager
def told_before(tell: Callable[[Action], None]) -> Iterator[None]:
    """Meanwhile each action of a journey is told before it is done."""
    with wrapped_methods(ACTIONS, partial(_telling, tell)):
        yield


def _telling(tell: Callable[[Action], None], method: Method) -> Method:
    name = method.__name__

    @wraps(method)
    def told(target: Any, *given: Any, **more: Any) -> Any:
        frame = _of_a_journey(sys._getframe(1))  # noqa: SLF001 - whoever calls does not say so
        if frame and not more.get("trial"):
            file, number = frame.f_code.co_filename, frame.f_lineno
            line = f"{Path(file).relative_to(_JOURNEYS.parent)}:{number}"
            shown = str(given[0]) if given and name in _SHOWN else ""
            tell(Action(name, target, shown, line, linecache.getline(file, number).strip()))
        return method(target, *given, **more)

    return told


def _of_a_journey(frame: FrameType | None) -> FrameType | None:
    """The innermost frame of `flows`; None: a person's click that is passed on, for one."""
    while frame and not Path(frame.f_code.co_filename).is_relative_to(_JOURNEYS):
        frame = frame.f_back
    return frame
