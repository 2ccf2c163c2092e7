"""After the shop has changed a name, one line in `overrides.toml` makes the run go on."""

from pathlib import Path

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

NEW_NAME = "Withdraw from purchase"


def say(unbuy: Unbuy, text: str) -> Path:
    unbuy.home.mkdir(exist_ok=True)
    file = unbuy.home / "overrides.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.browser
def test_a_renamed_control_stops_the_run_until_its_new_name_is_added(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm("cancel.open", "renamed", times=50)
    stopped = unbuy("cancel", order, "--yes", "--json")
    assert (stopped.code, shop.submits()) == (5, []), stopped.said
    assert NEW_NAME in stopped.order["message"]
    assert "[labels.en.control] in overrides.toml" in stopped.order["message"]

    say(unbuy, f"[labels.en.control]\ncancel = ['{NEW_NAME}']\n")
    ended = unbuy("cancel", order, "--yes", "--json")
    assert (ended.code, ended.order["status"]) == (0, "cancelled"), ended.said
    assert len(shop.submits(order)) == 1


@pytest.mark.complete
@pytest.mark.browser
def test_a_wrong_selector_in_the_file_stops_the_run_where_the_right_one_would_not(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    order = shop.first("PLACE_ORDER_SUCCESS")
    file = say(unbuy, "[locators.current.order]\nstatus = '.not-there'\n")
    stopped = unbuy("show", order, "--json", UNBUY_TIMEOUT_S="2")
    assert stopped.code == 5
    assert "[locators.current.order]" in stopped.json["message"]
    file.write_text("[locators.current.order]\nstatus = '.order-status > .order-block-title'\n")
    assert unbuy("show", order, "--json").code == 0


def test_mistakes_in_the_file_are_told_with_their_lines_before_anything_is_opened(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    file = say(
        unbuy,
        "# what has changed\n[locators.current.order]\nstatus = 'h1['\n\n"
        "[labels.en]\nstatus.canceled = ['Voided']\nsend = 'Off'\n",
    )
    ended = unbuy("orders", "--json")
    assert ended.code == 2
    first, second, third = sorted(ended.json["message"].splitlines())
    assert first.startswith(f"{file}, line 3: locators.current.order.status is no CSS selector")
    assert second.startswith(f"{file}, line 6: labels.en.status.canceled is unknown; the nearest")
    assert third.startswith(f"{file}, line 7: labels.en.send must be a list")
    assert shop.log() == []


def test_another_file_can_be_named_and_must_be_there(unbuy: Unbuy, tmp_path: Path) -> None:
    other = tmp_path / "mine.toml"
    missing = unbuy("orders", "--json", UNBUY_OVERRIDES=str(other))
    assert missing.code == 2
    assert f"UNBUY_OVERRIDES names {other}, and there is no such file" in missing.said
    other.write_text("[labels.en\n")
    broken = unbuy("orders", "--json", UNBUY_OVERRIDES=str(other))
    assert broken.code == 2
    assert f"{other} is not valid TOML" in broken.said
