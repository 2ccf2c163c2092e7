"""What all worlds of `fixtures/scenarios/` have in common, whatever their story is."""

import re
import time
from pathlib import Path
from typing import Any, get_args

import pytest

from mock_site import scenarios
from mock_site.specs import Group
from mock_site.truth import whole_truth
from mock_site.world import World, make_world
from tests.mock_site.opened import PASSWORD

_README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
_OLDER = {"demo", "hundreds", "five-thousand", "everyday"}
"""Worlds with passwords of their own."""

every_world = pytest.mark.parametrize("name", scenarios.names())


def _open(name: str) -> World:
    return make_world(scenarios.load(name), rate=0, name=name)


def _state(world: World) -> Any:
    return whole_truth(world.shop), world.shop.faults.listed(), world.shop.orders


@every_world
def test_a_world_tells_what_happens_in_it_and_what_that_teaches(name: str) -> None:
    spec = scenarios.load(name)
    for text in (spec.about, spec.lesson):
        assert re.fullmatch(r"[A-Z].{20,300}\.", text)
    assert spec.group in get_args(Group)
    for account in spec.accounts:
        assert account.persona


@every_world
def test_a_world_stands_in_the_readme_as_it_tells_of_itself(name: str) -> None:
    spec = scenarios.load(name)
    assert f"| `{name}` | {spec.about} | {spec.lesson} |" in _README


@every_world
def test_a_world_opens_in_less_than_a_second(name: str) -> None:
    begun = time.process_time()  # what others do on the machine meanwhile does not count
    _open(name)
    assert time.process_time() - begun < 1


@every_world
def test_a_world_opens_the_same_each_time(name: str) -> None:
    assert _state(_open(name)) == _state(_open(name))


@every_world
def test_twenty_days_at_once_are_the_same_as_hour_by_hour(name: str) -> None:
    at_once, by_the_hour = _open(name), _open(name)
    at_once.shop.wind(20 * 86_400)
    for _ in range(480):
        by_the_hour.shop.wind(3600)
    assert _state(at_once) == _state(by_the_hour)


@every_world
def test_whatever_happens_in_twenty_days_happened_within_them(name: str) -> None:
    world = _open(name)
    before = dict(world.shop.orders)
    world.shop.wind(20 * 86_400)
    begun, now = scenarios.load(name).now, world.shop.clock.now()
    for order in world.shop.orders.values():
        changed = order != before[order.id]
        assert order.status_since <= now
        assert order.deadline is None or order.deadline > now
        if changed and order.status is not before[order.id].status:
            assert begun < order.status_since


@pytest.mark.parametrize("name", sorted(set(scenarios.names()) - _OLDER))
def test_one_password_opens_all_accounts_of_a_world(name: str) -> None:
    assert {account.password for account in scenarios.load(name).accounts} == {PASSWORD}


def test_worlds_are_told_group_by_group_and_none_is_left_out() -> None:
    told = scenarios.told()
    assert list(told) == list(get_args(Group))
    names = [it.name for members in told.values() for it in members]
    assert sorted(names) == scenarios.names()


def test_no_two_worlds_tell_the_same_story_or_have_the_same_seed() -> None:
    specs = [scenarios.load(name) for name in scenarios.names()]
    assert len({spec.about for spec in specs}) == len(specs)
    assert len({spec.lesson for spec in specs}) == len(specs)
    assert len({spec.seed for spec in specs}) == len(specs)


def test_a_file_that_can_not_be_read_is_told_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "odd.toml").write_text('about = "Odd."\ngroup = "odd"\n', "utf-8")
    (tmp_path / "torn.toml").write_text("about = \n", "utf-8")
    monkeypatch.setattr(scenarios, "_FOLDER", tmp_path)
    (odd, torn) = scenarios.told()["other"]
    assert (odd.name, odd.about) == ("odd", "Odd.")
    assert "line 1" in torn.about
