"""One run at a time per account: the operating system's lock, released when a process dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class Busy(Exception):
    """Another run has this account."""


@contextmanager
def account_lock(folder: Path, account: str) -> Iterator[None]:
    """Hold the account; raises `Busy` at once where another run holds it."""
    lock = FileLock(folder / f"{account}.lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise Busy(
            f"Another run has the account {account!r}. Wait until it has ended; nothing was done."
        ) from error
    try:
        yield
    finally:
        lock.release()
