import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from automator.ledger.account import AccountLedger
from automator.ledger.following import WaitingFor
from automator.ledger.schema import attempts
from flows.domain.acts import ONCE_ONLY, Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Order, Status
from flows.errors import NeedsPerson
from flows.ports import Attempt, AttemptState
from flows.seller_answer import AnswerKind
from tests.automator.ledger.conftest import SHOP, OpenAgain
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

PAID = order_in(Status.AWAITING_SHIPMENT)
NEIGHBOUR = order_in(Status.AWAITING_SHIPMENT, "8190000000020001")
LATER = NOW + timedelta(seconds=5)


def intend(ledger: AccountLedger, order: Order = PAID) -> Attempt:
    return ledger.attempts.intend(order, Act.CANCEL, NOW, reason=Reason.LATE_DELIVERY)


def kinds(ledger: AccountLedger) -> list[str]:
    return [fact.kind for fact in ledger.history(ID)]


def test_there_is_no_attempt_before_the_first(ledger: AccountLedger) -> None:
    assert ledger.attempts.latest(ID, Act.CANCEL) is None


def test_an_intent_is_committed_when_it_returns(
    ledger: AccountLedger, open_again: OpenAgain
) -> None:
    attempt = intend(ledger)
    seen = AccountLedger(open_again(), SHOP, "ann").attempts.latest(ID, Act.CANCEL)
    intended = Attempt(1, ID, Act.CANCEL, AttemptState.INTENDED, NOW, Reason.LATE_DELIVERY)
    assert seen == attempt == intended


def test_what_was_sent_is_committed_with_the_shops_answer(
    ledger: AccountLedger, open_again: OpenAgain
) -> None:
    sent = ledger.attempts.sent(intend(ledger), "You've canceled the order", LATER)
    seen = AccountLedger(open_again(), SHOP, "ann").attempts.latest(ID, Act.CANCEL)
    assert seen == sent
    assert (sent.state, sent.answer) == (AttemptState.SENT, "You've canceled the order")


@pytest.mark.parametrize("state", [AttemptState.INTENDED, AttemptState.SENT])
def test_a_second_attempt_is_refused_while_one_is_open(
    ledger: AccountLedger, state: AttemptState
) -> None:
    attempt = intend(ledger)
    if state is AttemptState.SENT:
        ledger.attempts.sent(attempt, None, LATER)
    with pytest.raises(NeedsPerson, match=r"is open already\. Nothing was sent"):
        intend(ledger)
    assert kinds(ledger).count("cancellation_intended") == 1


def test_neighbouring_orders_do_not_stand_in_each_others_way(ledger: AccountLedger) -> None:
    assert intend(ledger).order_id == ID
    assert intend(ledger, NEIGHBOUR).order_id == NEIGHBOUR.id


@pytest.mark.parametrize(
    "state", [AttemptState.REFUSED, AttemptState.NOT_SENT, AttemptState.ABANDONED]
)
def test_after_an_attempt_that_came_to_nothing_another_one_may_be_made(
    ledger: AccountLedger, state: AttemptState
) -> None:
    ledger.attempts.settle(intend(ledger), state, PAID, LATER)
    assert intend(ledger).id == 2
    latest = ledger.attempts.latest(ID, Act.CANCEL)
    assert latest is not None
    assert (latest.id, latest.state) == (2, AttemptState.INTENDED)


@pytest.mark.parametrize(
    ("first", "second"),
    [("intended", "intended"), ("sent", "intended"), ("accepted", "accepted")],
)
def test_the_database_itself_refuses_a_second_open_and_a_second_accepted_attempt(
    ledger: AccountLedger, engine: Engine, first: str, second: str
) -> None:
    ledger.attempts.settle(intend(ledger), AttemptState.ABANDONED, PAID, NOW)
    of = {"account_id": 1, "shop": SHOP, "order_id": ID}
    row = {**of, "act": "cancel", "what": "", "intended_at": NOW}
    with engine.begin() as connection:
        connection.execute(attempts.insert().values(state=first, **row))
    with pytest.raises(IntegrityError, match=r"UNIQUE|duplicate key"), engine.begin() as connection:
        connection.execute(attempts.insert().values(state=second, **row))


def test_the_whole_story_is_told_in_facts(ledger: AccountLedger) -> None:
    attempt = ledger.attempts.sent(intend(ledger), "Done", NOW)
    requested = order_in(Status.CANCEL_REQUESTED)
    ledger.attempts.settle(attempt, AttemptState.ACCEPTED, requested, LATER)
    assert kinds(ledger) == [
        "status",
        "cancellation_intended",
        "cancellation_sent",
        "cancellation_accepted",
        "status",
    ]
    accepted = ledger.history(ID)[3]
    assert (accepted.at, accepted.seen_on) == (LATER, "detail")
    assert accepted.details == {"status": "cancel_requested"}


def test_from_the_intent_on_the_order_is_followed(ledger: AccountLedger) -> None:
    intend(ledger)
    (entry,) = ledger.followed()
    assert (entry.order_id, entry.waiting_for) == (ID, WaitingFor.PROOF)
    assert (entry.reason, entry.requested_at, entry.next_look_at) == (
        Reason.LATE_DELIVERY,
        NOW,
        NOW,
    )


@pytest.mark.parametrize(
    ("before", "after", "state", "waiting_for"),
    [
        ("awaiting_shipment", "cancel_requested", AttemptState.ACCEPTED, WaitingFor.SELLER),
        ("awaiting_shipment", "cancelled", AttemptState.ACCEPTED, WaitingFor.REFUND),
        ("awaiting_payment", "cancelled", AttemptState.ACCEPTED, WaitingFor.NOTHING),
        ("awaiting_shipment", "shipped", AttemptState.REFUSED, WaitingFor.NOTHING),
        ("awaiting_shipment", "awaiting_shipment", AttemptState.NOT_SENT, WaitingFor.NOTHING),
    ],
)
def test_what_is_looked_for_next_follows_from_how_the_attempt_ended(
    ledger: AccountLedger, before: str, after: str, state: AttemptState, waiting_for: WaitingFor
) -> None:
    attempt = intend(ledger, order_in(Status(before)))
    ledger.attempts.settle(attempt, state, order_in(Status(after)), LATER)
    (entry,) = ledger.followed([ID])
    assert entry.waiting_for is waiting_for
    assert entry.next_look_at == (None if waiting_for is WaitingFor.NOTHING else LATER)


def test_an_attempt_that_the_seller_declined_keeps_that_answer(ledger: AccountLedger) -> None:
    ledger.attempts.settle(intend(ledger), AttemptState.DECLINED, PAID, LATER)
    (entry,) = ledger.followed([ID])
    assert (entry.answer, entry.waiting_for) == (AnswerKind.DECLINED, WaitingFor.NOTHING)


def test_an_intent_that_cannot_be_recorded_whole_is_not_recorded_at_all(
    ledger: AccountLedger, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE followed"))
    with pytest.raises(Exception, match="followed"):
        intend(ledger)
    assert ledger.attempts.latest(ID, Act.CANCEL) is None
    assert kinds(ledger) == []


INTEND = f"""
import sys
from datetime import UTC, datetime
from automator.ledger.account import AccountLedger
from automator.ledger.open import open_ledger
from flows.domain.acts import ONCE_ONLY, Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Order, Status
from flows.errors import NeedsPerson

EVERY_DATABASE = True

ledger = AccountLedger(open_ledger(sys.argv[1]), {SHOP!r}, "ann")
order = Order(id={ID!r}, status=Status.AWAITING_SHIPMENT, seen_on="detail")
print("ready", flush=True)
sys.stdin.readline()
try:
    ledger.attempts.intend(order, Act.CANCEL, datetime.now(UTC))
except NeedsPerson:
    print("refused")
else:
    print("intended")
"""


def test_of_two_processes_that_intend_at_once_one_wins(ledger: AccountLedger, url: str) -> None:
    root = Path(__file__).parents[3]
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", INTEND, url],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("go\n")
        run.stdin.flush()
    said = sorted(run.communicate(timeout=30)[0].strip() for run in runs)
    assert said == ["intended", "refused"]
    assert kinds(ledger).count("cancellation_intended") == 1


# Attempts at other things than cancelling


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.CANCEL])
def test_an_attempt_at_anything_else_is_a_fact_and_follows_nothing(
    ledger: AccountLedger, act: Act
) -> None:
    attempt = ledger.attempts.sent(ledger.attempts.intend(PAID, act, NOW), "Done", NOW)
    ledger.attempts.settle(attempt, AttemptState.ACCEPTED, PAID, LATER)
    assert ledger.followed([ID]) == []
    noun = act.noun.replace(" ", "_")
    assert kinds(ledger)[1:] == [f"{noun}_intended", f"{noun}_sent", f"{noun}_accepted"]


def test_attempts_at_different_things_do_not_stand_in_each_others_way(
    ledger: AccountLedger,
) -> None:
    for act in Act:
        assert ledger.attempts.intend(PAID, act, NOW).act is act
    for act in Act:
        with pytest.raises(NeedsPerson, match=f"Another {act.noun} of order {ID} is open"):
            ledger.attempts.intend(PAID, act, NOW)


def test_the_same_message_is_not_open_twice_and_another_may_be(ledger: AccountLedger) -> None:
    one = ledger.attempts.intend(PAID, Act.MESSAGE, NOW, what="a1")
    other = ledger.attempts.intend(PAID, Act.MESSAGE, NOW, what="b2")
    with pytest.raises(NeedsPerson):
        ledger.attempts.intend(PAID, Act.MESSAGE, NOW, what="a1")
    assert ledger.attempts.latest(ID, Act.MESSAGE, "a1") == one
    assert ledger.attempts.latest(ID, Act.MESSAGE, "b2") == other
    assert ledger.attempts.latest(ID, Act.MESSAGE) is None


@pytest.mark.parametrize("act", list(Act))
def test_only_what_can_be_done_once_is_accepted_at_most_once(
    ledger: AccountLedger, act: Act
) -> None:
    def accepted() -> None:
        attempt = ledger.attempts.intend(PAID, act, NOW)
        ledger.attempts.settle(attempt, AttemptState.ACCEPTED, PAID, NOW)

    accepted()
    if act in ONCE_ONLY:
        with pytest.raises(IntegrityError, match=r"UNIQUE|duplicate key"):
            accepted()
    else:
        accepted()
