"""B2 for all but cancelling: an intent before the click, a second reading, no send on a doubt."""

from datetime import datetime, timedelta

import pytest

from flows.domain.acts import ONCE_ONLY, Act
from flows.domain.orders import Order, Status
from flows.domain.outcomes import Outcome
from flows.errors import NeedsPerson, Unreachable
from flows.ports import Attempt, AttemptState
from flows.send_once import SHOWS_CHANGES_WITHIN, Sending, Sent, after_earlier, send_once
from flows.storefront import ShopAnswer
from tests.flows.fakes import ID, Machine, order_in

COMPLETED = order_in(Status.COMPLETED)
LONG_AGO = SHOWS_CHANGES_WITHIN + timedelta(seconds=1)
JUST_NOW = timedelta(seconds=1)


class Killed(BaseException):
    """The process is gone: nothing that runs afterwards may catch it."""


class Basket:
    """Where a deleted order shows; it may show late, or die at the click or the reading."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.answer = ShopAnswer("Deleted")
        self.shows_after = 1
        self.dies = ""
        self.trouble: Exception | None = None
        self.arrived = 0

    def click(self) -> ShopAnswer:
        if self.dies == "before the click":
            raise Killed
        self.machine.shop.say("click")
        self.arrived += not self.answer.refused
        if self.dies == "after the click":
            raise Killed
        return self.answer

    def shown(self, since: datetime) -> Order | None:
        del since
        self.machine.shop.say("look")
        if self.dies == "at the second reading":
            raise Killed
        if self.trouble:
            raise self.trouble
        self.shows_after -= 1
        return COMPLETED if self.arrived and self.shows_after <= 0 else None

    def sending(self, act: Act = Act.DELETE, what: str = "") -> Sending:
        return Sending(act, COMPLETED, self.shown, self.machine.ports, what)

    def run(self, act: Act = Act.DELETE, *, send_again: bool = False, what: str = "") -> Sent:
        """The whole protocol, as a journey goes through it."""
        sending = self.sending(act, what)
        return after_earlier(sending, send_again=send_again) or send_once(sending, self.click)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def basket(machine: Machine) -> Basket:
    return Basket(machine)


def left(machine: Machine, state: AttemptState, ago: timedelta, act: Act = Act.DELETE) -> Attempt:
    """An attempt that an earlier run left in this state."""
    at = machine.clock.now() - ago
    attempt = machine.attempts.intend(COMPLETED, act, at)
    if state is AttemptState.INTENDED:
        return attempt
    attempt = machine.attempts.sent(attempt, None, at)
    if state is not AttemptState.SENT:
        machine.attempts.settle(attempt, state, COMPLETED, at)
    return attempt


def state(machine: Machine, act: Act = Act.DELETE, what: str = "") -> AttemptState:
    latest = machine.attempts.latest(ID, act, what)
    assert latest is not None
    return latest.state


def test_an_intent_is_kept_before_the_click_and_its_effect_is_read_before_it_counts(
    machine: Machine, basket: Basket
) -> None:
    ended = basket.run()
    assert (ended.outcome, ended.message) == (Outcome.DONE, "A second reading shows it.")
    assert machine.shop.events == ["intend", "click", "sent", "look", "settle accepted"]
    assert machine.seen.kept == [f"{ID}-before-delete", f"{ID}-after-delete"]


def test_what_shows_a_little_late_is_waited_for(machine: Machine, basket: Basket) -> None:
    basket.shows_after = 3
    assert basket.run().outcome is Outcome.DONE
    assert machine.shop.events.count("click") == 1


def test_a_success_that_does_not_show_is_unconfirmed_and_stays_open(
    machine: Machine, basket: Basket
) -> None:
    basket.shows_after = 99
    ended = basket.run()
    assert ended.outcome is Outcome.UNCONFIRMED
    assert 'the shop said "Deleted", but a second reading does not show it' in ended.message
    assert state(machine) is AttemptState.SENT


def test_a_plain_refusal_ends_the_attempt(machine: Machine, basket: Basket) -> None:
    basket.answer = ShopAnswer("You can't delete this order", refused=True)
    ended = basket.run()
    assert ended.outcome is Outcome.REFUSED
    assert "You can't delete this order" in ended.message
    assert state(machine) is AttemptState.REFUSED


def test_a_refusal_of_what_took_effect_all_the_same_is_done(
    machine: Machine, basket: Basket
) -> None:
    basket.answer = ShopAnswer("Error", refused=True)
    basket.arrived = 1
    assert basket.run().outcome is Outcome.DONE
    assert state(machine) is AttemptState.ACCEPTED


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (Unreachable("The shop is down."), Outcome.UNCONFIRMED),
        (NeedsPerson("A slider."), Outcome.NEEDS_PERSON),
    ],
)
def test_a_second_reading_that_fails_proves_nothing(
    machine: Machine, basket: Basket, trouble: Exception, outcome: Outcome
) -> None:
    basket.trouble = trouble
    ended = basket.run()
    assert ended.outcome is outcome
    assert str(trouble) in ended.message
    assert state(machine) is AttemptState.SENT


OPEN = pytest.mark.parametrize("before", [AttemptState.INTENDED, AttemptState.SENT])


@OPEN
@pytest.mark.parametrize("ago", [JUST_NOW, LONG_AGO])
def test_an_open_attempt_that_shows_is_adopted_without_a_click(
    machine: Machine, basket: Basket, before: AttemptState, ago: timedelta
) -> None:
    left(machine, before, ago)
    basket.arrived = 1
    ended = basket.run()
    assert (ended.outcome, ended.message) == (
        Outcome.DONE,
        "An earlier attempt arrived; the shop shows it.",
    )
    assert "click" not in machine.shop.events
    assert state(machine) is AttemptState.ACCEPTED


@OPEN
def test_while_an_open_attempt_may_still_show_nothing_is_clicked(
    machine: Machine, basket: Basket, before: AttemptState
) -> None:
    left(machine, before, JUST_NOW)
    ended = basket.run(send_again=True)
    assert ended.outcome is Outcome.UNCONFIRMED
    assert "Run this again after 10:01:59 UTC" in ended.message
    assert "click" not in machine.shop.events


def test_an_intent_that_never_showed_was_not_sent_and_is_started_over(
    machine: Machine, basket: Basket
) -> None:
    left(machine, AttemptState.INTENDED, LONG_AGO)
    assert basket.run().outcome is Outcome.DONE
    states = [attempt.state for attempt in machine.attempts.kept]
    assert states == [AttemptState.NOT_SENT, AttemptState.ACCEPTED]


def test_a_click_that_never_showed_is_for_a_person(machine: Machine, basket: Basket) -> None:
    left(machine, AttemptState.SENT, LONG_AGO)
    with pytest.raises(NeedsPerson, match=rf"deletion of order {ID} was sent .*--send-again"):
        basket.run()
    assert "click" not in machine.shop.events


@OPEN
def test_a_person_who_has_looked_may_send_again(
    machine: Machine, basket: Basket, before: AttemptState
) -> None:
    left(machine, before, LONG_AGO)
    basket.shows_after = 2  # the first look is at what the earlier attempt did
    assert basket.run(send_again=True).outcome is Outcome.DONE
    states = [attempt.state for attempt in machine.attempts.kept]
    assert states == [AttemptState.ABANDONED, AttemptState.ACCEPTED]


@pytest.mark.parametrize("act", [act for act in Act if act not in ONCE_ONLY])
def test_what_can_be_done_again_may_be_sent_after_it_was_accepted(
    machine: Machine, basket: Basket, act: Act
) -> None:
    """A restored order can be deleted again."""
    left(machine, AttemptState.ACCEPTED, LONG_AGO, act)
    assert basket.run(act).outcome is Outcome.DONE


@pytest.mark.parametrize("act", ONCE_ONLY)
def test_what_can_be_done_once_only_is_not_sent_after_it_was_accepted(
    machine: Machine, basket: Basket, act: Act
) -> None:
    left(machine, AttemptState.ACCEPTED, LONG_AGO, act)
    with pytest.raises(NeedsPerson, match="can be done only once"):
        basket.run(act, send_again=True)
    assert "click" not in machine.shop.events


def test_an_open_attempt_at_something_else_is_another_matter(
    machine: Machine, basket: Basket
) -> None:
    left(machine, AttemptState.SENT, LONG_AGO, Act.MESSAGE)
    assert basket.run(Act.DELETE).outcome is Outcome.DONE
    assert basket.run(Act.MESSAGE, what="another text").outcome is Outcome.DONE
    with pytest.raises(NeedsPerson):
        Basket(machine).run(Act.MESSAGE)


DEATHS = ["before the click", "after the click", "at the second reading"]


@pytest.mark.parametrize("dies", DEATHS)
def test_wherever_a_run_dies_the_next_ones_click_at_most_once_and_know_how_it_ended(
    machine: Machine, basket: Basket, dies: str
) -> None:
    basket.dies = dies
    with pytest.raises(Killed):
        basket.run()
    basket.dies = ""
    if not basket.arrived:
        assert basket.run().outcome is Outcome.UNCONFIRMED
    machine.clock.wind(seconds=LONG_AGO.total_seconds())
    assert basket.run().outcome is Outcome.DONE
    assert machine.shop.events.count("click") == 1
    assert state(machine) is AttemptState.ACCEPTED
