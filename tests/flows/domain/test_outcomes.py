from itertools import pairwise

import pytest

from flows.domain.outcomes import WORST_FIRST, Outcome, worst
from flows.errors import (
    FlowError,
    NeedsPerson,
    Refused,
    ShopChanged,
    SignedOut,
    UnknownOrder,
    Unreachable,
)

EXIT_CODES = {
    Outcome.DONE: 0,
    Outcome.FAILED: 1,
    Outcome.USAGE: 2,
    Outcome.REFUSED: 3,
    Outcome.NEEDS_PERSON: 4,
    Outcome.SHOP_CHANGED: 5,
    Outcome.PENDING: 6,
    Outcome.DECLINED: 7,
    Outcome.BUSY: 8,
    Outcome.UNREACHABLE: 9,
    Outcome.UNCONFIRMED: 10,
}


def test_of_several_orders_the_worst_decides_in_the_promised_order() -> None:
    promised = [EXIT_CODES[o] for o in WORST_FIRST if o in EXIT_CODES and o is not Outcome.USAGE]
    assert promised == [1, 5, 4, 10, 9, 7, 3, 8, 6, 0]


def test_bad_usage_and_an_interruption_are_worse_than_what_any_order_brought() -> None:
    assert WORST_FIRST[:3] == (Outcome.FAILED, Outcome.USAGE, Outcome.INTERRUPTED)


def test_every_outcome_has_its_one_place_in_that_order() -> None:
    assert sorted(WORST_FIRST) == sorted(Outcome)


@pytest.mark.parametrize(("worse", "better"), list(pairwise(WORST_FIRST)))
def test_the_worse_of_two_wins_wherever_it_stands(worse: Outcome, better: Outcome) -> None:
    assert worst([better, worse]) is worst([worse, better]) is worse


def test_nothing_to_do_is_done() -> None:
    assert worst([]) is Outcome.DONE


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (FlowError, Outcome.FAILED),
        (Refused, Outcome.REFUSED),
        (UnknownOrder, Outcome.REFUSED),
        (NeedsPerson, Outcome.NEEDS_PERSON),
        (SignedOut, Outcome.NEEDS_PERSON),
        (ShopChanged, Outcome.SHOP_CHANGED),
        (Unreachable, Outcome.UNREACHABLE),
    ],
)
def test_the_class_of_an_error_says_what_happens_next(
    error: type[FlowError], outcome: Outcome
) -> None:
    assert error("why").outcome is outcome
