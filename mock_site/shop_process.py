"""A shop as a process that somebody starts for a while: its address, its words, its end."""

import subprocess
import sys
from tempfile import TemporaryFile

_ENDS_WITHIN_S = 10


class ShopDidNotStart(Exception):
    """The process ended before it had an address; the message holds what it said."""


class ShopProcess:
    """A shop on a free port. It ends when told to, and with the process that started it.

    `options` are those of the command line, such as "--scenario=hundreds". Raises ShopDidNotStart.
    """

    def __init__(self, *options: str) -> None:
        self._said = ""
        self._words = TemporaryFile("a+b")  # noqa: SIM115 - kept for as long as the process
        self._process = subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", "mock_site", "--end-with-stdin", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            text=True,
            start_new_session=True,  # Ctrl-C is for who started it, who may still have questions
        )
        self.url = self._process.stdout.readline().strip() if self._process.stdout else ""
        if not self.url:
            self.stop()
            raise ShopDidNotStart(f"The practice shop did not start. {self._last_words()}")

    @property
    def pid(self) -> int:
        return self._process.pid

    def said(self) -> str:
        """All that it has complained of, which a well shop does not."""
        if not self._words.closed:
            self._words.seek(0)
            self._said = self._words.read().decode(errors="replace")
        return self._said

    def end(self) -> str | None:
        """How it ended, if it did; one that is about to is given a moment."""
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return None
        return f"Its process has ended with code {code}. {self._last_words()}"

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.communicate(timeout=_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
        self.said()
        self._words.close()

    def _last_words(self) -> str:
        said = self.said().strip()
        return f"It said:\n{said}" if said else "It said nothing."
