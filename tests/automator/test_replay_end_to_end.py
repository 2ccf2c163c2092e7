"""`replay`: the trace of a past run is shown by Playwright's viewer, on this machine alone."""

import re
import signal
import urllib.request

import pytest

from bench.process_tree import still_running, tree
from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser


@pytest.mark.complete
def test_the_newest_trace_is_served_until_the_person_has_seen_it(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    assert unbuy("orders", "--trace", "on").code == 0
    assert unbuy("show", shop.first("WAIT_SELLER_SEND_GOODS")).code == 0  # it keeps no trace
    with unbuy.start("replay", "--json", BROWSER="true") as run:
        assert run.stderr is not None
        said = ""
        while not (at := re.search(r"http://(localhost|127\.0\.0\.1):\d+", said)):
            line = run.stderr.readline()
            assert line, f"nothing is served: {said}"
            said += line
        with urllib.request.urlopen(at[0]) as answer:  # noqa: S310 - loopback
            assert "trace.zip" in answer.url or b"trace" in answer.read()
        started = tree(run.pid)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=30)
    assert run.returncode == 0
    assert still_running(started, 10) == []


@pytest.mark.complete
def test_a_run_without_a_trace_is_told_with_those_that_have_one(unbuy: Unbuy) -> None:
    assert unbuy("orders", "--trace", "on").code == 0
    [kept] = (unbuy.home / "evidence").iterdir()
    (unbuy.home / "evidence" / "20260101T000000-show").mkdir()
    ended = unbuy("replay", "20260101T000000-show", "--json")
    assert (ended.code, ended.json["outcome"]) == (2, "usage")
    assert "has no trace.zip" in ended.json["message"]
    assert kept.name in ended.json["message"]
    assert unbuy("replay", "nonsense", "--json").code == 2
