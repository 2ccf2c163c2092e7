"""The shop's time."""

import math
from datetime import timedelta

import pytest

from mock_site.clock import FASTEST, LAST, Clock
from tests.mock_site.stage import START


def test_a_stopped_clock_moves_only_when_it_is_wound() -> None:
    clock = Clock(START, rate=0)
    assert clock.now() == clock.now() == START
    clock.wind(90.5)
    assert clock.now() == START + timedelta(seconds=90.5)


def test_a_running_clock_goes_on_from_where_it_was_wound_to() -> None:
    clock = Clock(START, rate=FASTEST)
    clock.wind(3600)
    first = clock.now()
    assert first >= START + timedelta(hours=1)
    while clock.now() == first:
        pass
    assert clock.now() > first


def test_a_change_of_rate_does_not_make_the_time_jump() -> None:
    clock = Clock(START, rate=0)
    clock.run_at(FASTEST)
    clock.run_at(0)
    stopped_at = clock.now()
    assert START <= stopped_at < START + timedelta(days=30)
    assert clock.now() == stopped_at


@pytest.mark.parametrize("seconds", [-1, math.nan, math.inf, -math.inf, 1e300])
def test_time_goes_neither_back_nor_nowhere_nor_beyond_its_end(seconds: float) -> None:
    clock = Clock(START, rate=0)
    with pytest.raises(ValueError, match="seconds"):
        clock.wind(seconds)
    assert clock.now() == START


@pytest.mark.parametrize("rate", [-1, math.nan, math.inf, FASTEST * 2])
def test_a_clock_runs_forward_at_a_bounded_rate(rate: float) -> None:
    clock = Clock(START, rate=0)
    with pytest.raises(ValueError, match="rate"):
        clock.run_at(rate)
    with pytest.raises(ValueError, match="rate"):
        Clock(START, rate)
    assert clock.rate == 0


def test_time_stands_still_at_its_end() -> None:
    clock = Clock(LAST - timedelta(seconds=1), rate=FASTEST)
    while clock.now() < LAST:
        pass
    assert clock.now() == LAST
