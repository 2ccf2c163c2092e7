"""The eight dangers: each has a test that fails as soon as its guard is taken out.

A copy of the project loses one guard, and the test that watches over it is run there.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.every_case]

ROOT = Path(__file__).parent.parent
SITE = "flows/sites/aliexpress"
COPIED = ("automator", "fixtures", "flows", "mock_site", "tests")


@dataclass(frozen=True)
class Danger:
    """What must not happen; where the guard stands, what it becomes without, and its test."""

    what: str
    file: str
    guard: str
    without: str
    test: str


DANGERS = [
    Danger(
        "confirm in the dialog about a receipt pays the seller",
        f"{SITE}/opening.py",
        'page.get_by_role("dialog", name=title, exact=True)',
        'page.get_by_role("dialog")',
        f"tests/{SITE}/test_cancel_dialog.py::test_the_confirm_receipt_dialog_is_not_taken_for_the"
        "_cancel_dialog_and_nothing_is_pressed",
    ),
    Danger(
        "remove deletes an order and does not cancel it",
        f"{SITE}/labels/en.toml",
        'cancel = ["Cancel order", ',
        'cancel = ["Cancel order", "Remove", ',
        f"tests/{SITE}/test_order_page.py::test_no_other_control_is_taken_for_the_one_that_cancels",
    ),
    Danger(
        "a cancelled order is called completed",
        f"{SITE}/order_page.py",
        "end_reason.status if end_reason else words.status_of",
        "words.status_of",
        f"tests/{SITE}/test_order_page.py::test_an_order_called_completed_is_cancelled_when_the"
        "_reason_of_its_closing_says_so",
    ),
    Danger(
        "the order is shipped between reading and sending",
        "flows/cancel_order.py",
        "if seen.status in {Status.SHIPPED, Status.PARTLY_SHIPPED}:",
        "if False:",
        "tests/flows/test_cancel_order.py::test_an_order_shipped_between_reading_and_sending_is"
        "_declined",
    ),
    Danger(
        "the shop shows success and changes nothing",
        "flows/cancel_order.py",
        "    else:\n        return None\n    ports.attempts.settle(",
        "    else:\n        state, outcome, message = AttemptState.ACCEPTED, Outcome.DONE, ''\n"
        "    ports.attempts.settle(",
        "tests/flows/test_cancel_order.py::test_a_success_message_without_a_change_is_unconfirmed"
        "_and_stays_open",
    ),
    Danger(
        "a reason is missing from the list",
        f"{SITE}/reasons.py",
        "if len(matching) != 1:",
        "if not offered:",
        f"tests/{SITE}/test_cancel_dialog.py::test_a_reason_that_is_not_offered_is_refused_with"
        "_those_that_are",
    ),
    Danger(
        "a neighbouring order of the same purchase is taken for this one",
        f"{SITE}/order_page.py",
        'if order_id not in _NUMBER.findall(shown or ""):',
        "if not shown:",
        f"tests/{SITE}/test_order_page.py::test_the_page_of_another_order_is_refused",
    ),
    Danger(
        "a signed-out page looks like an account without orders",
        f"{SITE}/listed_orders.py",
        'if not reading.data["account"]:',
        "if False:",
        f"tests/{SITE}/test_my_orders_page.py::test_my_orders_of_a_guest_are_not_an_account"
        "_without_orders",
    ),
]


def passes(test: str, at: Path) -> bool:
    """Whether a test passes in the project at this place; fails where it can't be run at all."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", test],
        cwd=at,
        env={**os.environ, "PYTHONPATH": str(at), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in {0, 1}, ran.stdout + ran.stderr
    return ran.returncode == 0


@pytest.mark.parametrize("danger", DANGERS, ids=lambda danger: danger.what.replace(" ", "-"))
def test_without_its_guard_the_test_of_a_danger_fails(tmp_path: Path, danger: Danger) -> None:
    project = tmp_path / "project"
    for folder in COPIED:
        copytree(ROOT / folder, project / folder, ignore=ignore_patterns("__pycache__"))
    (project / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    assert passes(danger.test, project)
    guarded = project / danger.file
    text = guarded.read_text(encoding="utf-8")
    assert text.count(danger.guard) == 1
    guarded.write_text(text.replace(danger.guard, danger.without), encoding="utf-8")
    assert not passes(danger.test, project)
