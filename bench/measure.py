"""Measure a command with its whole process tree: a driver, a browser, the browser's renderers.

`measure` runs this file as a process between, which becomes the parent of whatever the command
leaves behind. Without that a browser's renderers, most of its work, are in nobody's account.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from tempfile import TemporaryFile
from types import FrameType

LONGEST_RUN_S = 120
_ORPHANS_END_WITHIN_S = 10
_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


class RunFailed(Exception):
    """A command did not do what is measured; the message says which and what it printed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of a command: seconds until it ended, CPU seconds of the tree, what it printed."""

    wall_s: float
    cpu_s: float
    exit_code: int
    stdout: str
    stderr: str


def measure(command: Sequence[str], env: Mapping[str, str]) -> Measured:
    """Run a command to its end. Raises RunFailed unless it exits with 0 within LONGEST_RUN_S."""
    between = [sys.executable, __file__, *command]
    with subprocess.Popen(  # noqa: S603 - our own
        between,
        stdout=subprocess.PIPE,
        text=True,
        env=env,
        start_new_session=True,  # Ctrl-C reaches us only, and we end it in order
    ) as process:
        try:
            told = process.communicate()[0]
        except BaseException:
            process.terminate()
            raise
    if not told:
        raise RunFailed(f"{' '.join(command)} did not end within {LONGEST_RUN_S} s.")
    measured = Measured(**json.loads(told))
    if measured.exit_code:
        said = (measured.stderr or measured.stdout).strip()
        raise RunFailed(f"{' '.join(command)} ended with {measured.exit_code}:\n{said}")
    return measured


def _measured(command: Sequence[str]) -> Measured:
    _adopt_orphans()
    with TemporaryFile("w+") as out, TemporaryFile("w+") as err:
        before = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err)  # noqa: S603 - the caller's
        try:
            process.wait(LONGEST_RUN_S)
        finally:
            wall_s = time.perf_counter() - before
            process.terminate()
            process.wait()
        _wait_for_orphans()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        out.seek(0)
        err.seek(0)
        cpu_s = used.ru_utime + used.ru_stime
        return Measured(wall_s, cpu_s, process.returncode, out.read(), err.read())


def _adopt_orphans() -> None:
    """Elsewhere than on Linux the browser waits for its own processes, and this is not needed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    """A process is counted once it was waited for; those of a browser end when it does."""
    signal.alarm(_ORPHANS_END_WITHIN_S)
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    with suppress(KeyboardInterrupt, subprocess.TimeoutExpired):
        json.dump(asdict(_measured(sys.argv[1:])), sys.stdout)
