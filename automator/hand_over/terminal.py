"""A code typed at the terminal that the run was started from; it is not kept anywhere."""

import os
import select
import sys

from automator.hand_over.person import Ending
from flows.ports import Wall

_AT_MOST = 5  # wrong ones; the shop may have had enough before


class CodePrompt:
    """Asks for the code without waiting for it: the page itself may be used meanwhile."""

    def __init__(self) -> None:
        self._left = 0

    def open(self, wall: Wall, within_s: float) -> None:
        del within_s
        self._left = _AT_MOST if wall.enter else 0
        if self._left:
            self._ask()

    def turn(self, wall: Wall) -> bool:
        if not (self._left and wall.enter and _is_typed()):
            return True
        line = os.read(sys.stdin.fileno(), 1024).decode(errors="replace")
        if not line:  # Ctrl-D
            return False
        complaint = wall.enter("".join(line.split()))
        if complaint is None:
            return True
        sys.stderr.write(f"  {complaint}\n")
        self._left -= 1
        if self._left:
            self._ask()
        return self._left > 0

    def close(self, ending: Ending) -> None:
        if self._left and ending is not Ending.SOLVED:
            sys.stderr.write("\n")

    def _ask(self) -> None:
        sys.stderr.write("The code (Ctrl-D gives up): ")
        sys.stderr.flush()


def _is_typed() -> bool:
    """A terminal gives whole lines, as soon as Enter was pressed."""
    return bool(select.select([sys.stdin], [], [], 0)[0])
