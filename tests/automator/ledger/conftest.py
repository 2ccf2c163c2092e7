"""A ledger in a file of its own, and an account in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import Engine

from automator.ledger.account import AccountLedger
from automator.ledger.open import open_ledger

SHOP = "https://shop.example"

OpenAgain = Callable[[], Engine]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.sqlite3'}"


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
    copy(made_before, url.removeprefix("sqlite:///"))
    return open_again()


@pytest.fixture
def ledger(engine: Engine) -> AccountLedger:
    return AccountLedger(engine, SHOP, "ann")
