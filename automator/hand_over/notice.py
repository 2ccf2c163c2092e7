"""The person is called through the channels of notices, at once, and told when it is over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from queue import Queue
from threading import Thread

from automator.account_lock import Busy, notices_lock
from automator.hand_over.person import Ending
from automator.home import Home
from automator.ledger.account import AccountLedger
from automator.ledger.notices import Incident, Over
from automator.ledger.trouble import LedgerError
from automator.notify.delivery import Notifier
from automator.notify.incidents import wall_met, wall_removed
from automator.settings import Settings
from flows.errors import FlowError
from flows.ports import Clock, Wall

_ENDS_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Told:
    """With what notices are made; `picture` keeps one of the page and gives its file, if it can."""

    settings: Settings
    ledger: Callable[[], AccountLedger]
    clock: Clock
    picture: Callable[[], str | None]
    warn: Callable[[str], None]


class Call:
    """Told beside the run, in a thread of its own: a slow channel keeps nobody from the page."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._news: Queue[Incident | Over | None] = Queue()
        self._thread: Thread | None = None

    def open(self, wall: Wall, within_s: float) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._tell_all, daemon=True)
            self._thread.start()
        until = self._told.clock.now() + timedelta(seconds=within_s)
        self._news.put(wall_met(wall.asks, until, self._told.picture()))

    def turn(self, wall: Wall) -> bool:
        del wall
        return True

    def close(self, ending: Ending) -> None:
        if ending is Ending.SOLVED:
            self._news.put(wall_removed())

    def stop(self) -> None:
        """At the end of the run: what is to be told is told first, within a time."""
        if self._thread:
            self._news.put(None)
            self._thread.join(_ENDS_WITHIN_S)

    def _tell_all(self) -> None:
        while one := self._news.get():
            try:
                self._tell(one)
            except (FlowError, LedgerError, Busy) as trouble:
                self._told.warn(f"A notice could not be sent: {trouble}")

    def _tell(self, one: Incident | Over) -> None:
        settings = self._told.settings
        with notices_lock(Home(settings.home).sessions, settings.account):
            notifier = Notifier(
                self._told.ledger(), settings.channels, self._told.clock.now, self._told.warn
            )
            notifier.take([one])
            notifier.send_due()
