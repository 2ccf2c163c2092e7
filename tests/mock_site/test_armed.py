"""In which sequence what was armed is met: a line at each place, and standing trouble beside it."""

from typing import Any

import pytest

from mock_site.armed import Faults
from mock_site.faults import POP_UPS, STATE_KINDS
from tests.mock_site.stage import ANNA, NOAH, a_fault

LIST = "orders.list"


def _armed(*faults: dict[str, Any], seed: int = 1) -> Faults:
    armed = Faults(seed)
    for fault in faults:
        armed.arm(a_fault(**{"at": LIST, **fault}))
    return armed


def _met(faults: Faults, visits: int, place: str = LIST) -> list[str | None]:
    """The kinds of what so many visits meet, one after the other."""
    taken = [faults.take(place) for _ in range(visits)]
    return [fault.kind if fault else None for fault in taken]


def _struck(faults: Faults, visits: int) -> list[int]:
    """Which of so many visits were struck, counted from 1."""
    return [number for number, kind in enumerate(_met(faults, visits), 1) if kind]


# ---------- in line ----------


def test_faults_of_one_place_are_met_in_the_sequence_they_were_armed() -> None:
    faults = _armed({"kind": "slow"}, {"kind": "hang"}, {"kind": "slow"})
    assert _met(faults, 4) == ["slow", "hang", "slow", None]


def test_a_fault_armed_several_times_is_met_as_often() -> None:
    faults = _armed({"at": "any", "kind": "popup", "times": 3})
    places = ("sign_in", "any", "refund.view", LIST)
    assert [faults.take(place) is not None for place in places] == [True, True, True, False]


def test_a_fault_waits_for_its_place() -> None:
    faults = _armed({"at": "refund.view", "kind": "hang"})
    assert faults.take(LIST) is None
    assert faults.take("refund.view") is not None


def test_a_fault_of_another_kind_blocks_those_behind_it() -> None:
    faults = Faults()
    faults.arm(a_fault("cancel.submit", "slow"))
    faults.arm(a_fault("cancel.submit", "lie"))
    assert faults.take("cancel.submit", STATE_KINDS) is None
    assert faults.take("cancel.submit", {"slow"}) == a_fault("cancel.submit", "slow")
    assert faults.take("cancel.submit", STATE_KINDS) == a_fault("cancel.submit", "lie")


def test_a_fault_for_any_place_waits_for_one_where_it_can_strike_and_blocks_meanwhile() -> None:
    faults = _armed({"at": "any", "kind": "garbled"}, {"at": "sign_in", "kind": "slow"})
    assert _met(faults, 1, "sign_in") == [None]
    assert _met(faults, 1) == ["garbled"]
    assert _met(faults, 1, "sign_in") == ["slow"]


def test_another_buyers_fault_blocks_nobody() -> None:
    faults = _armed({"kind": "hang", "account": NOAH}, {"kind": "slow"})
    taken = [faults.take(LIST, account=who) for who in (ANNA, NOAH, None)]
    assert [fault.kind if fault else None for fault in taken] == ["slow", "hang", None]


def test_one_request_meets_one_fault_once_though_it_has_several_places() -> None:
    faults = _armed({"at": "any", "kind": "missing", "times": 3}, {"at": "any", "kind": "renamed"})
    met: set[int] = set()
    taken = [faults.take(place, met=met) for place in (LIST, "cancel.open", "sign_in")]
    assert [fault.kind if fault else None for fault in taken] == ["missing", None, None]
    assert faults.listed()[0]["times"] == 2


# ---------- beside the line ----------


def test_the_first_requests_may_be_let_pass() -> None:
    assert _struck(_armed({"kind": "signed_out", "after": 3}), 8) == [4]
    assert _struck(_armed({"kind": "signed_out", "after": 3, "times": 2}), 8) == [4, 5]


def test_every_so_many_requests_one_is_struck() -> None:
    assert _struck(_armed({"kind": "slider", "every": 3, "times": None}), 10) == [3, 6, 9]
    late = {"kind": "slider", "every": 3, "after": 2, "times": 2}
    assert _struck(_armed(late), 14) == [5, 8]


def test_without_an_end_every_request_is_struck() -> None:
    assert _struck(_armed({"kind": "slow", "times": None}), 2000) == list(range(1, 2001))


def test_only_requests_that_could_be_struck_are_counted() -> None:
    faults = _armed({"kind": "hang", "after": 2, "account": ANNA})
    for passing in (
        {"place": "refund.view", "account": ANNA},
        {"place": LIST, "account": NOAH},
        {"place": LIST, "account": ANNA, "kinds": STATE_KINDS},
    ):
        for _ in range(5):
            assert faults.take(**passing) is None
    assert [faults.take(LIST, account=ANNA) is None for _ in range(3)] == [True, True, False]


def test_one_request_counts_once_though_it_has_several_places() -> None:
    faults = _armed({"at": "any", "kind": "popup", "after": 1})
    for struck in (False, True):
        met: set[int] = set()
        taken = [faults.take(place, met=met) for place in ("order.detail", "cancel.open")]
        assert any(taken) == struck


def test_chance_strikes_about_as_often_as_it_says() -> None:
    struck = len(_struck(_armed({"kind": "popup", "chance": 0.3, "times": None}), 2000))
    assert 540 < struck < 660


def test_chance_may_be_met_a_limited_number_of_times() -> None:
    assert len(_struck(_armed({"kind": "popup", "chance": 0.5, "times": 4}), 200)) == 4


def test_the_same_seed_and_the_same_requests_are_struck_alike() -> None:
    by_chance = {"kind": "popup", "chance": 0.3, "times": None, "which": "any"}

    def visited(seed: int) -> list[str | None]:
        faults = _armed({"kind": "slow", "chance": 0.5, "times": None}, by_chance, seed=seed)
        taken = [faults.take(LIST, {"popup"}) for _ in range(60)]
        return [fault.which if fault else None for fault in taken]

    assert visited(7) == visited(7)
    assert visited(7) != visited(8)
    assert set(visited(7)) == {*POP_UPS, None}


def test_two_standing_faults_of_one_kind_are_not_struck_together() -> None:
    by_chance = {"kind": "popup", "chance": 0.5, "times": None}
    first, second = (_struck(_armed(*[by_chance] * n), 40) for n in (1, 2))
    assert first != second
    assert set(first) < set(second)


@pytest.mark.parametrize("own_time", [{"after": 9}, {"every": 9}, {"chance": 0.01}])
def test_what_keeps_time_by_itself_blocks_nobody(own_time: dict[str, Any]) -> None:
    faults = _armed({"kind": "hang", **own_time}, {"kind": "slow"})
    assert _met(faults, 2) == ["slow", None]


def test_what_keeps_time_by_itself_is_not_blocked() -> None:
    faults = _armed({"kind": "code", "at": "any"}, {"kind": "hang", "after": 1})
    assert _met(faults, 3) == [None, "hang", None]


def test_where_two_could_strike_the_one_in_line_does_and_the_other_counts_on() -> None:
    faults = _armed({"kind": "slider", "every": 2, "times": None}, {"kind": "slow", "times": 2})
    assert _met(faults, 6) == ["slow", "slow", None, "slider", None, "slider"]
    faults = _armed({"kind": "hang", "after": 1}, {"kind": "slow", "times": 3})
    assert _met(faults, 5) == ["slow", "slow", "slow", "hang", None]


def test_what_is_armed_is_listed_with_the_times_it_has_left() -> None:
    faults = _armed({"kind": "slow", "times": 3, "ms": 5}, {"kind": "popup", "times": None})
    faults.take(LIST, {"slow"})
    slow, popup = faults.listed()
    assert slow == {
        "at": LIST, "kind": "slow", "times": 2, "ms": 5.0, "s": 60.0, "account": None,
        "after": 0, "every": 1, "chance": 1.0, "which": None,
    }  # fmt: skip
    assert popup["times"] is None
    faults.clear()
    assert faults.listed() == []
