"""The own loop: runs again and again, stops within two seconds, and is watched itself."""

import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

LOAD_S = 3  # what other tests at the same time may take of the machine
pytestmark = pytest.mark.browser


def next_line(run: subprocess.Popen[str], word: str) -> str:
    """Read what it says until this word comes."""
    assert run.stderr is not None
    for line in run.stderr:
        if word in line:
            return line
    raise AssertionError(f"it ended without {word!r}")


def children(process: subprocess.Popen[str]) -> str:
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().strip()


def ignores(process: subprocess.Popen[str], wish: signal.Signals) -> bool:
    status = Path(f"/proc/{process.pid}/status").read_text()
    [ignored] = re.findall(r"^SigIgn:\s*(\w+)$", status, re.MULTILINE)
    return bool(int(ignored, 16) >> (wish - 1) & 1)


def test_it_runs_when_the_clock_says_so_and_keeps_nothing_open_between(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ignore"})
    assert unbuy("cancel", order, "--yes").code == 6
    with unbuy.start("schedule", "run", "--every", "1h") as run:
        assert "pending" in next_line(run, "The next run is at")
        assert children(run) == ""
        shop.seller(order, "decline")
        shop.wind(hours=1)
        assert "declined" in next_line(run, "The next run is at")
        run.terminate()
        began = time.monotonic()
        out, _ = run.communicate(timeout=20)
        took = time.monotonic() - began
    assert (run.returncode, "Stopped after 2 runs" in out) == (0, True)
    assert took < 2 + LOAD_S


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopped_while_a_run_is_under_way_it_ends_within_two_seconds_and_leaves_nothing(
    unbuy: Unbuy, shop: PracticeShop, how: signal.Signals
) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ignore"})
    assert unbuy("cancel", order, "--yes").code == 6
    shop.arm("any", "hang", times=99)
    with unbuy.start("schedule", "run") as run:
        next_line(run, "Looking at")
        started = children(run)
        began = time.monotonic()
        run.send_signal(how)
        run.communicate(timeout=20)
        took = time.monotonic() - began
    assert run.returncode == 0
    assert took < 2 + LOAD_S
    assert not Path(f"/proc/{started}").exists()
    shop.disarm()
    assert unbuy("watch", "--once").code == 6


@pytest.mark.complete
def test_a_run_that_takes_too_long_is_ended_and_told(unbuy: Unbuy, shop: PracticeShop) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ignore"})
    assert unbuy("cancel", order, "--yes").code == 6
    shop.arm("any", "hang", times=99)
    ended = unbuy("schedule", "run", "--once", "--at-most", "3s", UNBUY_TIMEOUT_S="60")
    assert (ended.code, "took longer than 0:00:03" in ended.said) == (1, True)
    told = unbuy("schedule", "status", "--json")
    assert told.code == 4
    assert told.json["schedule"]["last_run"]["outcome"] == "failed"
    assert [one["level"] for one in told.json["schedule"]["open"]] == ["needs_you"]
    assert told.json["schedule"]["failing_shop"]["failures"] == 1
    shop.disarm()
    shop.wind(minutes=15)
    assert unbuy("schedule", "run", "--once").code == 6
    assert unbuy("schedule", "status").code == 0


@pytest.mark.complete
def test_a_shop_that_fails_is_given_time_and_no_browser_is_opened_meanwhile(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ignore"})
    assert unbuy("cancel", order, "--yes").code == 6
    shop.arm("any", "drop_before", times=99)
    assert unbuy("watch", "--once").code == 9
    left = shop.armed()
    again = unbuy("watch", "--once", UNBUY_BROWSER_PATH="/nowhere")
    assert again.code == 9
    assert "looked at again from" in again.said
    assert shop.armed() == left
    assert "looked at again from" in unbuy("schedule", "status").said
    shop.disarm()
    assert unbuy("watch", "--once", "--now").code == 6
    assert unbuy("schedule", "status", "--json").json["schedule"]["failing_shop"] is None


def test_the_status_asks_for_a_person_before_the_first_run_and_when_the_last_is_too_old(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    never = unbuy("schedule", "status")
    assert (never.code, "No run has got through yet." in never.said) == (4, True)
    assert unbuy("watch", "--once").code == 0
    assert unbuy("schedule", "status", "--max-age", "2h").code == 0
    shop.wind(hours=3)
    assert unbuy("schedule", "status", "--max-age", "2h").code == 4
    assert unbuy("schedule", "status").code == 0


def test_nothing_is_installed_by_itself(unbuy: Unbuy) -> None:
    ended = unbuy("schedule", "install")
    assert (ended.code, "--print" in ended.said) == (2, True)
    assert unbuy("schedule", "install", "--print", "cron", "--every", "7m").code == 2
    assert unbuy("schedule", "install", "--print", "launchd").code == 2
    printed = unbuy("schedule", "install", "--print", "cron", "--every", "15m")
    assert printed.code == 0
    assert "UNBUY_HOME=" in printed.out
    assert unbuy.shop.password not in printed.said


def test_wrong_settings_end_the_loop_instead_of_being_tried_again(unbuy: Unbuy) -> None:
    unbuy.home.mkdir()
    (unbuy.home / "config.toml").write_text('[[notify]]\nurl = "nosuch://secret-path"\n')
    ended = unbuy("schedule", "run")
    assert (ended.code, "nosuch://***" in ended.said) == (2, True)


@pytest.mark.complete
def test_asked_twice_it_stops_once(unbuy: Unbuy) -> None:
    with unbuy.start("schedule", "run") as run:
        next_line(run, "The next run is at")
        run.send_signal(signal.SIGTERM)
        while run.poll() is None and not ignores(run, signal.SIGTERM):
            pass
        run.send_signal(signal.SIGTERM)
        out, _ = run.communicate(timeout=20)
    assert (run.returncode, "Stopped after one run" in out) == (0, True)
