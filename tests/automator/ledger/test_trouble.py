"""Whatever is the matter with a ledger is told in a sentence, and nothing in it is lost."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from automator.ledger import sqlite_file
from automator.ledger.account import AccountLedger
from automator.ledger.open import open_ledger
from automator.ledger.orders import record_order
from automator.ledger.sqlite_file import copy, faults_of_file
from automator.ledger.trouble import LedgerError, LedgerFailed, LedgerHeld
from flows.domain.acts import Act
from flows.domain.orders import Status
from flows.ports import AttemptState
from tests.automator.ledger.conftest import SHOP
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

PAID = order_in(Status.AWAITING_SHIPMENT)
AN_HOUR_S = 3600


@pytest.fixture
def file(tmp_path: Path, url: str) -> Path:
    """A ledger in which a cancellation is open, closed by the run that wrote it."""
    engine = open_ledger(url)
    ledger = AccountLedger(engine, SHOP, "ann")
    ledger.attempts.sent(ledger.attempts.intend(PAID, Act.CANCEL, NOW), "Done", NOW)
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return tmp_path / "ledger.sqlite3"


def read_all(url: str) -> None:
    """What a run does with a ledger, and what a check does."""
    engine = open_ledger(url)
    try:
        ledger = AccountLedger(engine, SHOP, "ann")
        ledger.history(ID)
        ledger.attempts.latest(ID, Act.CANCEL)
        with engine.connect() as connection:
            if faults := faults_of_file(connection):
                raise LedgerError("; ".join(faults))
    finally:
        engine.dispose()


def test_a_file_that_lost_everything_is_told_and_not_taken_for_a_new_one(
    file: Path, url: str
) -> None:
    file.write_bytes(b"")
    os.utime(file, (file.stat().st_mtime - AN_HOUR_S,) * 2)
    with pytest.raises(LedgerError, match="is empty, so whatever it held is lost"):
        open_ledger(url)
    assert file.read_bytes() == b""


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_told_and_left_as_it_is(file: Path, url: str, share: float) -> None:
    content = file.read_bytes()
    content = content[: int(len(content) * share)]
    file.write_bytes(content)
    with pytest.raises(LedgerError):
        read_all(url)
    assert file.read_bytes()[100:] == content[100:]


@pytest.mark.parametrize("seed", range(12))
def test_a_file_with_damaged_pages_is_told_in_words_wherever_the_damage_is(
    file: Path, url: str, seed: int
) -> None:
    """Bytes inside of a text are no damage that SQLite can see; whole pages are."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    content = bytearray(file.read_bytes())
    page = chance.randrange(len(content) // 4096)
    content[page * 4096 : page * 4096 + 200] = chance.randbytes(200)
    file.write_bytes(content)
    with pytest.raises(LedgerError):
        read_all(url)


def test_a_folder_in_its_place_is_named(tmp_path: Path, url: str) -> None:
    (tmp_path / "ledger.sqlite3").mkdir()
    with pytest.raises(LedgerError, match=r"ledger\.sqlite3 can't be opened \(Is a directory\)"):
        open_ledger(url)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_opened_is_named(file: Path, url: str) -> None:
    file.chmod(0o000)
    with pytest.raises(LedgerError, match="Permission denied"):
        open_ledger(url)


def test_a_ledger_that_another_program_holds_is_told_after_some_patience(
    file: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE_S", 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerHeld, match=r"Another program has held the ledger .*try again"):
            open_ledger(url)
    read_all(url)


def test_a_write_that_another_program_holds_up_for_too_long_changes_nothing(
    file: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE_S", 0)
    engine = open_ledger(url)
    ledger = AccountLedger(engine, SHOP, "ann")
    attempt = ledger.attempts.latest(ID, Act.CANCEL)
    assert attempt is not None
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerFailed, match="another program holds it"):
            ledger.attempts.settle(attempt, AttemptState.ACCEPTED, PAID, NOW)
    assert ledger.attempts.latest(ID, Act.CANCEL) == attempt
    engine.dispose()


def test_without_room_what_was_committed_stays_and_the_rest_is_told(file: Path, url: str) -> None:
    engine = open_ledger(url)
    long = order_in(Status.SHIPPED, "8190000000020001", seller="long " * 20_000)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # as many as there are
        connection.commit()  # keeps the connection, and with it the limit
        with pytest.raises(LedgerFailed, match="there is no room left"):
            record_order(connection, 1, long, NOW)
    engine.dispose()
    again = AccountLedger(open_ledger(url), SHOP, "ann")
    latest = again.attempts.latest(ID, Act.CANCEL)
    assert latest is not None
    assert (latest.state, latest.answer) == (AttemptState.SENT, "Done")
    assert again.seen(long.id) is None
    assert file.exists()


def test_a_second_open_attempt_is_no_trouble_of_the_file(file: Path, url: str) -> None:
    assert file.exists()
    engine = open_ledger(url)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO attempts (account_id, shop, order_id, act, what, state, intended_at)"
                " SELECT account_id, shop, order_id, act, what, state, intended_at FROM attempts"
            )
        )
    engine.dispose()


# Copies


def test_a_copy_is_whole_private_and_made_while_somebody_writes(
    file: Path, url: str, tmp_path: Path
) -> None:
    target = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE accounts SET name = 'not committed'")
        copy(file, target)
    assert target.stat().st_mode & 0o777 == 0o600
    found = AccountLedger(open_ledger(f"sqlite:///{target}"), SHOP, "ann")
    latest = found.attempts.latest(ID, Act.CANCEL)
    assert latest is not None
    assert latest.state is AttemptState.SENT
    read_all(url)


def test_a_copy_never_replaces_a_file(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("Dear Ann")
    with pytest.raises(LedgerError, match=r"letter\.txt exists and was left as it is"):
        copy(file, target)
    assert target.read_text() == "Dear Ann"
    with pytest.raises(LedgerError, match=r"nowhere/x can't be written"):
        copy(file, tmp_path / "nowhere" / "x")


def test_of_a_damaged_ledger_no_copy_is_left(file: Path, tmp_path: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:8192] = b"\x7f" * 4096
    file.write_bytes(content)
    target = tmp_path / "copy.sqlite3"
    with pytest.raises(LedgerError, match="can't be copied"):
        copy(file, target)
    assert not target.exists()
