"""Looking after the ledger from the command line; no browser is opened."""

import json
import resource
import sys

import pytest

from automator.ledger.account import AccountLedger
from automator.ledger.open import open_ledger
from flows.domain.acts import Act
from flows.domain.orders import Status
from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Ended, Unbuy
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW


@pytest.fixture
def filled(unbuy: Unbuy) -> Unbuy:
    """Two accounts, and a cancellation without a known end."""
    assert unbuy("ledger", "check").code == 0
    engine = open_ledger(f"sqlite:///{unbuy.home / 'ledger.sqlite3'}")
    ledger = AccountLedger(engine, unbuy.shop.url, "default")
    ledger.attempts.intend(order_in(Status.AWAITING_SHIPMENT), Act.CANCEL, NOW)
    with AccountLedger(engine, unbuy.shop.url, "ben").news(NOW) as news:
        news.order(order_in(Status.SHIPPED, "8190000000020001"))
    engine.dispose()
    return unbuy


def test_a_check_tells_what_is_there_and_what_has_no_known_end(filled: Unbuy) -> None:
    told = filled("ledger", "check", "--json")
    assert (told.code, told.json["command"]) == (0, "ledger check")
    assert told.json["ledger"]["rows"]["attempts"] == 1
    assert told.json["ledger"]["faults"] == []
    assert ID in told.json["ledger"]["notes"][0]
    assert "1 thing(s) to see to" in filled("ledger", "check").said


def test_a_damaged_ledger_is_told_in_a_sentence_and_left_as_it_is(filled: Unbuy) -> None:
    file = filled.home / "ledger.sqlite3"
    content = file.read_bytes()
    content = content[:4096] + b"\x7f" * (len(content) - 4096)
    file.write_bytes(content)
    told = filled("ledger", "check")
    assert told.code in {1, 2}
    assert "ledger.sqlite3" in told.said
    assert "Traceback" not in told.said
    assert file.read_bytes()[100:] == content[100:]


def test_an_export_is_one_line_for_each_row_of_the_account_or_of_all(filled: Unbuy) -> None:
    own = [json.loads(line) for line in filled("ledger", "export", "-").out.splitlines()]
    assert {row["account"] for row in own} == {"default"}
    assert {row["table"] for row in own} == {"accounts", "attempts", "facts", "followed", "orders"}
    (attempt,) = (row for row in own if row["table"] == "attempts")
    assert (attempt["order_id"], attempt["state"]) == (ID, "intended")
    assert attempt["intended_at"].endswith("Z")
    file = filled.home / "all.jsonl"
    assert filled("ledger", "export", str(file), "--all-accounts").code == 0
    every = [json.loads(line) for line in file.read_text().splitlines()]
    assert {row["account"] for row in every} == {"default", "ben"}
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_a_ledger_and_replaces_no_file(filled: Unbuy) -> None:
    copy = filled.home / "copy.sqlite3"
    assert filled("ledger", "backup", str(copy)).code == 0
    there = filled("history", ID, "--json", UNBUY_LEDGER_URL=f"sqlite:///{copy}")
    assert there.json["facts"] == filled("history", ID, "--json").json["facts"] != []
    again = filled("ledger", "backup", str(copy))
    assert (again.code, "exists and was left as it is" in again.said) == (2, True)
    export = filled("ledger", "export", str(copy))
    assert (export.code, "exists and was left as it is" in export.said) == (2, True)
    assert filled("ledger", "export", "--json").code == 2


def test_a_home_that_cannot_be_written_is_told_and_nothing_is_opened(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    """The kernel's own file system lets nobody make a folder, not even root."""
    for command in (("ledger", "check"), ("watch", "--once")):
        told = unbuy(*command, "--json", UNBUY_HOME="/proc/unbuy")
        assert (told.code, told.json["outcome"]) == (2, "usage")
        assert "/proc/unbuy can't be written" in told.json["message"]
        assert "UNBUY_HOME" in told.json["message"]
    assert shop.log() == []


@pytest.mark.browser
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits another process's files")
def test_a_disk_that_is_full_when_the_intent_is_to_be_kept_lets_nothing_be_sent(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    with unbuy.start("cancel", order, "--yes", "--json") as run:
        assert run.stderr is not None
        assert any("Reading order" in line for line in run.stderr)
        resource.prlimit(run.pid, resource.RLIMIT_FSIZE, (4096, 4096))
        out, err = run.communicate(timeout=60)
    told = Ended(run.returncode, out, err)
    assert (told.code, told.json["outcome"]) == (1, "failed")
    assert "The ledger" in told.json["message"]
    assert "the next run looks at it first" in told.json["message"]
    assert "Traceback" not in told.said
    assert shop.submits() == []
    assert unbuy("ledger", "check").code == 0
    assert unbuy("cancel", order, "--yes").code == 0


def test_a_run_that_ended_leaves_the_ledger_in_one_file(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    assert unbuy.in_a_new_process("cancel", order, "--yes").code == 0
    assert [file.name for file in unbuy.home.glob("ledger*")] == ["ledger.sqlite3"]
