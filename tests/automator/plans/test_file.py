"""A plan is checked whole before anything is opened, and every mistake has its line."""

from pathlib import Path

import pytest

from automator.plans.file import PlanError, read_plan
from flows.domain.cancellation import Reason
from flows.domain.orders import Status


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.toml"


def told(plan: Path, text: str) -> list[str]:
    """What is told of this plan, line by line, without the sentence above."""
    plan.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as error:
        read_plan(plan)
    first, *lines = str(error.value).splitlines()
    assert "Nothing was opened or sent." in first
    return [line.strip() for line in lines]


def rule(*lines: str, name: str = "a") -> str:
    return "\n".join(["[[rule]]", f'name = "{name}"', *lines, ""])


def test_every_mistake_is_told_at_once_with_line_value_and_what_is_allowed(plan: Path) -> None:
    text = """\
[limits]
per_run = true
per_dya = 3

[[rule]]
name = "a"
when.status = ["awaiting_paymnt",
  "shipped_early"]
when.older_than = "3 days"
when.title = "phone"
younger_than = "3d"

[[rule]]
name = 3
reason = "foo"
"""
    lines = told(plan, text)
    for number, *parts in (
        (2, "per_run = true", "whole number"),
        (3, "per_dya = 3", "nearest known one is per_day"),
        (7, '"awaiting_paymnt"', "Did you mean 'awaiting_payment'?"),
        (7, '"shipped_early"', "Known: awaiting_payment, payment_verifying"),
        (9, '"3 days"', "write 10s, 5m, 2h or 3d"),
        (10, '"phone"', 'write "*phone*"'),
        (11, 'rule "a", younger_than', "write when.younger_than"),
        (14, "rule 2, name = 3", "a text in quotes"),
        (15, '"foo"', "Known: not_needed"),
    ):
        assert any(
            line.startswith(f"line {number}: ") and all(part in line for part in parts)
            for line in lines
        ), (number, parts, lines)
    assert len(lines) == 9


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "no rule"),
        ("rule = 3", "under a line [[rule]]"),
        ("[[rules]]", "nearest known one is rule"),
        (rule("keep = true", 'when.seller = "x"'), "only keeps"),
        (rule("keep = true"), "keeps every order"),
        (rule("keep = true", "when.unpaid_more_than = 3"), "this rule keeps"),
        (rule("keep = true", 'when.seller = "x"', 'note = "y"'), "leave it out"),
        (rule(), "nothing limits it"),
        (rule('when.seller = "*"', 'when.title = ["a*", "**"]'), "nothing limits it"),
        ("[[rule]]\nwhen.seller = 'x'", "needs a name"),
        (rule('when.seller = "x"') * 2, "2 rules are called so"),
        (rule('when.status = "shipped"'), "can't be cancelled; those that can be"),
        (rule('when.status = "frozen"'), "add when_possible = true"),
        (rule('when.older_than = "3d"', 'when.younger_than = "72h"'), "older than 3d"),
        (rule("when.total_at_least = 3"), 'when.currency = "USD"'),
        (rule('when.currency = "USD"'), "add one of them"),
        (
            rule("when.total_at_least = 3", "when.total_at_most = 2", 'when.currency = "USD"'),
            "no total is both 3 or more",
        ),
        (rule("when.total_at_least = 3.141", 'when.currency = "USD"'), "write a sum"),
        (rule("when.total_at_most = 3", 'when.currency = "dollar"'), "three letters"),
        (rule("when.missed_shipping_date = false"), "true, or leave it out"),
        (
            rule("when.missed_shipping_date = true", 'when.status = "awaiting_payment"'),
            "await shipment, which status leaves out",
        ),
        (
            rule("when.unpaid_more_than = 3", 'when.status = "awaiting_shipment"'),
            "await payment, which status leaves out",
        ),
        (
            rule("when.unpaid_more_than = 3", "when.missed_shipping_date = true"),
            "missed_shipping_date for paid ones",
        ),
        (
            rule('when.status = "awaiting_payment"', 'reason = "out_of_stock"'),
            "the shop does not offer it where an order is awaiting payment; it offers: not_needed",
        ),
        (
            rule('when.seller = "x"', 'reason = "cannot_pay"', "when_possible = true"),
            "what is planned is paid",
        ),
    ],
)
def test_what_does_not_go_together_is_told(plan: Path, text: str, part: str) -> None:
    assert any(part in line for line in told(plan, text))


def test_of_a_field_that_can_not_be_read_nothing_else_is_said(plan: Path) -> None:
    [line] = told(plan, rule("when.total_at_least = 3", 'when.currency = "dollar"'))
    assert line.startswith('line 4: rule "a", when.currency = "dollar"')


@pytest.mark.parametrize(
    ("content", "part"),
    [(b"[[rule]", "not valid TOML"), (b"\xff", "not text in UTF-8"), (None, "no file")],
)
def test_a_file_that_can_not_be_read_is_told(plan: Path, content: bytes | None, part: str) -> None:
    if content is not None:
        plan.write_bytes(content)
    with pytest.raises(PlanError, match=part):
        read_plan(plan)


def test_a_reason_can_be_given_in_the_shops_own_words_and_a_list_as_one_text(plan: Path) -> None:
    text = rule('when.status = "awaiting_shipment"', 'reason = "The seller doesn\'t answer me"')
    plan.write_text(text, encoding="utf-8")
    [only] = read_plan(plan).rule
    assert (only.reason, only.when.status) == (Reason.SELLER_SILENT, (Status.AWAITING_SHIPMENT,))
