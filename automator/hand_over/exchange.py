"""What goes to and fro between the run, whose thread has the browser, and the page for a person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Condition
from time import monotonic

from automator.hand_over.person import Ending
from automator.hand_over.wishes import Key, Pointer, Text, Wheel

_MOST_WISHES = 2000  # a hand is slower than the browser; more are dropped
Wished = Pointer | Wheel | Key | Text


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page tells; `ends_at` is on this process's own clock."""

    version: int = 0
    asks: str = ""
    ends_at: float = 0.0
    ending: Ending | None = None

    def told(self) -> dict[str, object]:
        return {
            "version": self.version,
            "asks": self.asks,
            "left_s": None if self.ending else max(round(self.ends_at - monotonic()), 0),
            "solved": self.ending is Ending.SOLVED,
            "ending": self.ending and self.ending.value,
        }


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG of the page, the so manieth."""

    number: int = 0
    content: bytes | None = None


class Exchange:
    """Both threads use it; whoever asks for what is newer waits a while for it."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._shown = Shown()
        self._picture = Picture()
        self._wishes: list[Wished] = []
        self._given_up = False
        self._closed = False

    def begin(self, asks: str, within_s: float) -> None:
        with self._changed:
            version = self._shown.version + 1
            self._shown = Shown(version, asks, monotonic() + within_s)
            self._wishes.clear()
            self._given_up = False
            self._changed.notify_all()

    def end(self, ending: Ending) -> None:
        """No picture is given away from now on, and no wish is taken."""
        with self._changed:
            self._shown = replace(self._shown, version=self._shown.version + 1, ending=ending)
            self._picture = Picture(self._picture.number + 1)
            self._wishes.clear()
            self._changed.notify_all()

    def close(self) -> None:
        """Let go whoever waits for anything."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def show(self, content: bytes) -> None:
        with self._changed:
            if self._shown.ending is None:
                self._picture = Picture(self._picture.number + 1, content)
                self._changed.notify_all()

    def shown(self, after: int, at_most_s: float) -> Shown:
        with self._changed:
            self._wait_for(lambda: self._shown.version != after, at_most_s)
            return self._shown

    def picture(self, after: int, at_most_s: float) -> Picture:
        """The newest; its content is None where there is none to be seen."""
        with self._changed:
            self._wait_for(lambda: self._picture.number != after, at_most_s)
            return self._picture

    def wish(self, wishes: Sequence[Wished]) -> bool:
        """False: nobody is waited for any more."""
        with self._changed:
            if self._shown.ending:
                return False
            self._wishes = [*self._wishes, *wishes][:_MOST_WISHES]
            return True

    def give_up(self) -> None:
        with self._changed:
            self._given_up = True

    def wished(self) -> list[Wished] | None:
        """What was wished since the last time, in its order; None: the person gives up."""
        with self._changed:
            wishes, self._wishes = self._wishes, []
            return None if self._given_up else wishes

    def _wait_for(self, is_so: Callable[[], bool], at_most_s: float) -> None:
        self._changed.wait_for(lambda: self._closed or is_so(), at_most_s)
