"""What only PostgreSQL needs: its driver, one migration at a time, and what its errors mean."""

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DatabaseError

from automator.ledger.trouble import LedgerError, LedgerFailed

_MIGRATING = 8_190_007  # any number that other programs in the same database do not lock


def with_driver(url: URL) -> URL:
    """Psycopg, the third: what SQLAlchemy means where no driver is named is the second."""
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def wait_for_other_migrations(connection: Connection) -> None:
    """Until the end of this transaction no other run changes the schema."""
    connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))


def told_at_opening(error: DatabaseError, name: str) -> LedgerError:
    """Why the ledger of this name can't be opened."""
    return LedgerError(
        f"The ledger {name} can't be used: {_in_a_line(error.orig)} Nothing was done; look at"
        " UNBUY_LEDGER_URL, and at the server."
    )


def told_in_use(context: ExceptionContext) -> LedgerFailed | None:
    """A connection that was lost, told in words; None for all else."""
    if not context.is_disconnect or context.engine is None:
        return None
    return LedgerFailed(
        f"The ledger {context.engine.url} failed: the connection was lost"
        f" ({_in_a_line(context.original_exception)}) What was committed before is kept, and the"
        " next run looks at it first."
    )


def _in_a_line(error: BaseException | None) -> str:
    return f"{' '.join(str(error).split()).rstrip('.')}."
