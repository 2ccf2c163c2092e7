"""A ledger of its own for each test, and an account in it.

A module with EVERY_DATABASE = True plays its tests in PostgreSQL, too.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import Engine, text

from automator.ledger.account import AccountLedger
from automator.ledger.open import open_ledger
from automator.ledger.schema import metadata
from tests.automator.ledger.postgresql_server import postgresql

SHOP = "https://shop.example"

OpenAgain = Callable[[], Engine]


Database = Callable[[], str]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "url" in metafunc.fixturenames and getattr(metafunc.module, "EVERY_DATABASE", False):
        metafunc.parametrize("url", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if getattr(request, "param", "sqlite") == "postgresql":
        database: Database = request.getfixturevalue("database")
        return database()
    return f"sqlite:///{tmp_path / 'ledger.sqlite3'}"


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    """Empties the ledger in PostgreSQL, and gives its address."""
    with postgresql() as folder:
        url = f"postgresql://unbuy@/postgres?host={folder}"

        def emptied() -> str:
            engine = open_ledger(url)
            with engine.begin() as connection:
                tables = ", ".join(metadata.tables)
                connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
            engine.dispose()
            return url

        yield emptied


@pytest.fixture
def open_again(url: str) -> Iterator[OpenAgain]:
    """Open the ledger anew, as another run would; all are closed at the end."""
    engines: list[Engine] = []

    def open_it() -> Engine:
        engines.append(open_ledger(url))
        return engines[-1]

    yield open_it
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="session")
def made_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger, brought up to date once for all tests, since that takes longest."""
    file = tmp_path_factory.mktemp("ledger") / "empty.sqlite3"
    open_ledger(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture
def engine(open_again: OpenAgain, url: str, made_before: Path) -> Engine:
    if url.startswith("sqlite"):
        copy(made_before, url.removeprefix("sqlite:///"))
    return open_again()


@pytest.fixture
def ledger(engine: Engine) -> AccountLedger:
    return AccountLedger(engine, SHOP, "ann")
