"""A ledger that an older program wrote is brought up to date; nothing in it is lost."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import IntegrityError

from automator.ledger.account import AccountLedger
from automator.ledger.open import MIGRATIONS
from automator.ledger.schema import REVISION
from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Status
from flows.errors import NeedsPerson
from flows.ports import Attempt, AttemptState
from tests.automator.ledger.conftest import SHOP, OpenAgain
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

ROOT = Path(__file__).parents[3]
DONE = "8190000000020001"
ROWS = [
    (ID, "late_delivery", "sent", None),
    (DONE, "not_needed", "accepted", "You've canceled the order"),
]


@pytest.fixture
def older(url: str) -> str:
    """A ledger of revision 0001 in which one attempt is open and one was accepted."""
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO accounts VALUES (1, :shop, 'ann')"), {"shop": SHOP})
        for order, reason, state, answer in ROWS:
            connection.execute(
                text(
                    "INSERT INTO attempts"
                    " (account_id, order_id, reason, state, intended_at, answer)"
                    " VALUES (1, :order, :reason, :state, :at, :answer)"
                ),
                {
                    "order": order,
                    "reason": reason,
                    "state": state,
                    "at": NOW.strftime("%Y-%m-%d %H:%M:%S.%f"),
                    "answer": answer,
                },
            )
    engine.dispose()
    return url


def revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def test_its_attempts_are_kept_as_cancellations(older: str, open_again: OpenAgain) -> None:
    assert older
    engine = open_again()
    assert revision(engine) == REVISION
    attempts = AccountLedger(engine, SHOP, "ann").attempts
    assert attempts.latest(ID, Act.CANCEL) == Attempt(
        1, ID, Act.CANCEL, AttemptState.SENT, NOW, Reason.LATE_DELIVERY
    )
    accepted = attempts.latest(DONE, Act.CANCEL)
    assert accepted is not None
    assert (accepted.state, accepted.answer) == (AttemptState.ACCEPTED, "You've canceled the order")
    assert attempts.latest(ID, Act.DELETE) is None


def test_its_open_attempt_and_its_accepted_one_still_bar_a_second(
    older: str, open_again: OpenAgain
) -> None:
    assert older
    attempts = AccountLedger(open_again(), SHOP, "ann").attempts
    with pytest.raises(NeedsPerson):
        attempts.intend(order_in(Status.AWAITING_SHIPMENT), Act.CANCEL, NOW)
    again = attempts.intend(order_in(Status.AWAITING_SHIPMENT, DONE), Act.CANCEL, NOW)
    with pytest.raises(IntegrityError, match="UNIQUE"):
        attempts.settle(again, AttemptState.ACCEPTED, order_in(Status.CANCELLED, DONE), NOW)


DIES_AT = """
import os, sys
from sqlalchemy import Engine, event
from automator.ledger.open import open_ledger

@event.listens_for(Engine, "before_cursor_execute")
def look(connection, cursor, sql, *rest):
    if sys.argv[2] in sql:
        os._exit(9)

open_ledger(sys.argv[1])
"""


@pytest.mark.parametrize(
    "statement", ["_alembic_tmp_attempts", "DROP TABLE attempts", "one_accepted_attempt ON"]
)
def test_a_run_killed_while_it_brings_a_ledger_up_to_date_leaves_the_older_one(
    older: str, open_again: OpenAgain, statement: str
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", DIES_AT, older, statement], cwd=ROOT, check=False
    )
    assert killed.returncode == 9
    untouched = create_engine(older)
    assert revision(untouched) == "0001"
    untouched.dispose()
    found = AccountLedger(open_again(), SHOP, "ann").attempts.latest(ID, Act.CANCEL)
    assert found is not None
    assert found.state is AttemptState.SENT


@pytest.mark.parametrize("state", ["sent", "accepted"])
def test_of_two_names_that_each_had_an_attempt_at_one_order_the_newest_stays(
    older: str, open_again: OpenAgain, state: str
) -> None:
    """They are one buyer; an order has one open and one accepted attempt since revision 0004."""
    engine = create_engine(older)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO accounts VALUES (2, :shop, 'anm')"), {"shop": SHOP})
        connection.execute(
            text(
                "INSERT INTO attempts (account_id, order_id, reason, state, intended_at)"
                " SELECT 2, order_id, reason, state, intended_at FROM attempts WHERE state = :state"
            ),
            {"state": state},
        )
    engine.dispose()
    rows = "SELECT account_id, state FROM attempts WHERE order_id = :order ORDER BY id"
    with open_again().connect() as connection:
        order = ID if state == "sent" else DONE
        assert connection.execute(text(rows), {"order": order}).all() == [
            (1, "abandoned"),
            (2, state),
        ]


def copies(url: str) -> list[Path]:
    return sorted(Path(url.removeprefix("sqlite:///")).parent.glob("*-schema*"))


def test_as_it_was_it_is_kept_beside_the_new_one_once(
    older: str, open_again: OpenAgain, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        open_again()
    (copy,) = copies(older)
    assert copy.name.startswith("ledger-schema0001-")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert str(copy) in capsys.readouterr().err
    kept = create_engine(f"sqlite:///{copy}")
    assert revision(kept) == "0001"
    with kept.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM attempts")) == len(ROWS)
    kept.dispose()


def test_a_new_ledger_leaves_no_copy(url: str, open_again: OpenAgain) -> None:
    open_again()
    assert copies(url) == []
