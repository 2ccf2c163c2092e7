"""One run at a time per account: the operating system's lock, released when a process dies."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout


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
            file = f"buyer-{sha256(buyer.encode()).hexdigest()[:16]}.lock"
            _hold(held, folder / file, f"the user name of the account {account!r}")
        yield


def _hold(held: ExitStack, file: Path, what: str) -> None:
    lock = FileLock(file, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise Busy(f"Another run has {what}. Wait until it has ended; nothing was done.") from error
    held.callback(lock.release)
