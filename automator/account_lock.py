"""One run at a time per account: the operating system's lock, released when a process dies.

A second home folder has locks and a ledger of its own. On Linux a run of the same user on the same
machine holds the buyer by an abstract socket too, which needs no file in a place of neither home.
"""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

_WAIT_S = 60


class Busy(Exception):
    """Another run has this account."""


@contextmanager
def account_lock(folder: Path, account: str, buyer: str | None = None) -> Iterator[None]:
    """Hold the account; raises `Busy` at once where another run holds it.

    `buyer` is who signs in and where, if known: two names for one buyer are one account.
    """
    with ExitStack() as held:
        _hold(held, folder / f"{account}.lock", f"the account {account!r}")
        if buyer:
            buyer = sha256(buyer.encode()).hexdigest()[:16]
            _hold(held, folder / f"buyer-{buyer}.lock", f"the user name of the account {account!r}")
            _hold_in_all_homes(held, buyer, account)
        yield


@contextmanager
def notices_lock(folder: Path, account: str) -> Iterator[None]:
    """Hold the notices of the account; waits a while, then raises `Busy`."""
    try:
        with FileLock(folder / f"{account}.notices.lock", timeout=_WAIT_S, mode=0o600):
            yield
    except Timeout as error:
        raise Busy("Another run sends notices just now; the next one sends these.") from error


def _hold(held: ExitStack, file: Path, what: str) -> None:
    lock = FileLock(file, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise Busy(f"Another run has {what}. Wait until it has ended; nothing was done.") from error
    held.callback(lock.release)


def _hold_in_all_homes(held: ExitStack, buyer: str, account: str) -> None:
    if not sys.platform.startswith("linux"):
        return
    guard = held.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
    try:
        guard.bind(f"\0unbuy-{os.getuid()}-{buyer}")
    except OSError as error:
        raise Busy(
            f"Another run has the user name of the account {account!r} with another home folder,"
            " whose ledger this one does not know. Wait until it has ended, and keep to one home"
            " folder for each buyer; nothing was done."
        ) from error
