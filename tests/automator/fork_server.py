"""A process that has the product imported and forks for each command, which then starts at once.

It runs as `python -m tests.automator.fork_server`, with a socket as its standard input. A message
is one command: its words, folder and environment in JSON, with the two files that it writes to and
a socket of its own, on which its process id comes back and then its exit code.
"""

import atexit
import gc
import json
import os
import pkgutil
import runpy
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import automator
import flows

LONGEST_MESSAGE = 1 << 17
"""In bytes; an environment takes far less."""

_LEFT_OUT = (".__main__", ".migrations", ".cli.storefront")
_OF_OTHERS = (
    "alembic.command",
    "alembic.runtime.environment",
    "logging.config",
    "playwright.sync_api",
    "sqlalchemy.dialects.sqlite",
)


@dataclass(frozen=True)
class _Command:
    words: list[str]
    folder: str
    environment: dict[str, str]
    out: int
    err: int
    answers: socket.socket

    def run(self) -> None:
        """Fork once more: the one end becomes the command, the other tells of it."""
        pid = os.fork()
        if pid:
            self._tell(pid)
            _, status = os.waitpid(pid, 0)
            self._tell(os.waitstatus_to_exitcode(status))
            os._exit(0)
        self.answers.close()
        self._become()

    def _tell(self, number: int) -> None:
        with suppress(BrokenPipeError):  # nobody waits any more
            self.answers.send(str(number).encode())

    def _become(self) -> None:
        """Go on as a process does that was just started as `python -m automator`."""
        os.setsid()
        for own, given in enumerate((os.open(os.devnull, os.O_RDONLY), self.out, self.err)):
            os.dup2(given, own)
            os.close(given)
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(self.environment)
        sys.argv[1:] = self.words
        try:
            runpy.run_module("automator", run_name="__main__", alter_sys=True)
        except SystemExit as end:
            if isinstance(end.code, int):
                _end(end.code)
            raise


def _modules(package: ModuleType) -> Iterator[str]:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not any(left_out in module.name for left_out in _LEFT_OUT):
            yield module.name


def _import_the_product() -> None:
    for name in (*_modules(automator), *_modules(flows), *_OF_OTHERS):
        import_module(name)
    assert threading.active_count() == 1, "a fork would lack these threads"
    gc.collect()
    gc.freeze()


def _forked_for(requests: socket.socket) -> _Command | None:
    """Fork for each command that comes: in the fork, that command; None when no more can come."""
    while True:
        message, files, _, _ = socket.recv_fds(requests, LONGEST_MESSAGE, 3)
        if not message:
            return None
        _bury_the_ended()
        if not os.fork():
            out, err, answers = files
            told = socket.socket(fileno=answers)
            return _Command(**json.loads(message), out=out, err=err, answers=told)
        for file in files:
            os.close(file)


def _bury_the_ended() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _end(code: int) -> None:
    """End as Python does, but for freeing one by one what was imported, which takes longest."""
    for thread in threading.enumerate():
        if not thread.daemon and thread is not threading.current_thread():
            thread.join()
    atexit._run_exitfuncs()  # noqa: SLF001 - what os._exit leaves out
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main() -> None:
    _import_the_product()
    with socket.socket(fileno=os.dup(0)) as requests:
        command = _forked_for(requests)
    if command:
        command.run()


if __name__ == "__main__":
    main()
