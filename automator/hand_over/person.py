"""Calling a person to the page of a run, and waiting until they have removed what stands there."""

from collections.abc import Sequence
from enum import Enum
from time import monotonic
from typing import Protocol

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from flows.ports import Progress, Wall

_LOOK_EVERY_MS = 40


class Ending(Enum):
    """How a wait for a person ended."""

    SOLVED = "Solved: the run goes on."
    LATE = "Nobody solved it in time: the run ends here, and nothing more is sent."
    GIVEN_UP = "It was given up: the run ends here, and nothing more is sent."


class Way(Protocol):
    """One way for a person to get at the page, from `open` to `close`."""

    def open(self, wall: Wall, within_s: float) -> None: ...

    def turn(self, wall: Wall) -> bool:
        """Do what the person wished since the last turn; False: they give up."""
        ...

    def close(self, ending: Ending) -> None: ...


class PersonOnCall:
    """A `flows.ports.OnCall` who has `within_s` seconds for each wall; none at all: never comes.

    Whoever did not come, or gave up, is not called again by the same run.
    """

    def __init__(
        self, page: Page, within_s: float, ways: Sequence[Way], progress: Progress
    ) -> None:
        self._page = page
        self._within_s = within_s
        self._ways = ways
        self._progress = progress

    @property
    def is_there(self) -> bool:
        return self._within_s > 0

    def get_past(self, wall: Wall) -> bool:
        if not self.is_there:
            return False
        self._progress.step(f"{wall.asks} A person has {in_words(self._within_s)} for it.")
        ending = Ending.GIVEN_UP
        try:
            for way in self._ways:
                way.open(wall, self._within_s)
            ending = self._wait(wall)
        finally:
            for way in self._ways:
                way.close(ending)
        self._progress.step(ending.value)
        if ending is not Ending.SOLVED:
            self._within_s = 0
        return ending is Ending.SOLVED

    def _wait(self, wall: Wall) -> Ending:
        until = monotonic() + self._within_s
        try:
            while not wall.is_gone():
                if monotonic() > until:
                    return Ending.LATE
                if not all(way.turn(wall) for way in self._ways):
                    return Ending.GIVEN_UP
                self._page.wait_for_timeout(_LOOK_EVERY_MS)  # what the browser does is heard here
        except PlaywrightError:
            if self._page.is_closed():  # by the person, who was given its window
                return Ending.GIVEN_UP
            raise
        return Ending.SOLVED


def in_words(seconds: float) -> str:
    """A length of time as people say it, such as "10 minutes"."""
    amount, unit = (seconds / 60, "minutes") if seconds >= 2 * 60 else (seconds, "seconds")
    return f"{amount:.0f} {unit}"
