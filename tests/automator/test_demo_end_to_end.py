"""The newcomer's first command."""

import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser


def test_the_demo_tells_the_whole_story_and_leaves_a_page_with_pictures(
    unbuy: Unbuy, page: Page
) -> None:
    ended = unbuy("demo", "--json")
    assert ended.code == 0
    unpaid, paid = ended.json["orders"]
    assert (unpaid["outcome"], unpaid["status"], unpaid["refund"]) == ("done", "cancelled", None)
    assert (paid["outcome"], paid["status"], paid["refund"]["stage"]) == (
        "done",
        "cancelled",
        "refunded",
    )
    assert re.search("expected.*processing.*refunded", ended.said)
    report = Path(ended.json["message"].split(": ")[1])
    page.goto(report.as_uri())
    expect(page.get_by_role("row")).to_have_count(3)
    pictures = page.get_by_role("img")
    expect(pictures).to_have_count(6)
    assert all(picture.evaluate("it => it.naturalWidth") > 0 for picture in pictures.all())


@pytest.mark.complete
def test_the_demo_runs_again_and_leaves_no_process_behind(unbuy: Unbuy) -> None:
    assert unbuy("demo").code == 0
    with unbuy.start("demo") as again:
        again.communicate()
    assert again.returncode == 0
    assert nothing_runs_in_the_group_of(again.pid)


@pytest.mark.complete
def test_a_demo_that_is_stopped_leaves_no_process_behind(unbuy: Unbuy) -> None:
    with unbuy.start("demo") as demo:
        assert demo.stderr is not None
        for line in demo.stderr:
            if "Sending" in line:
                break
        demo.send_signal(signal.SIGINT)
        demo.communicate()
    assert demo.returncode == 130
    assert nothing_runs_in_the_group_of(demo.pid)


def nothing_runs_in_the_group_of(pid: int) -> bool:
    with pytest.raises(ProcessLookupError):
        os.killpg(pid, 0)
    return True
