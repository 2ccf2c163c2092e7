from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automator.ledger.following import WaitingFor
from automator.watch.when import next_look
from tests.flows.moments import NOW, moments

A_MINUTE = timedelta(minutes=1)
FOR_SOMETHING = st.sampled_from([WaitingFor.PROOF, WaitingFor.SELLER, WaitingFor.REFUND])

waits = st.integers(0, 400 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))


def around(pause: timedelta, moment: datetime | None) -> bool:
    """Whether the next look is after this pause, give or take the jitter of a tenth."""
    return moment is not None and 0.9 * pause <= moment - NOW <= 1.1 * pause


@pytest.mark.parametrize("waiting_for", [WaitingFor.ARRIVAL, WaitingFor.NOTHING])
def test_where_the_shop_has_nothing_more_to_show_there_is_no_next_look(
    waiting_for: WaitingFor,
) -> None:
    assert next_look(waiting_for, NOW, NOW) is None


def test_money_that_was_sent_is_asked_about_once_when_it_should_be_there() -> None:
    due = NOW + timedelta(days=9)
    assert next_look(WaitingFor.ARRIVAL, NOW, NOW, due) == due + A_MINUTE
    assert next_look(WaitingFor.ARRIVAL, NOW, due + A_MINUTE, due) is None


@given(waits, FOR_SOMETHING)
def test_the_next_look_is_a_minute_to_half_a_day_away_with_jitter(
    waited: timedelta, waiting_for: WaitingFor
) -> None:
    look = next_look(waiting_for, NOW - waited, NOW)
    assert look is not None
    assert 0.9 * A_MINUTE <= look - NOW <= 1.1 * timedelta(hours=12)


@pytest.mark.parametrize(
    ("waited", "pause"),
    [
        (timedelta(0), A_MINUTE),
        (timedelta(minutes=5), A_MINUTE),
        (timedelta(hours=1), timedelta(minutes=6)),
        (timedelta(hours=10), timedelta(hours=1)),
        (timedelta(days=3), timedelta(hours=2)),
    ],
)
def test_an_answer_is_looked_for_soon_at_first_and_then_less_often(
    waited: timedelta, pause: timedelta
) -> None:
    assert around(pause, next_look(WaitingFor.SELLER, NOW - waited, NOW))
    assert around(pause, next_look(WaitingFor.PROOF, NOW - waited, NOW))


@given(waits)
def test_a_refund_is_looked_for_twice_a_day(waited: timedelta) -> None:
    assert around(timedelta(hours=12), next_look(WaitingFor.REFUND, NOW - waited, NOW))


@given(waits, FOR_SOMETHING, moments)
def test_the_next_look_is_never_past_the_minute_in_which_a_countdown_ends(
    waited: timedelta, waiting_for: WaitingFor, deadline: datetime
) -> None:
    look = next_look(waiting_for, NOW - waited, NOW, deadline)
    assert look is not None
    assert look > NOW
    if deadline > NOW:
        assert look <= deadline + A_MINUTE


def test_many_followed_orders_are_not_looked_at_in_the_same_second() -> None:
    looks = {next_look(WaitingFor.REFUND, NOW, NOW) for _ in range(20)}
    assert len(looks) > 10
