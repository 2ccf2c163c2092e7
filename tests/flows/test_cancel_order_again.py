from datetime import UTC, datetime, timedelta

import pytest

from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.orders import SellerAnswer, Status
from flows.domain.outcomes import Outcome
from flows.errors import NeedsPerson
from flows.ports import Attempt, AttemptState
from flows.send_once import SHOWS_CHANGES_WITHIN
from tests.flows.cancelling import BOTH, PAID, UNPAID, assert_left_alone, machine_with, run
from tests.flows.fakes import CANCELLABLE, ID, Machine, order_in, state_of_attempt

JUST_NOW = timedelta(seconds=1)
LONG_AGO = SHOWS_CHANGES_WITHIN + timedelta(seconds=1)


def had_attempt(machine: Machine, state: AttemptState, ago: timedelta) -> Attempt:
    """An earlier attempt of this machine, left in this state."""
    order = machine.shop.truth[ID]
    at = machine.clock.now() - ago
    attempt = machine.attempts.intend(order, Act.CANCEL, at, reason=Reason.NOT_NEEDED)
    if state is not AttemptState.INTENDED:
        attempt = machine.attempts.sent(attempt, None, machine.clock.now())
    if state not in {AttemptState.INTENDED, AttemptState.SENT}:
        machine.attempts.settle(attempt, state, order, machine.clock.now())
    machine.shop.events.clear()
    return attempt


# After an attempt without a known end

OPEN = pytest.mark.parametrize("left", [AttemptState.INTENDED, AttemptState.SENT])


@OPEN
@BOTH
def test_while_the_shop_may_show_the_change_late_nothing_is_sent_again(
    left: AttemptState, status: Status
) -> None:
    machine = machine_with(order_in(status))
    had_attempt(machine, left, JUST_NOW)
    ended = run(machine, send_again=True)
    assert ended.outcome is Outcome.UNCONFIRMED
    assert "Run this again after 10:01:59 UTC" in ended.message
    assert state_of_attempt(machine) is left
    assert_left_alone(machine)


@OPEN
@pytest.mark.parametrize("ago", [JUST_NOW, LONG_AGO])
@pytest.mark.parametrize(
    ("status", "outcome"),
    [(Status.CANCELLED, Outcome.DONE), (Status.CANCEL_REQUESTED, Outcome.PENDING)],
)
def test_an_attempt_that_the_order_shows_is_adopted(
    left: AttemptState, ago: timedelta, status: Status, outcome: Outcome
) -> None:
    machine = machine_with(order_in(status))
    had_attempt(machine, left, ago)
    ended = run(machine)
    assert ended.outcome is outcome
    assert ended.message.startswith("An earlier attempt arrived.")
    assert state_of_attempt(machine) is AttemptState.ACCEPTED
    assert_left_alone(machine)


@OPEN
def test_an_attempt_that_was_overtaken_by_the_parcel_is_declined(left: AttemptState) -> None:
    machine = machine_with(order_in(Status.SHIPPED))
    had_attempt(machine, left, LONG_AGO)
    assert run(machine).outcome is Outcome.DECLINED
    assert state_of_attempt(machine) is AttemptState.REFUSED
    assert_left_alone(machine)


@OPEN
def test_an_attempt_that_arrived_and_was_declined_meanwhile_is_not_made_again(
    left: AttemptState,
) -> None:
    machine = machine_with(order_in(PAID))
    attempt = had_attempt(machine, left, LONG_AGO)
    for answered_at in (attempt.intended_at.replace(second=0), None):
        answer = SellerAnswer("declined", answered_at)
        machine.shop.put(order_in(PAID, answer=answer, controls=CANCELLABLE))
        ended = run(machine)
        assert ended.outcome is Outcome.DECLINED
        assert "add --send-again" in ended.message
        assert state_of_attempt(machine) is AttemptState.DECLINED
        assert_left_alone(machine)


@OPEN
def test_a_no_of_an_earlier_time_leaves_it_to_a_person_whether_it_was_one_to_this_attempt(
    left: AttemptState,
) -> None:
    machine = machine_with(order_in(PAID))
    attempt = had_attempt(machine, left, LONG_AGO)
    earlier = SellerAnswer("declined", attempt.intended_at - timedelta(hours=8))
    machine.shop.put(order_in(PAID, answer=earlier, controls=CANCELLABLE))
    with pytest.raises(NeedsPerson, match="not sent again on a doubt"):
        run(machine)
    assert state_of_attempt(machine) is left
    assert_left_alone(machine)


def test_an_intent_that_surely_was_not_sent_is_closed_and_started_over() -> None:
    machine = machine_with(order_in(PAID))
    had_attempt(machine, AttemptState.INTENDED, LONG_AGO)
    assert run(machine).outcome is Outcome.PENDING
    assert machine.shop.events == [
        "order",
        "find",
        "settle not_sent",
        "open dialog",
        "intend",
        "send",
        "sent",
        "close dialog",
        "find",
        "settle accepted",
    ]


def test_an_intent_is_not_started_over_while_two_pages_disagree() -> None:
    machine = machine_with(order_in(PAID))
    machine.shop.listed[ID] = order_in(Status.CANCEL_REQUESTED)
    had_attempt(machine, AttemptState.INTENDED, LONG_AGO)
    with pytest.raises(NeedsPerson, match="not sent again on a doubt"):
        run(machine)
    assert_left_alone(machine)


def test_what_was_sent_and_does_not_show_is_for_a_person() -> None:
    machine = machine_with(order_in(PAID))
    had_attempt(machine, AttemptState.SENT, LONG_AGO)
    with pytest.raises(NeedsPerson, match=r"look at the order in the shop.*--send-again"):
        run(machine)
    assert state_of_attempt(machine) is AttemptState.SENT
    assert_left_alone(machine)


@OPEN
def test_a_person_who_has_looked_may_send_again(left: AttemptState) -> None:
    machine = machine_with(order_in(PAID))
    had_attempt(machine, left, LONG_AGO)
    assert run(machine, send_again=True).outcome is Outcome.PENDING
    states = [attempt.state for attempt in machine.attempts.kept]
    assert states == [AttemptState.ABANDONED, AttemptState.ACCEPTED]
    assert machine.shop.sent == [ID]


# After an attempt that has ended


@pytest.mark.parametrize("ended_as", [AttemptState.ACCEPTED, AttemptState.DECLINED])
def test_a_request_that_the_seller_declined_is_not_sent_twice(ended_as: AttemptState) -> None:
    machine = machine_with(order_in(PAID))
    had_attempt(machine, ended_as, timedelta(days=1))
    ended = run(machine)
    assert ended.outcome is Outcome.DECLINED
    assert "2026-09-06 10:00 UTC" in ended.message
    assert "--send-again" in ended.message
    assert state_of_attempt(machine) is AttemptState.DECLINED
    assert_left_alone(machine)


@pytest.mark.parametrize("ended_as", [AttemptState.ACCEPTED, AttemptState.DECLINED])
def test_a_declined_request_is_sent_once_more_when_the_person_asks_for_it(
    ended_as: AttemptState,
) -> None:
    machine = machine_with(order_in(PAID))
    had_attempt(machine, ended_as, timedelta(days=1))
    assert run(machine, send_again=True).outcome is Outcome.PENDING
    states = [attempt.state for attempt in machine.attempts.kept]
    assert states == [AttemptState.DECLINED, AttemptState.ACCEPTED]


def test_an_unpaid_order_that_was_seen_cancelled_and_is_back_is_for_a_person() -> None:
    machine = machine_with(order_in(UNPAID))
    had_attempt(machine, AttemptState.ACCEPTED, timedelta(days=1))
    with pytest.raises(NeedsPerson, match="awaiting payment again"):
        run(machine, send_again=True)
    assert_left_alone(machine)


@pytest.mark.parametrize(
    "ended_as", [AttemptState.REFUSED, AttemptState.NOT_SENT, AttemptState.ABANDONED]
)
def test_after_an_attempt_that_came_to_nothing_the_way_is_free(ended_as: AttemptState) -> None:
    machine = machine_with(order_in(PAID))
    had_attempt(machine, ended_as, JUST_NOW)
    assert run(machine).outcome is Outcome.PENDING
    assert machine.shop.sent == [ID]


def test_an_accepted_attempt_whose_order_is_cancelled_is_done() -> None:
    machine = machine_with(
        order_in(Status.CANCELLED, ended_at=datetime(2026, 9, 7, tzinfo=UTC), controls=CANCELLABLE)
    )
    had_attempt(machine, AttemptState.ACCEPTED, timedelta(days=1))
    assert run(machine).outcome is Outcome.DONE
    assert_left_alone(machine)


def test_an_attempt_on_a_neighbouring_order_is_another_matter() -> None:
    machine = machine_with(order_in(PAID))
    neighbour = order_in(PAID, "8190000000020001")
    machine.attempts.intend(neighbour, Act.CANCEL, machine.clock.now())
    assert run(machine).outcome is Outcome.PENDING
    assert machine.shop.sent == [ID]


@OPEN
def test_an_order_that_has_lost_its_control_while_verified_has_not_overtaken_an_attempt(
    left: AttemptState,
) -> None:
    machine = machine_with(order_in(Status.PAYMENT_VERIFYING, controls=frozenset()))
    had_attempt(machine, left, JUST_NOW)
    assert run(machine).outcome is Outcome.UNCONFIRMED
    assert state_of_attempt(machine) is left
