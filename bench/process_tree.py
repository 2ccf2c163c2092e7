"""A process with all that it started: a driver, a browser, the browser's renderers.

The browser leads a process group of its own, so that a signal to the group of who started it does
not reach it. Where there is no /proc (elsewhere than on Linux) a tree is its first process.
"""

import os
import select
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")


def tree(pid: int) -> list[int]:
    """A process and all below it, the first one first."""
    parents = _parents()
    found = [pid]
    for above in found:
        found += [child for child, parent in parents.items() if parent == above]
    return found


def kill_tree(pid: int) -> list[int]:
    """SIGKILL for a process and all below it; gives those that were killed.

    Each is stopped before its children are looked for, so that none of them starts another one.
    """
    killed = [pid]
    for above in killed:
        _tell(above, signal.SIGSTOP)
        killed += [child for child, parent in _parents().items() if parent == above]
    for one in killed:
        _tell(one, signal.SIGKILL)
    return killed


def still_running(pids: Iterable[int], at_most_s: float) -> list[int]:
    """Those that have not ended within this time; whether somebody waited for them is no matter."""
    ends = time.monotonic() + at_most_s
    return [pid for pid in pids if not _ends_within(pid, ends - time.monotonic())]


def _ends_within(pid: int, seconds: float) -> bool:
    if pid not in _parents():
        return True
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], max(0, seconds))[0])
    finally:
        os.close(process)


def _parents() -> dict[int, int]:
    """The parent of each process that runs."""
    found = {}
    for folder in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            # Its name stands in brackets and may hold anything, a bracket too.
            state, parent, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
            if state not in {"Z", "X"}:
                found[int(folder.name)] = int(parent)
    return found


def _tell(pid: int, what: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, what)
