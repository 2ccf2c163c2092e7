"""What only a ledger in PostgreSQL can meet; modules with EVERY_DATABASE say the rest."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from automator.ledger.account import AccountLedger
from automator.ledger.open import open_ledger
from automator.ledger.trouble import LedgerError, LedgerFailed
from tests.automator.ledger.conftest import SHOP, Database

_END_ALL_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"not installed \(psycopg\): pip install"):
        open_ledger("postgresql://localhost/unbuy")


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(LedgerError, match=r"can't be used: .*refused.* Nothing was done") as told:
        open_ledger("postgresql://unbuy:geheim@127.0.0.1:1/ledger")
    assert "geheim" not in str(told.value)


def test_a_connection_that_is_lost_is_told_in_words(database: Database) -> None:
    engine, others = open_ledger(database()), open_ledger(database())
    with engine.connect() as kept, others.connect() as other:
        kept.execute(text("SELECT 1"))
        other.execute(_END_ALL_OTHERS)
        with pytest.raises(LedgerFailed, match="the connection was lost"):
            kept.execute(text("SELECT 1"))
    for it in (engine, others):
        it.dispose()


def test_of_runs_that_make_the_ledger_at_once_one_makes_it_and_all_use_it(
    database: Database,
) -> None:
    url = database()
    engine = open_ledger(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    engine.dispose()
    with ThreadPoolExecutor(4) as threads:
        engines = list(threads.map(open_ledger, [url] * 4))
    for number, it in enumerate(engines):
        assert AccountLedger(it, SHOP, f"buyer {number}").orders() == []
        it.dispose()
