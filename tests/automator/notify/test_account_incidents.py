"""What is told of runs that end well: a list that shrank, a session that is about to end."""

from datetime import timedelta

import pytest

from automator.ledger.notices import Incident, Over
from automator.ledger.runs import RunEntry
from automator.notify.incidents import from_list, from_session
from flows.domain.outcomes import Outcome
from tests.flows.moments import NOW

DAY = timedelta(days=1)


def runs(*listed: int | None) -> list[RunEntry]:
    """The newest first."""
    return [
        RunEntry(
            id=number,
            command="watch",
            began_at=NOW,
            ended_at=NOW,
            outcome=Outcome.DONE,
            message="",
            due=0,
            read=0,
            listed=count,
            next_at=None,
        )
        for number, count in enumerate(listed)
    ]


@pytest.mark.parametrize("counts", [(0, 30, 30), (0, None, 9), (14, 30), (0, 0, 0, 5)])
def test_a_list_that_suddenly_shows_far_fewer_orders_is_an_incident(
    counts: tuple[int | None, ...],
) -> None:
    """Danger 8: a signed-out page can look like an account without orders."""
    [told] = from_list(runs(*counts))
    assert isinstance(told, Incident)
    assert f"It showed {counts[0]} order(s)" in told.why


@pytest.mark.parametrize("counts", [(30,), (0,), (29, 30), (0, 4), (15, 30), (31, 0, 30)])
def test_a_list_as_long_as_before_or_never_long_is_none(counts: tuple[int, ...]) -> None:
    assert list(from_list(runs(*counts))) == [Over("account:list_shrank")]


def test_runs_that_read_no_list_to_its_end_say_nothing_of_it() -> None:
    assert list(from_list(runs(None, None))) == []


def test_of_runs_of_which_the_newest_read_no_list_the_one_before_counts() -> None:
    [told] = from_list(runs(None, 0, 30))
    assert isinstance(told, Incident)


def test_the_end_of_a_session_is_told_five_days_before() -> None:
    assert list(from_session(NOW + 6 * DAY, NOW)) == [Over("account:session_ends")]
    [told] = from_session(NOW + 4 * DAY, NOW)
    assert isinstance(told, Incident)
    assert (told.title, told.act_by) == ("Your sign-in is about to end", NOW + 4 * DAY)
    [told] = from_session(NOW, NOW)
    assert isinstance(told, Incident)
    assert told.title == "Your sign-in has ended"


def test_an_end_that_is_not_known_or_of_no_concern_is_not_told() -> None:
    assert list(from_session(None, NOW)) == [Over("account:session_ends")]
