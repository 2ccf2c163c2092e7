"""The home folder: the one place the product writes to, readable by its owner only."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_OWNER_ONLY_FOLDER = 0o700
_OWNER_ONLY_MASK = 0o077


class HomeError(Exception):
    """The home folder can't be used; the message names the path, the reason and the way out."""


def default_home() -> Path:
    """Name the platform's folder for a user's data, e.g. `~/.local/share/unbuy` on Linux."""
    from platformdirs import user_data_path

    return user_data_path("unbuy", appauthor=False)


@dataclass(frozen=True)
class Home:
    """Names of everything in the home folder `path`; nothing exists before `prepare()`."""

    path: Path

    @property
    def config(self) -> Path:
        return self.path / "config.toml"

    @property
    def overrides(self) -> Path:
        return self.path / "overrides.toml"

    @property
    def ledger(self) -> Path:
        return self.path / "ledger.sqlite3"

    @property
    def sessions(self) -> Path:
        return self.path / "sessions"

    @property
    def evidence(self) -> Path:
        return self.path / "evidence"

    @property
    def reports(self) -> Path:
        return self.path / "reports"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    def prepare(self) -> None:
        """Create the folders that are missing.

        Raises HomeError if one can't be written to, but for that of the evidence.

        A home folder that exists keeps its rights, since it may be shared with other things;
        the folders in it are ours and lose the rights of group and others.
        """
        _make_folder(self.path)
        for folder in (self.sessions, self.reports, self.logs):
            _make_own_folder(folder)
        with suppress(HomeError):  # a run goes on without it, and tells what is lost
            _make_own_folder(self.evidence)


@contextmanager
def owner_only() -> Iterator[None]:
    """Files and folders made meanwhile by this process belong to their owner alone.

    For writers that choose their own rights (SQLite, the browser). It sets the umask, which all
    threads of the process share.
    """
    before = os.umask(_OWNER_ONLY_MASK)
    try:
        yield
    finally:
        os.umask(before)


def write_private(path: Path, content: str | bytes) -> None:
    """Write a file of the home folder as a whole or not at all, with rights for its owner only.

    Raises HomeError; then a file that was there before is still there, unchanged.
    """
    with _explained(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise


def write_new(path: Path, content: str | bytes) -> None:
    """Write a file that was not there before, for its owner only; raises HomeError."""
    with _explained(path):
        if path.exists():
            raise HomeError(f"{path} exists and was left as it is; name another file")
        write_private(path, content)


def _make_own_folder(folder: Path) -> None:
    _make_folder(folder)
    with _explained(folder):
        folder.chmod(_OWNER_ONLY_FOLDER)


def _make_folder(folder: Path) -> None:
    with _explained(folder), owner_only():
        folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise _home_error(folder, "no permission")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _home_error(path, error.strerror or str(error)) from error


def _home_error(path: Path, reason: str) -> HomeError:
    return HomeError(
        f"{path} can't be written ({reason}); "
        "name a folder that you may write to (for the home folder: UNBUY_HOME), or make room there"
    )
