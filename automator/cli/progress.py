"""Progress for people, on stderr, so that stdout stays one document."""

import sys


class TerminalProgress:
    """A line for each step."""

    def step(self, text: str) -> None:
        sys.stderr.write(f"· {text}\n")
        sys.stderr.flush()
