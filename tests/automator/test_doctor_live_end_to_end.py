"""B10: the doctor says which control of which page moved, and a plan can wait for that."""

from pathlib import Path

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import Layout, each_layout
from tests.automator.unbuy import Ended, Unbuy

pytestmark = pytest.mark.browser

PLAN = """
[limits]
per_run = 1
[requires]
canary = true
[[rule]]
name = "unpaid"
when.status = "awaiting_payment"
"""


def trouble(ended: Ended) -> list[str]:
    controls = ended.json["controls"]
    return [it["name"] for it in controls if it["finding"] not in {"ok", "unchecked"}]


@each_layout
def test_the_line_that_the_doctor_tells_mends_a_renamed_control_and_nothing_is_sent(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset("empty", layout=layout)
    shop.new_order()
    shop.arm("cancel.open", "renamed", times="always")
    ended = unbuy("doctor", "--live", "--json")
    assert (ended.code, trouble(ended)) == (5, ["labels.en.control.cancel"]), ended.said
    [told] = [it for it in ended.json["controls"] if it["finding"] == "renamed"]
    assert Path(told["picture"]).is_file()
    (unbuy.home / "overrides.toml").write_text(told["override"])
    again = unbuy("doctor", "--live", "--json")
    assert (again.code, trouble(again)) == (0, []), again.said
    assert shop.actions() == ["sign_in"]


@pytest.mark.complete
def test_without_session_and_credentials_a_person_is_needed_and_the_rest_is_told(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    ended = unbuy("doctor", "--live", "--json", UNBUY_USERNAME=None, UNBUY_PASSWORD=None)
    assert ended.code == 4, ended.said
    states = {check["name"]: check["state"] for check in ended.json["checks"]}
    assert (states["pages"], states["session"]) == ("problem", "problem")
    assert {it["page"] for it in ended.json["controls"]} >= {"header", "sign_in"}
    assert shop.actions() == []


@pytest.mark.complete
def test_a_plan_that_requires_known_pages_sends_nothing_until_they_are(
    unbuy: Unbuy, shop: PracticeShop, tmp_path: Path
) -> None:
    shop.reset("empty")
    shop.new_order()
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN, encoding="utf-8")
    shop.arm("order.detail", "missing", times="always")
    shop.arm("cancel.open", "missing", times="always")
    kept = unbuy("run", str(plan), "--json")
    assert (kept.code, shop.submits()) == (5, []), kept.said
    assert trouble(kept) == ["labels.en.control.cancel"]
    shop.disarm()
    done = unbuy("run", str(plan), "--json")
    assert (done.code, len(shop.submits())) == (0, 1), done.said
    again = unbuy("run", str(plan), "--json")
    assert "Looked at the page" in done.err
    assert "Looked at the page" not in again.err
