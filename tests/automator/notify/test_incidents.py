"""What is worth telling: each kind of fact, what stands, what stands in the way, and its end."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from automator.ledger.facts import Fact
from automator.ledger.notices import Incident, NewFact, Over
from automator.ledger.runs import RunEntry
from automator.notify import incidents
from automator.notify_settings import Level
from automator.result import OrderResult, PlanStep, Result
from flows.domain.advice import Advice, Verdict, advise
from flows.domain.claims import claim
from flows.domain.orders import Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Method, Refund, RefundStage
from flows.domain.situations import Situation
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

DAY = timedelta(days=1)


def fact(kind: str, number: int = 7, **details: str | None) -> NewFact:
    return NewFact(number, ID, Fact(NOW, kind, "detail", details))


def told_of(new: NewFact, advice: Advice | None = None) -> list[Incident]:
    news = list(incidents.from_facts([new], {ID: advice} if advice else {}))
    assert all(isinstance(one, Incident) for one in news)
    return [one for one in news if isinstance(one, Incident)]


# Facts


@pytest.mark.parametrize(
    ("new", "level", "title"),
    [
        (fact("seller_answer", answer="accepted"), Level.NEWS, "Cancelled, and the seller agreed"),
        (fact("seller_answer", answer="declined"), Level.NEEDS_YOU, "The seller declined"),
        (fact("seller_answer", answer="shipped"), Level.NEEDS_YOU, "The seller shipped instead"),
        (fact("seller_answer", answer="timed_out"), Level.NEWS, "Closed by itself"),
        (fact("seller_answer", answer="closed_by_shop"), Level.NEWS, "The shop itself closed it"),
        (fact("refund", stage="expected"), Level.MONEY, "The refund is expected"),
        (fact("refund", stage="refunded", amount="9.00 USD"), Level.MONEY, "The refund (9.00 USD)"),
        (fact("refund_landed", where="balance"), Level.MONEY, "The money is on the shop's balance"),
        (fact("dispute", stage="buyer"), Level.NEWS, "The seller answered in the dispute"),
        (fact("dispute", stage="seller"), Level.NEWS, "The dispute waits for the seller"),
        (fact("dispute", stage="shop"), Level.NEWS, "The shop decides the dispute"),
        (fact("dispute", stage="on_hold"), Level.NEWS, "The dispute is on hold"),
        (fact("dispute", stage="ended"), Level.MONEY, "The dispute is decided"),
        (fact("reminder", of="dispute_until"), Level.NEEDS_YOU, "Time runs out (dispute until)"),
        (fact("status", status="frozen", was="awaiting_shipment"), Level.NEWS, "The shop froze it"),
        (fact("status", status="shipped", was="frozen"), Level.NEWS, "It is no longer frozen"),
        (fact("plan_ended", why="It was shipped."), Level.NEWS, "The planned act is off"),
        (fact("plan_sent"), Level.NEWS, "The planned cancellation was sent"),
    ],
    ids=lambda value: str(getattr(value, "fact", value)),
)
def test_a_fact_that_is_news_is_one_message(new: NewFact, level: Level, title: str) -> None:
    [incident] = told_of(new)
    assert incident.level is level
    assert incident.title.startswith(title)
    assert incident.title.endswith(f": order {ID}")
    assert (incident.order_id, incident.lasts) == (ID, False)


@pytest.mark.parametrize(
    "new",
    [
        fact("refund", stage="none"),
        fact("refund_landed", where="account", said_by="buyer"),
        fact("status", status="frozen", was=None),
        fact("status", status="shipped", was="awaiting_shipment"),
        fact("plan_ended", why="taken back"),
        fact("cancellation_intended"),
        fact("cancellation_sent", answer="Done"),
        fact("cancellation_accepted", status="cancelled"),
        fact("message", text="hello"),
        fact("a kind that a newer program wrote"),
    ],
    ids=lambda new: str(new.fact.kind),
)
def test_a_fact_that_somebody_knows_already_or_that_changes_nothing_is_silent(
    new: NewFact,
) -> None:
    assert told_of(new) == []


def test_two_facts_of_a_kind_are_two_incidents_and_the_same_fact_is_the_same_one() -> None:
    first, again, other = (fact("plan_sent", number) for number in (1, 1, 2))
    keys = [told_of(new)[0].key for new in (first, again, other)]
    assert keys[0] == keys[1] != keys[2]


def test_a_fact_is_told_with_the_advice_on_its_order() -> None:
    advice = advise(order_in(Status.SHIPPED), NOW)
    [incident] = told_of(fact("seller_answer", answer="shipped"), advice)
    assert (incident.why, incident.next_step) == (advice.why, advice.next_step)
    [without] = told_of(fact("seller_answer", answer="shipped"))
    assert without.next_step is None


def test_a_reminder_tells_its_deadline_so_that_no_quiet_hours_swallow_it() -> None:
    until = NOW + DAY
    [incident] = told_of(fact("reminder", of="dispute", until=until.isoformat()))
    assert incident.act_by == until
    [dispute] = told_of(fact("dispute", stage="seller", until=until.isoformat()))
    assert dispute.act_by is None


# What stands


def advice_in(situation: Situation) -> Advice:
    return Advice(
        situation=situation,
        verdict=Verdict.NOT_YET,
        why="It is so.",
        next_step="Do this.",
        not_after=NOW + DAY,
        ask_support="Where is it?",
    )


def news_of(entry: OrderResult) -> dict[str, Incident | Over]:
    return of_account(Outcome.DONE, entry)


def looked_at(outcome: Outcome = Outcome.DONE, advice: Advice | None = None) -> OrderResult:
    order = order_in(Status.AWAITING_SHIPMENT)
    return OrderResult(id=ID, outcome=outcome, message="So.", order=order, advice=advice)


STANDING = [
    Situation.EXTENSION_ASKED,
    Situation.DISPUTE_WITH_BUYER,
    Situation.VERIFYING_LONG,
]
OF_MONEY = [Situation.MONEY_OVERDUE, Situation.MONEY_MISSING, Situation.MONEY_STALLED]


@pytest.mark.parametrize("situation", STANDING)
def test_what_waits_for_the_buyer_stands_until_an_order_is_seen_without_it(
    situation: Situation,
) -> None:
    news = news_of(looked_at(advice=advice_in(situation)))
    standing = news[f"{ID}:{situation}"]
    assert isinstance(standing, Incident)
    assert (standing.level, standing.lasts) == (Level.NEEDS_YOU, True)
    assert (standing.why, standing.act_by) == ("It is so.", NOW + DAY)
    assert standing.next_step == 'Do this. Ask support: "Where is it?"'
    assert all(isinstance(news[f"{ID}:{it}"], Over) for it in STANDING if it is not situation)
    gone = news_of(looked_at(advice=advice_in(Situation.TO_SHIP)))
    assert isinstance(gone[f"{ID}:{situation}"], Over)


def test_another_deadline_is_another_state_which_is_told_anew() -> None:
    advice = advice_in(Situation.EXTENSION_ASKED)
    first = news_of(looked_at(advice=advice))[f"{ID}:extension_asked"]
    assert isinstance(first, Incident)
    assert first.state == (NOW + DAY).isoformat()


def test_a_look_at_an_order_says_nothing_of_its_money_which_the_money_table_tells() -> None:
    for situation in OF_MONEY:
        news = news_of(looked_at(advice=advice_in(situation)))
        assert not {f"{ID}:{it}" for it in OF_MONEY} & news.keys()


@pytest.mark.parametrize(
    ("stage", "due", "situation"),
    [
        (RefundStage.EXPECTED, NOW - 5 * DAY, Situation.MONEY_OVERDUE),
        (RefundStage.REFUNDED, NOW - 30 * DAY, Situation.MONEY_MISSING),
    ],
)
def test_late_money_stands_until_it_is_there(
    stage: RefundStage, due: object, situation: Situation
) -> None:
    refund = Refund(stage, None, Method.CARD, since=NOW - 40 * DAY, due=due)  # type: ignore[arg-type]  # a moment
    late = claim(order_in(Status.CANCELLED), refund, NOW)
    assert late.advice.situation is situation
    news = {one.key: one for one in incidents.from_claims([late])}
    assert isinstance(news[f"{ID}:{situation}"], Incident)
    there = claim(order_in(Status.CANCELLED), Refund(RefundStage.RECEIVED, received_at=NOW), NOW)
    assert all(isinstance(one, Over) for one in incidents.from_claims([there]))
    assert {one.key for one in incidents.from_claims([there])} == {f"{ID}:{it}" for it in OF_MONEY}


# What stands in the way


@pytest.mark.parametrize(
    ("outcome", "level"),
    [
        (Outcome.FAILED, Level.NEEDS_YOU),
        (Outcome.NEEDS_PERSON, Level.NEEDS_YOU),
        (Outcome.SHOP_CHANGED, Level.NEEDS_YOU),
        (Outcome.UNCONFIRMED, Level.MONEY),
    ],
)
def test_trouble_with_an_order_stands_until_the_order_is_read_without_it(
    outcome: Outcome, level: Level
) -> None:
    trouble = news_of(looked_at(outcome))[f"{ID}:trouble"]
    assert isinstance(trouble, Incident)
    assert (trouble.level, trouble.lasts, trouble.state) == (level, True, outcome.value)
    assert trouble.why == "So."
    assert trouble.next_step
    assert isinstance(news_of(looked_at())[f"{ID}:trouble"], Over)


def test_an_order_that_was_not_read_ends_nothing() -> None:
    unread = OrderResult(id=ID, outcome=Outcome.BUSY, message="Not tried.")
    assert f"{ID}:trouble" not in news_of(unread)


def test_an_order_that_a_plan_left_alone_by_its_card_ends_nothing() -> None:
    left = OrderResult(
        id=ID,
        outcome=Outcome.DONE,
        message="",
        order=order_in(Status.SHIPPED),
        plan=PlanStep(None, "keep", "no rule applies"),
    )
    assert not {key for key in news_of(left) if key.startswith(ID)}


def test_the_next_step_for_trouble_is_the_advice_where_there_is_one() -> None:
    trouble = news_of(looked_at(Outcome.NEEDS_PERSON, advice_in(Situation.TO_SHIP)))
    incident = trouble[f"{ID}:trouble"]
    assert isinstance(incident, Incident)
    assert incident.next_step == "Do this."


def of_account(outcome: Outcome, *orders: OrderResult) -> dict[str, Incident | Over]:
    result = Result(
        command="watch",
        account="default",
        shop="https://shop.example",
        at=NOW,
        message="Why.",
        orders=orders,
        own_outcome=outcome,
    )
    return {one.key: one for one in incidents.from_result(result)}


def test_a_shop_that_cannot_be_reached_stands_until_it_can() -> None:
    gone = of_account(Outcome.UNREACHABLE)["account:unreachable"]
    assert isinstance(gone, Incident)
    assert (gone.why, gone.order_id) == ("Why.", None)
    there = of_account(Outcome.DONE)
    assert isinstance(there["account:unreachable"], Over)
    assert isinstance(there["account:trouble"], Over)


def test_a_shop_that_went_away_midway_is_told_by_the_order_that_met_it() -> None:
    met = OrderResult(id=ID, outcome=Outcome.UNREACHABLE, message="It did not answer.")
    gone = of_account(Outcome.DONE, met)
    incident = gone["account:unreachable"]
    assert isinstance(incident, Incident)
    assert incident.why == "It did not answer."
    assert "account:trouble" not in gone


@pytest.mark.parametrize("outcome", [Outcome.NEEDS_PERSON, Outcome.SHOP_CHANGED, Outcome.FAILED])
def test_trouble_of_the_whole_account_concerns_no_single_order(outcome: Outcome) -> None:
    trouble = of_account(outcome)["account:trouble"]
    assert isinstance(trouble, Incident)
    assert (trouble.order_id, trouble.state) == (None, outcome.value)
    assert "your account" in trouble.title


def test_a_run_that_found_the_account_busy_ends_no_incident() -> None:
    assert not [one for one in of_account(Outcome.BUSY).values() if isinstance(one, Over)]


def test_trouble_comes_with_the_newest_picture_that_was_kept(tmp_path: Path) -> None:
    for age, name in enumerate(("newest.jpg", "older.jpg")):
        (tmp_path / name).write_bytes(b"picture")
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    entry = OrderResult(id=ID, outcome=Outcome.SHOP_CHANGED, message="So.", evidence=str(tmp_path))
    incident = news_of(entry)[f"{ID}:trouble"]
    assert isinstance(incident, Incident)
    assert incident.picture == str(tmp_path / "newest.jpg")


# Runs that end well while nothing comes of them


def run(due: int | None, read: int | None, outcome: Outcome = Outcome.DONE) -> RunEntry:
    return RunEntry(
        id=1,
        command="watch",
        began_at=NOW,
        ended_at=NOW,
        outcome=outcome,
        message="",
        due=due,
        read=read,
        next_at=None,
    )


def test_three_runs_that_read_none_of_what_was_due_are_an_incident() -> None:
    [stalled] = incidents.from_runs([run(5, 0), run(3, 0), run(3, 0), run(3, 3)])
    assert isinstance(stalled, Incident)
    assert (stalled.key, stalled.lasts) == ("account:stalled", True)
    assert "5 order(s) were due" in stalled.why


def test_two_such_runs_are_none_and_neither_are_runs_that_failed_between() -> None:
    assert list(incidents.from_runs([run(5, 0), run(5, 0)])) == []
    failed = run(5, 0, Outcome.UNREACHABLE)
    assert list(incidents.from_runs([run(5, 0), failed, failed, run(5, 0)])) == []


@pytest.mark.parametrize("newest", [run(5, 2), run(0, 0)])
def test_a_run_that_reads_again_or_has_nothing_due_ends_it(newest: RunEntry) -> None:
    assert list(incidents.from_runs([newest, run(5, 0), run(5, 0)])) == [Over("account:stalled")]


def test_a_run_of_a_plan_which_follows_nothing_says_nothing_of_it() -> None:
    plan = run(None, 9)
    [stalled] = incidents.from_runs([plan, run(5, 0), plan, run(5, 0), run(5, 0)])
    assert isinstance(stalled, Incident)
