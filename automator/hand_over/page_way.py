"""The page on this machine's own address, for a run whose browser nobody sees."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from automator.hand_over.exchange import Exchange
from automator.hand_over.live import LivePage
from automator.hand_over.person import Ending
from flows.ports import Progress, Wall

if TYPE_CHECKING:
    from automator.hand_over.rendezvous import Rendezvous
    from automator.hand_over.server import HandOverServer


class HandOverPage:
    """Served from the first wall on, so that a page that is open tells how it ended."""

    def __init__(self, page: Page, folder: Path, account: str, progress: Progress) -> None:
        self._exchange = Exchange()
        self._live = LivePage(page, self._exchange)
        self._folder = folder
        self._account = account
        self._progress = progress
        self._served: tuple[HandOverServer, Rendezvous] | None = None

    def open(self, wall: Wall, within_s: float) -> None:
        self._exchange.begin(wall.asks, within_s)
        self._live.start()
        server, rendezvous = self._serve()
        rendezvous.begin(wall.asks, within_s)
        self._progress.step("`unbuy hand-over` on this machine gives the page to a person.")
        if sys.stderr.isatty():  # never into a log: the address lets in whoever has it
            sys.stderr.write(f"  Or open {server.new_address()}\n")

    def turn(self, wall: Wall) -> bool:
        del wall
        wishes = self._exchange.wished()
        self._live.follow()
        if wishes:
            self._live.play(wishes)
        return wishes is not None

    def close(self, ending: Ending) -> None:
        self._live.stop()
        self._exchange.end(ending)
        if self._served:
            self._served[1].end()

    def stop(self) -> None:
        """At the end of the run."""
        if self._served:
            self._served[0].stop()

    def _serve(self) -> "tuple[HandOverServer, Rendezvous]":
        if self._served is None:
            from automator.hand_over.rendezvous import Rendezvous
            from automator.hand_over.server import HandOverServer

            server = HandOverServer(self._exchange)
            server.start()
            self._served = server, Rendezvous(self._folder, self._account, server)
        return self._served
