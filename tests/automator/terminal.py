"""A run at a pseudo-terminal, and the person who reads and types there."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.automator.unbuy import Ended, Unbuy

_AT_MOST_S = 60


@dataclass
class AtTerminal:
    """The run, what it asked so far, and the person's end of the terminal."""

    run: subprocess.Popen[str]
    keyboard: int
    seen: str = ""

    def wait_for(self, text: str, times: int = 1) -> None:
        """Read what the run says until this stands there so many times."""
        assert self.run.stderr is not None
        while self.seen.count(text) < times:
            got = self.run.stderr.read(1)
            assert got, f"the run ended without {text!r}: {self.seen}"
            self.seen += got

    def type(self, text: str) -> None:
        os.write(self.keyboard, text.encode())

    def ended(self) -> Ended:
        out, err = self.run.communicate(timeout=_AT_MOST_S)
        return Ended(self.run.returncode, out, self.seen + err)


@contextmanager
def at_terminal(unbuy: Unbuy, *arguments: str, **settings: str | None) -> Iterator[AtTerminal]:
    keyboard, end = pty.openpty()
    command = [sys.executable, "-m", "automator", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=unbuy.environment(**settings), stdin=end, stdout=pipe, stderr=pipe, text=True
    ) as run:
        try:
            yield AtTerminal(run, keyboard)
        finally:
            run.kill()
            os.close(end)
            os.close(keyboard)
