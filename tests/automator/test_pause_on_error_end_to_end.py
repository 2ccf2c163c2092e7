"""`--pause-on-error`: the visible browser stays at the failure until its window is closed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.process_tree import tree
from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy
from tests.automator.xvfb import display

pytestmark = pytest.mark.browser

STAYS = "The browser stays as it is."


@pytest.fixture
def screen() -> Iterator[str]:
    with display() as name:
        yield name


def close_window(run: int) -> None:
    """End the browser of a run, as closing its window does."""
    for process in tree(run):
        if "--user-data-dir" in Path(f"/proc/{process}/cmdline").read_text():
            os.kill(process, signal.SIGTERM)
            return
    raise AssertionError("the run has no browser")


@pytest.mark.complete
def test_the_run_waits_at_the_failure_and_ends_with_it(
    unbuy: Unbuy, shop: PracticeShop, screen: str
) -> None:
    order = shop.new_order("PLACE_ORDER_SUCCESS")
    shop.arm("cancel.open", "missing", times="always")
    with unbuy.start("cancel", order, "--yes", "--json", "--pause-on-error", DISPLAY=screen) as run:
        assert run.stderr is not None
        said = ""
        while STAYS not in said:
            line = run.stderr.readline()
            assert line, f"the run ended: {said}"
            said += line
        assert run.poll() is None
        close_window(run.pid)
        run.communicate(timeout=60)
    assert run.returncode == 5
    assert "Stopped: " in said
    assert shop.submits() == []


def test_without_a_display_nothing_is_opened(unbuy: Unbuy, shop: PracticeShop) -> None:
    ended = unbuy("orders", "--pause-on-error", DISPLAY=None, WAYLAND_DISPLAY=None)
    assert (ended.code, shop.log()) == (2, [])
    assert "display" in ended.said
