"""A display that nobody looks at, for a visible browser."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def display() -> Iterator[str]:
    """Its name, for the variable DISPLAY; the test is skipped where there is no Xvfb."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("a visible browser needs Xvfb (on Debian: the package xvfb)")
    read, write = os.pipe()
    command = [
        program,
        "-displayfd",
        str(write),
        "-screen",
        "0",
        "1400x1000x24",
        "-nolisten",
        "tcp",
    ]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()
