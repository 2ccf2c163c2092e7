from collections.abc import Iterator
from pathlib import Path

import pytest

from automator.ledger.account import AccountLedger
from automator.ledger.open import open_ledger
from tests.automator.notify.receivers import Mailbox, Webhook, mail_server, webhook
from tests.flows.fakes import FakeClock


@pytest.fixture
def hook() -> Iterator[Webhook]:
    with webhook() as receiver:
        yield receiver


@pytest.fixture
def other_hook() -> Iterator[Webhook]:
    with webhook() as receiver:
        yield receiver


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[AccountLedger]:
    engine = open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    yield AccountLedger(engine, "https://shop.example", "ann")
    engine.dispose()
