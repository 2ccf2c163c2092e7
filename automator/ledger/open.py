"""Opening the ledger: private file, durable settings, the right schema."""

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from automator.ledger.schema import REVISION

MIGRATIONS = Path(__file__).with_name("migrations")


class LedgerError(Exception):
    """The ledger can't be used; the message says which file, why, and what to do."""


def open_ledger(url: str) -> Engine:
    """Connect to the database at this SQLAlchemy URL and bring its schema up to date."""
    try:
        path = make_url(url).database
    except ArgumentError as error:
        raise LedgerError(f"UNBUY_LEDGER_URL={url!r} is no database address: {error}") from error
    is_sqlite = url.startswith("sqlite")
    if is_sqlite and path:
        _make_private(path)
    try:
        engine = create_engine(url)
    except ImportError as error:
        raise LedgerError(
            f"A ledger at {make_url(url).drivername} needs a driver that is not installed"
            f" ({error.name}); PostgreSQL is not supported yet."
        ) from error
    if is_sqlite:
        event.listen(engine, "connect", _durable)
    try:
        with engine.begin() as connection:
            _bring_up_to_date(connection)
    except DatabaseError as error:
        engine.dispose()
        raise LedgerError(
            f"The ledger {path} can't be read: {error.orig}. It was left as it is; put it aside or"
            " restore a copy."
        ) from error
    except LedgerError:
        engine.dispose()
        raise
    return engine


def _make_private(path: str) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise LedgerError(
            f"The ledger {path} can't be opened ({error.strerror}). Set UNBUY_LEDGER_URL or"
            " UNBUY_HOME to where it can."
        ) from error


def _durable(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's, untyped
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _bring_up_to_date(connection: Connection) -> None:
    if _is_current(connection):
        return
    if connection.dialect.name == "sqlite":
        # The driver begins no transaction for changes of tables: a kill would leave half of them.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if _is_current(connection):  # another run was quicker
            return
    # Alembic is slow to import and seldom needed.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, REVISION)


def _is_current(connection: Connection) -> bool:
    present = _revision(connection)
    if present is not None and present > REVISION:
        raise LedgerError(
            f"The ledger has schema {present}, which is newer than this program knows"
            f" ({REVISION}). Use the newer program, or another UNBUY_LEDGER_URL."
        )
    return present == REVISION


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(
        select(text("version_num")).select_from(text("alembic_version"))
    )
    return found
