"""Worlds as files: all of them open, and a wrong one says where it is wrong."""

from pathlib import Path

import pytest

from mock_site import scenarios
from mock_site.scenarios import ScenarioError
from mock_site.statuses import EndReason, OrderStatus
from mock_site.variants import Variant
from mock_site.world import make_world

_GOOD = """\
now = 2026-03-02T09:00:00Z

[[accounts]]
username = "a@example.com"
password = "p"

[[orders]]
account = "a@example.com"

[[orders]]
account = "a@example.com"
status = "IN_CANCEL"
[orders.seller]
answer = "accept"
"""


def _file(folder: Path, text: str) -> Path:
    file = folder / "broken.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", scenarios.names())
def test_every_scenario_opens_with_its_orders_in_the_states_it_names(name: str) -> None:
    spec = scenarios.load(name)
    assert spec.about, "a scenario says what it is for"
    shop = make_world(spec, rate=0).shop
    wanted = [order.status for order in spec.orders for _ in range(order.count)]
    assert [order.status for order in shop.orders.values()] == wanted
    assert shop.clock.now() == spec.now
    assert shop.log == []


def test_the_worlds_that_others_rely_on_are_there() -> None:
    assert {"everyday", "every-state", "hundreds", "demo", "empty"} <= set(scenarios.names())


def test_every_state_has_one_order_in_each_state_and_one_for_each_end() -> None:
    orders = make_world(scenarios.load("every-state"), rate=0).shop.orders.values()
    unfinished = [order.status for order in orders if order.status is not OrderStatus.FINISH]
    assert sorted(unfinished) == sorted(set(OrderStatus) - {OrderStatus.FINISH})
    assert {order.end_reason for order in orders} >= set(EndReason)


def test_the_hundreds_are_two_hundred_and_fifty() -> None:
    assert len(make_world(scenarios.load("hundreds")).shop.orders) == 250


def test_an_unknown_scenario_is_answered_with_those_that_are_there() -> None:
    with pytest.raises(ScenarioError, match=r"'nonsense'.*demo.*everyday.*hundreds"):
        scenarios.load("nonsense")


@pytest.mark.parametrize("name", ["", "../scenarios/demo", "demo.toml", "/etc/passwd"])
def test_a_name_is_not_a_path(name: str) -> None:
    with pytest.raises(ScenarioError, match="No scenario is called"):
        scenarios.load(name)


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        (
            'status = "IN_CANCEL"',
            'status = "CANCELLING"',
            r"line 12: orders\.1\.status is 'CANCELLING'; expected: 'PLACE_ORDER_SUCCESS', ",
        ),
        (
            'answer = "accept"',
            'answer = "shrug"',
            r"line 14: orders\.1\.seller\.answer is 'shrug'; expected: 'accept', 'decline', ",
        ),
        ("now = 2026", "now = 1850", r"line 1: now is '1850-.*expected: a time in the years 2000"),
        ('password = "p"\n', "", r"line 3: accounts\.0\.password is None; expected: a value"),
        (
            'password = "p"',
            'password = "p"\nfirst = "Ann"',
            r"line 6: accounts\.0\.first is 'Ann'; expected: one of username, password, first_name",
        ),
        (
            '[[orders]]\naccount = "a@example.com"\n\n',
            "[[orders]]\nage_h = 3\n\n",
            r"line 7: orders\.0\.account is None; expected: a value",
        ),
        (
            'account = "a@example.com"\nstatus',
            'account = "b@example.com"\nstatus',
            r"line 11: orders\.1\.account is 'b@example\.com'; .*a@example\.com",
        ),
        ("now = ", 'layout = "baroque"\nnow = ', r"line 1: layout is 'baroque'; expected: .*curr"),
        ("now = ", "seed = nan\nnow = ", r"line 1: seed is 'nan'; expected: "),
        (
            'answer = "accept"',
            "after_s = inf",
            r"line 14: orders\.1\.seller\.after_s is 'inf'; expected: a finite number",
        ),
        (
            'answer = "accept"',
            'answer = "accept"\n[[orders]]\naccount = "a@example.com"\nplaced_at = 2026-04-01',
            r"line 17: orders\.2\.placed_at is '2026-04-01T.*expected: no time after 2026-03-02",
        ),
        (
            'account = "a@example.com"\n\n',
            'account = "a@example.com"\nsame_purchase = true\n\n',
            r"line 9: orders\.0\.same_purchase is True; expected: an order of the same account",
        ),
        (
            "[[orders]]",
            '[[accounts]]\nusername = "a@example.com"\npassword = "q"\n[[orders]]',
            r"accounts\.1\.username is 'a@example\.com'; expected: another name",
        ),
        (
            "[[accounts]]",
            '[variant]\nlabels = "ref_number"\ncancel_in = "menu"\n[[accounts]]',
            r"line 5: variant\.cancel_in is 'menu'; expected: 'detail', 'list' or 'more'",
        ),
        (
            'answer = "accept"',
            'total = "9.00"',
            r"line 14: orders\.1\.seller\.total is '9\.00'; expected: one of name, answer, after_s",
        ),
        ('username = "a@example.com"', "username = 7", r"line 4: accounts\.0\.username is 7; .*st"),
        (
            'answer = "accept"',
            'answer = "accept"\n[orders.dispute]\nreason = "notReceived"',
            r"line 15: orders\.1\.dispute is 'notReceived'; expected: none, for there is no",
        ),
        (
            "[[orders]]",
            '[[faults]]\nkind="slow"\nat="any"\n[[faults]]\nkind="slow"\nat="attic"\n[[orders]]',
            r"line 12: faults\.1\.at is 'attic'; expected: 'sign_in', 'orders\.list', ",
        ),
        (
            "[[orders]]",
            '[[faults]]\nat = "sign_in"\nkind = "lie"\n[[orders]]',
            r"line 8: faults\.0\.at is 'sign_in'; expected: where lie can strike: ",
        ),
        (
            "[[orders]]",
            '[[faults]]\nat = "any"\nkind = "slow"\naccount = "b@example.com"\n[[orders]]',
            r"line 10: faults\.0\.account is 'b@example\.com'; expected: an account of this world",
        ),
        ("[[orders]]", "[terms]\nto_nap = 5\n[[orders]]", r"line 8: terms\.to_nap is 5; .*to_pay"),
        (
            'answer = "accept"',
            '[[orders.items]]\ntitle="Lamp"\nprice=2\n[[orders.items]]\ntitle="Wick"\nprice="x"',
            r"line 19: orders\.1\.items\.1\.price is 'x'; expected: a valid decimal",
        ),
    ],
)
def test_a_wrong_scenario_names_file_line_field_value_and_what_is_allowed(
    tmp_path: Path, good: str, bad: str, complaint: str
) -> None:
    assert good in _GOOD
    with pytest.raises(ScenarioError, match=complaint) as told:
        scenarios.read(_file(tmp_path, _GOOD.replace(good, bad, 1)))
    assert str(told.value).startswith("broken.toml, line ")
    assert "\n" not in str(told.value), "one mistake, one sentence"


def test_a_world_names_the_variant_of_its_pages(tmp_path: Path) -> None:
    text = _GOOD.replace("[[accounts]]", '[variant]\nwidth = "phone"\n[[accounts]]')
    shop = make_world(scenarios.read(_file(tmp_path, text))).shop
    assert shop.variant == Variant(width="phone")


def test_a_file_that_is_not_toml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"broken\.toml is not valid TOML: .*line 2"):
        scenarios.read(_file(tmp_path, "now = 2026-03-02\nseed = = 3\n"))


def test_a_file_that_is_not_text_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(b"about = '\xff'")
    with pytest.raises(ScenarioError, match=r"broken\.toml is not valid TOML: "):
        scenarios.read(file)


def test_a_field_in_an_inline_table_is_found_by_the_line_that_holds_it(tmp_path: Path) -> None:
    text = _GOOD.replace('[orders.seller]\nanswer = "accept"', 'seller = { answer = "shrug" }')
    with pytest.raises(ScenarioError, match=r"line 13: orders\.1\.seller\.answer is 'shrug'"):
        scenarios.read(_file(tmp_path, text))


def test_several_mistakes_are_told_a_line_each(tmp_path: Path) -> None:
    text = _GOOD.replace("IN_CANCEL", "CANCELLING").replace('password = "p"', "password = 5")
    with pytest.raises(ScenarioError) as told:
        scenarios.read(_file(tmp_path, text))
    assert len(str(told.value).splitlines()) == 2
