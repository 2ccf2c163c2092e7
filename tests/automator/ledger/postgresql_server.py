"""A PostgreSQL of the tests' own: in a folder that goes, on a socket in it, as nobody's service."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_DEBIANS = Path("/usr/lib/postgresql")


@contextmanager
def postgresql() -> Iterator[str]:
    """The folder of its socket; the test is skipped where there is no PostgreSQL."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if not (initdb and pg_ctl):
        pytest.skip("a ledger in PostgreSQL needs its server (on Debian: the package postgresql)")
    with TemporaryDirectory(prefix="unbuy-pg-") as folder:
        data = f"{folder}/data"
        as_owner = _not_as_root(folder)
        options = f"-F -c listen_addresses= -k {folder}"
        as_owner([initdb, "-D", data, "-U", "unbuy", "-A", "trust", "--no-sync"])
        as_owner([pg_ctl, "-D", data, "-o", options, "-w", "-l", f"{folder}/log", "start"])
        try:
            yield folder
        finally:
            as_owner([pg_ctl, "-D", data, "-m", "immediate", "stop"])


def _not_as_root(folder: str) -> Callable[[list[str]], object]:
    """Runs a program as the owner of the folder: as root it refuses."""
    owner = None
    if os.geteuid() == 0:
        owner = "postgres"
        shutil.chown(folder, owner)
    return partial(subprocess.run, check=True, user=owner, stdout=subprocess.DEVNULL)


def _program(name: str) -> str | None:
    newest = sorted(_DEBIANS.glob(f"*/bin/{name}"), key=lambda file: int(file.parts[-3]))
    return str(newest[-1]) if newest else shutil.which(name)
