"""Every journey can be looked at: in a visible browser, slowly, and in Playwright's inspector."""

import os
import subprocess
import sys

import pytest

from tests.automator.xvfb import display

A_JOURNEY = "tests/flows/test_main_job_in_a_page.py::test_my_orders_are_all_read_and_filtered"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("options", "more"),
    [([], {"PWDEBUG": "console"}), (["--headed", "--slowmo", "5"], {})],
    ids=["debugged", "headed"],
)
def test_a_journey_is_played_in_a_visible_browser(options: list[str], more: dict[str, str]) -> None:
    with display() as name:
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", "-s", *options, A_JOURNEY],
            env={**os.environ, **more, "DISPLAY": name, "DEBUG": "pw:browser"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ended.returncode == 0, ended.stdout
    [started] = [line for line in ended.stderr.splitlines() if "<launching>" in line]
    assert "headless" not in started
