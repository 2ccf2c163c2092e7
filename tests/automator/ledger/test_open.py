import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text

from automator.ledger.open import MIGRATIONS, open_ledger
from automator.ledger.schema import REVISION, metadata
from automator.ledger.trouble import LedgerError
from tests.automator.ledger.conftest import OpenAgain


def indexes(connection: Connection) -> set[str]:
    rows = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'index'"))
    return {row.sql for row in rows if row.sql}


def test_the_ledger_is_a_file_for_its_owner_only(engine: Engine) -> None:
    path = Path(str(engine.url.database))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_lies_beside_it_while_it_is_written_is_private_too(engine: Engine) -> None:
    folder = Path(str(engine.url.database)).parent
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO accounts (shop, name) VALUES ('s', 'n')"))
        beside = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert "ledger.sqlite3-wal" in beside
    assert set(beside.values()) == {0o600}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10000)],
)
def test_every_connection_is_durable_and_patient(
    engine: Engine, pragma: str, value: str | int
) -> None:
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            assert connection.scalar(text(f"PRAGMA {pragma}")) == value


def test_the_migrations_make_exactly_the_tables_of_the_schema(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_migrations_make_exactly_the_indexes_of_the_schema(
    engine: Engine, tmp_path: Path
) -> None:
    wanted = create_engine(f"sqlite:///{tmp_path / 'wanted.sqlite3'}")
    metadata.create_all(wanted)
    with engine.connect() as migrated, wanted.connect() as declared:
        assert indexes(migrated) == indexes(declared)
        assert any("one_open_attempt" in index for index in indexes(migrated))
    wanted.dispose()


def test_the_schema_is_that_of_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


def test_opening_again_keeps_what_is_there(engine: Engine, open_again: OpenAgain) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO accounts (shop, name) VALUES ('s', 'n')"))
    with open_again().connect() as connection:
        assert connection.scalar(text("SELECT name FROM accounts")) == "n"


def test_a_ledger_of_a_newer_program_is_refused_and_left_as_it_is(engine: Engine, url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match=rf"schema 9999, which is newer .*\({REVISION}\)"):
        open_ledger(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


@pytest.mark.parametrize("content", [b"not a database at all, but long enough " * 40, b"SQLite?"])
def test_a_damaged_ledger_is_named_and_left_as_it_is(
    tmp_path: Path, url: str, content: bytes
) -> None:
    file = tmp_path / "ledger.sqlite3"
    file.write_bytes(content)
    with pytest.raises(LedgerError, match=r"ledger\.sqlite3 can't be read: .*left as it is"):
        open_ledger(url)
    assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_a_ledger_that_cannot_be_made_is_an_error_that_names_it(tmp_path: Path) -> None:
    place = tmp_path / "nowhere" / "ledger.sqlite3"
    with pytest.raises(LedgerError, match=r"nowhere/.*\(No such file or directory\).*UNBUY_HOME"):
        open_ledger(f"sqlite:///{place}")


def test_what_is_no_address_of_a_database_is_an_error_that_shows_it() -> None:
    with pytest.raises(LedgerError, match="UNBUY_LEDGER_URL='a ledger' is no database address"):
        open_ledger("a ledger")
