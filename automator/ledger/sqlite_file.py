"""What only SQLite needs: a private file, durable settings, copies, and what its errors mean."""

import os
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DatabaseError

from automator.ledger.trouble import LedgerError, LedgerFailed, LedgerHeld

PATIENCE_S = 10  # for another run's transaction to end
_YOUNG_S = 60  # an empty file of this age may be one that another run is just making
_FIRST_FAULTS = 10

_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_IN_USE = {
    sqlite3.SQLITE_BUSY: "another program holds it",
    sqlite3.SQLITE_LOCKED: "another program holds it",
    sqlite3.SQLITE_FULL: "there is no room left",
    sqlite3.SQLITE_IOERR: "the disk can't be read or written",
    sqlite3.SQLITE_READONLY: "it can't be written to",
    sqlite3.SQLITE_CANTOPEN: "it can't be opened",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_NOTADB: "it is damaged",
}
_CAN_NOT_WRITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}


def make_private(path: Path) -> None:
    """Make the file where there is none, for its owner only.

    Raises LedgerError where it can't be opened, or has lost all that it held.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise LedgerError(
            f"The ledger {path} can't be opened ({error.strerror}). Set UNBUY_LEDGER_URL or"
            " UNBUY_HOME to where it can."
        ) from error
    found = os.fstat(handle)
    os.close(handle)
    if found.st_size == 0 and time.time() - found.st_mtime > _YOUNG_S:
        raise LedgerError(
            f"The ledger {path} is empty, so whatever it held is lost. It was left as it is;"
            " restore a copy, or delete it if it never held anything."
        )


def durable(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={PATIENCE_S * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def copy(source: Path, target: Path) -> None:
    """A whole and proven copy while others may write, for its owner only; never over a file."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise LedgerError(f"{target} exists and was left as it is. Name another file.") from error
    except OSError as error:
        raise LedgerError(f"{target} can't be written ({error.strerror}).") from error
    try:
        found = _copied(source, target)
    except sqlite3.DatabaseError as error:
        found = str(error)
    except BaseException:
        target.unlink()
        raise
    if found != "ok":
        target.unlink()
        raise LedgerError(f"The ledger {source} can't be copied to {target}: {found}.")


def _copied(source: Path, target: Path) -> str:
    """Copies, and tells what SQLite finds wrong with the copy: "ok" for nothing."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
        return str(new.execute("PRAGMA integrity_check(1)").fetchone()[0])


def put_aside(source: Path, revision: str) -> Path:
    """Keep a ledger as it is, beside it, before its schema is changed."""
    now = datetime.now(UTC)
    name = f"{source.stem}-schema{revision}-{now:%Y%m%dT%H%M%S}Z{source.suffix}"
    unfinished = source.with_name(f".{name}.part")
    copy(source, unfinished)
    return unfinished.rename(source.with_name(name))


def faults_of_file(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file, the first of it."""
    found = connection.exec_driver_sql(f"PRAGMA integrity_check({_FIRST_FAULTS})").scalars().all()
    faults = [f"The file is damaged: {line}." for line in found if line != "ok"]
    strays = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return faults + [
        f"A row of {table} belongs to no row of {other}." for table, _, other, *_ in strays
    ]


def told_at_opening(error: DatabaseError, name: str) -> LedgerError:
    """Why the ledger of this name can't be opened."""
    code = _code(error.orig)
    if code in _HELD:
        return LedgerHeld(
            f"Another program has held the ledger {name} for more than {PATIENCE_S} s. Nothing was"
            " done; try again when it has ended."
        )
    if code in _CAN_NOT_WRITE:
        return LedgerError(
            f"The ledger {name} can't be written ({error.orig}). Nothing was done; make room there,"
            " or set UNBUY_LEDGER_URL to another place."
        )
    return LedgerError(
        f"The ledger {name} can't be read: {error.orig}. It was left as it is; put it aside or"
        " restore a copy."
    )


def told_in_use(context: ExceptionContext) -> LedgerFailed | None:
    """Trouble with the file, told in words; None for all else, such as a second open attempt."""
    why = _IN_USE.get(_code(context.original_exception))
    if why is None or context.engine is None:
        return None
    return LedgerFailed(
        f"The ledger {context.engine.url.database} failed: {why} ({context.original_exception})."
        " What was committed before is kept, and the next run looks at it first; `unbuy ledger"
        " check` says more."
    )


def _code(error: BaseException | None) -> int:
    """SQLite's primary result code; 0 for what is no error of SQLite's."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
