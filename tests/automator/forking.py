"""Commands forked from one process that has imported the product: see fork_server.py."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryFile

OF_NO_LIBRARY = ("PYTEST_", "PYTHON_KEYRING_", "UNBUY_")
"""What variables begin with that no library looks at while it is imported."""

_LONGEST_NUMBER = 32


class ForkServer:
    """The process that forks, from the side of the tests."""

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests
        self._imported_with = _of_libraries(os.environ)

    def can_run(self, environment: Mapping[str, str]) -> bool:
        """Tell whether a command in this environment imports what has been imported already."""
        return _of_libraries(environment) == self._imported_with

    def run(
        self, words: tuple[str, ...], environment: Mapping[str, str], at_most_s: float
    ) -> subprocess.CompletedProcess[str]:
        """Run `python -m automator` with these words; one that takes too long is killed."""
        command = {"words": words, "folder": os.getcwd(), "environment": environment}  # noqa: PTH109
        answers, its_answers = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with TemporaryFile("w+") as out, TemporaryFile("w+") as err, answers:
            files = [out.fileno(), err.fileno(), its_answers.fileno()]
            with its_answers:
                socket.send_fds(self._requests, [json.dumps(command).encode()], files)
            code = _code(answers, words, at_most_s)
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(words, code, out.read(), err.read())


def _code(answers: socket.socket, words: tuple[str, ...], at_most_s: float) -> int:
    answers.settimeout(at_most_s)
    pid = int(answers.recv(_LONGEST_NUMBER))
    try:
        return int(answers.recv(_LONGEST_NUMBER))
    except TimeoutError:
        os.kill(pid, signal.SIGKILL)
        raise subprocess.TimeoutExpired(words, at_most_s) from None


def _of_libraries(environment: Mapping[str, str]) -> dict[str, str]:
    return {k: v for k, v in environment.items() if not k.startswith(OF_NO_LIBRARY)}


@contextmanager
def fork_server() -> Iterator[ForkServer]:
    """A fork server, until it is no longer needed."""
    requests, its_requests = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its_requests:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.automator.fork_server"],
            stdin=its_requests.fileno(),
            stdout=subprocess.DEVNULL,  # as little a terminal as where the commands will write
            start_new_session=True,  # Ctrl-C is for the tests, which then end it
        )
    with process, requests:
        yield ForkServer(requests)
