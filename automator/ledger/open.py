"""Opening the ledger: the right database, the right schema, nothing lost on the way."""

import atexit
import sys
from pathlib import Path
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from automator.ledger import postgresql, sqlite_file
from automator.ledger.network_folder import network_kind
from automator.ledger.schema import REVISION
from automator.ledger.trouble import LedgerError

MIGRATIONS = Path(__file__).with_name("migrations")
_OPENED: WeakSet[Engine] = WeakSet()


def open_ledger(url: str) -> Engine:
    """Connect to the database at this SQLAlchemy URL and bring its schema up to date."""
    file = ledger_file(url)
    database = sqlite_file if file else postgresql
    if file:
        _raise_on_a_network(file)
        sqlite_file.make_private(file)
    try:
        engine = create_engine(postgresql.with_driver(make_url(url)))
    except ImportError as error:
        raise LedgerError(
            f"A ledger in PostgreSQL needs a driver that is not installed ({error.name}): pip"
            ' install "psycopg[binary]".'
        ) from error
    if file:
        event.listen(engine, "connect", sqlite_file.durable)
    try:
        with engine.begin() as connection:
            _bring_up_to_date(connection, file)
    except DatabaseError as error:
        engine.dispose()
        raise database.told_at_opening(error, str(file or engine.url)) from error
    except LedgerError:
        engine.dispose()
        raise
    event.listen(engine, "handle_error", database.told_in_use, retval=True)
    _OPENED.add(engine)
    return engine


@atexit.register
def _close() -> None:
    """Leave SQLite's ledger in one file, with nothing beside it."""
    for engine in _OPENED:
        engine.dispose()


def _raise_on_a_network(file: Path) -> None:
    if kind := network_kind(file):
        raise LedgerError(
            f"The ledger {file} lies in a network folder ({kind}), where it can be damaged and two"
            " machines could each send. Nothing was done; set UNBUY_HOME, or UNBUY_LEDGER_URL, to a"
            " folder of this machine."
        )


def ledger_file(url: str) -> Path | None:
    """The file of the ledger at this address; None where it is none. Raises LedgerError."""
    try:
        found = make_url(url)
    except ArgumentError as error:
        raise LedgerError(f"UNBUY_LEDGER_URL={url!r} is no database address: {error}") from error
    return Path(found.database) if found.database and url.startswith("sqlite") else None


def _bring_up_to_date(connection: Connection, file: Path | None) -> None:
    if _is_current(connection):
        return
    if file:
        # The driver begins no transaction for changes of tables: a kill would leave half of them.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        postgresql.wait_for_other_migrations(connection)
    if _is_current(connection):  # another run was quicker
        return
    if file and (older := _revision(connection)):
        copy = sqlite_file.put_aside(file, older)
        sys.stderr.write(f"The ledger has an older schema; as it was it is kept in {copy}.\n")
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
