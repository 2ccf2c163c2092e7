"""What the doctor looks at without opening the shop: each thing is told, and none hides another."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from automator.doctor.check import Check, State
from automator.doctor.examination import examined, told
from automator.home import Home
from automator.settings import Settings, settings_in_spite
from flows.domain.outcomes import Outcome
from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

EVERYTHING = {
    "settings",
    "python",
    "home",
    "browser",
    "display",
    "clock",
    "overrides",
    "ledger",
    "session",
    "channels",
    "schedule",
}
NOWHERE = "http://127.0.0.1:9"


def settings_of(home: Home, **more: str) -> Settings:
    env = {"UNBUY_HOME": str(home.path), "UNBUY_SHOP_URL": NOWHERE}
    named = {f"UNBUY_{name.upper()}": value for name, value in more.items()}
    return settings_in_spite({}, env | named)[0]


def looked_at(settings: Settings, wrong: str = "") -> list[Check]:
    with ThreadPoolExecutor(1) as apart:  # from the browser of other tests of this process
        return apart.submit(examined, settings, wrong, live=False).result()


def found(settings: Settings, wrong: str = "") -> dict[str, State]:
    return {check.name: check.state for check in looked_at(settings, wrong)}


def test_each_thing_is_told_where_nothing_is_wrong(home: Home) -> None:
    states = found(settings_of(home, username="ann", password="secret"))
    assert states.keys() == EVERYTHING
    assert State.PROBLEM not in states.values()


def test_none_hides_another_where_half_of_it_is_broken(home: Home) -> None:
    home.prepare()
    home.ledger.write_bytes(b"no database at all, but long enough to be taken for one" * 100)
    home.overrides.write_text("[locators.current.order]\nstatus = 3\n")
    home.config.write_text('timeout_s = -1\n[[notify]]\nurl = "nosuchthing://x"\n')
    settings, wrong = settings_in_spite(
        {},
        {
            "UNBUY_HOME": str(home.path),
            "UNBUY_SHOP_URL": NOWHERE,
            "UNBUY_BROWSER_PATH": "/nowhere/chromium",
            "UNBUY_HEADED": "perhaps",
        },
    )
    states = found(settings, wrong)
    assert states.keys() == EVERYTHING
    broken = {name for name, state in states.items() if state is State.PROBLEM}
    assert broken == {
        "settings",
        "browser",
        "overrides",
        "ledger",
        "session",
        "channels",
        "schedule",
    }


def test_every_wrong_setting_is_as_if_it_were_not_given_and_the_right_ones_hold(home: Home) -> None:
    env = {
        "UNBUY_HOME": str(home.path),
        "UNBUY_TIMEOUT_S": "never",
        "UNBUY_USERNAME": "ann",
        "UNBUY_PASSWORD_FILE": str(home.path / "no-such-file"),
    }
    settings, wrong = settings_in_spite({}, env)
    assert (settings.username, settings.password, settings.timeout_s) == ("ann", None, 15)
    assert "UNBUY_TIMEOUT_S" in wrong
    assert "no-such-file" in wrong


def test_a_file_that_is_no_toml_leaves_the_home_folder_known(home: Home) -> None:
    home.prepare()
    home.config.write_text("this is no = = toml")
    settings, wrong = settings_in_spite({}, {"UNBUY_HOME": str(home.path)})
    assert settings.home == home.path
    assert "is not valid TOML" in wrong


def test_nobody_can_sign_in_without_a_session_or_credentials(home: Home) -> None:
    result = told(settings_of(home), looked_at(settings_of(home)))
    assert result.outcome is Outcome.NEEDS_PERSON
    assert "session" in result.message


@pytest.mark.parametrize("rights", [0o755, 0o700])
def test_others_may_not_look_into_the_home_folder(home: Home, rights: int) -> None:
    home.prepare()
    home.path.chmod(rights)
    expected = State.OK if rights == 0o700 else State.WARNING
    assert found(settings_of(home))["home"] is expected


def test_the_command_tells_every_check_although_the_settings_are_wrong(
    unbuy: Unbuy, shop: PracticeShop, tmp_path: Path
) -> None:
    ended = unbuy("doctor", "--json", UNBUY_TIMEOUT_S="soon", UNBUY_OVERRIDES=str(tmp_path / "no"))
    assert ended.code == 2
    assert {check["name"] for check in ended.json["checks"]} == EVERYTHING
    assert not shop.log()
