import re
from pathlib import Path

import pytest

from automator.home import Home, default_home
from automator.settings import Settings, SettingsError, load_settings


def loaded(home: Home, config: str = "", **variables: str) -> Settings:
    """Load from a config file and from variables given without their prefix, in lower case."""
    home.path.mkdir(exist_ok=True)
    home.config.write_text(config, encoding="utf-8")
    env = {f"UNBUY_{key.upper()}": value for key, value in variables.items()}
    return load_settings(env={"UNBUY_HOME": str(home.path), **env})


def complaints(home: Home, config: str = "", **variables: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        loaded(home, config, **variables)
    return str(caught.value).splitlines()


def password(settings: Settings) -> str | None:
    return settings.password.get_secret_value() if settings.password else None


def test_without_any_setting_the_real_shop_is_visited_without_credentials(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    settings = load_settings(env={})
    assert settings.shop_url == "https://www.aliexpress.com"
    assert (settings.account, settings.username, settings.password) == ("default", None, None)
    assert (settings.headed, settings.slow_mo, settings.timeout_s) == (False, 0, 15)
    assert (settings.clock_url, settings.browser_path) == (None, None)
    assert settings.home == default_home()


def test_the_ledger_lies_in_the_home_unless_it_is_said_where(home: Home) -> None:
    assert loaded(home).ledger_url == f"sqlite:///{home.ledger}"
    assert loaded(home, ledger_url="postgresql://host/name").ledger_url == "postgresql://host/name"


def test_options_go_before_variables_and_these_before_the_file(home: Home) -> None:
    home.path.mkdir()
    home.config.write_text("slow_mo = 1\ntimeout_s = 1\naccount = 'file'")
    env = {"UNBUY_HOME": str(home.path), "UNBUY_SLOW_MO": "2", "UNBUY_TIMEOUT_S": "2"}
    settings = load_settings({"slow_mo": 3, "timeout_s": None}, env)
    assert (settings.slow_mo, settings.timeout_s, settings.account) == (3, 2, "file")


def test_an_empty_variable_counts_as_not_set(home: Home) -> None:
    assert loaded(home, headed="", username="").username is None


def test_an_empty_shop_address_is_no_way_to_name_the_real_shop(home: Home) -> None:
    (told,) = complaints(home, shop_url="")
    assert told.startswith("UNBUY_SHOP_URL is '', but must be an https address")


ACCOUNTS = """
username = "everybody@example.com"
shop_url = "https://shop.example.com/"
account = "ann"

[accounts.ann]
username = "ann@example.com"

[accounts."bob.2"]
username = "bob@example.com"
shop_url = "https://other.example.com"
"""


@pytest.mark.parametrize(
    ("variables", "username", "shop_url"),
    [
        ({}, "ann@example.com", "https://shop.example.com"),
        ({"account": "bob.2"}, "bob@example.com", "https://other.example.com"),
        ({"account": "eve"}, "everybody@example.com", "https://shop.example.com"),
        ({"username": "me@example.com"}, "me@example.com", "https://shop.example.com"),
    ],
)
def test_the_chosen_accounts_table_goes_before_the_files_top_level(
    home: Home, variables: dict[str, str], username: str, shop_url: str
) -> None:
    settings = loaded(home, ACCOUNTS, **variables)
    assert (settings.username, settings.shop_url) == (username, shop_url)


def test_an_unknown_variable_is_named_with_the_nearest_known_one(home: Home) -> None:
    assert complaints(home, shop_ulr="x") == [
        "UNBUY_SHOP_ULR is unknown; the nearest known one is UNBUY_SHOP_URL"
    ]


def test_an_unknown_key_in_the_file_is_named_with_its_line(home: Home) -> None:
    assert complaints(home, "headed = true\n\ntimeout = 3\n") == [
        f"{home.config}, line 3: timeout is unknown; the nearest known one is timeout_s"
    ]


def test_an_unknown_key_of_an_account_that_is_not_chosen_is_named_too(home: Home) -> None:
    config = "[accounts.ann]\nusername = 'a'\n[accounts.bob]\npasword = 'b'\n"
    assert complaints(home, config) == [
        f"{home.config}, line 4: pasword is unknown; the nearest known one is password"
    ]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("shop_url", "ftp://shop.example.com", "an https address"),
        ("shop_url", "http://shop.example.com", "an https address"),
        ("shop_url", "https://", "an https address"),
        ("shop_url", "https://shop.example.com:port", "an https address"),
        ("shop_url", "https://[::1", "an https address"),
        ("account", "../ann", "letters, digits"),
        ("account", ".ann", "letters, digits"),
        ("account", "a" * 65, "letters, digits"),
        ("headed", "perhaps", "true or false"),
        ("slow_mo", "-1", "whole milliseconds from 0 to 60000"),
        ("slow_mo", "0.5", "whole milliseconds"),
        ("clock_url", "http://shop.example.com", "an address on this machine"),
        ("ledger_url", "mysql://host/name", "sqlite:///PATH or postgresql://HOST/NAME"),
        ("timeout_s", "soon", "seconds above 0, up to 3600"),
        ("timeout_s", "0", "seconds above 0"),
        ("timeout_s", "inf", "seconds above 0"),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(
    home: Home, key: str, value: str, expected: str
) -> None:
    [line] = complaints(home, **{key: value})
    assert line.startswith(f"UNBUY_{key.upper()} is '{value}', but must be {expected}")


def test_a_wrong_value_in_the_file_is_named_with_its_line(home: Home) -> None:
    assert complaints(home, "slow_mo = true\n") == [
        f"{home.config}, line 1: slow_mo is True, but must be whole milliseconds from 0 to 60000"
    ]


def test_everything_that_is_wrong_is_told_at_once(home: Home) -> None:
    found = complaints(home, "hedaed = 1\nslow_mo = 'x'\n", timeout_s="x", pasword="x")
    named = [re.search(r"UNBUY_\w+|\w+(?= is )", line) for line in found]
    assert {match.group() for match in named if match} == {
        "UNBUY_PASWORD",
        "UNBUY_TIMEOUT_S",
        "hedaed",
        "slow_mo",
    }


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/", "http://localhost:8000", "https://[::1]"]
)
def test_a_storefront_on_this_machine_needs_no_https(home: Home, url: str) -> None:
    assert loaded(home, shop_url=url).shop_url == url.rstrip("/")


@pytest.mark.parametrize("end", ["", "/", "/_control/clock", "/_control/clock/"])
def test_a_clock_is_named_by_its_storefront_or_by_its_own_address(home: Home, end: str) -> None:
    settings = loaded(home, clock_url=f"http://127.0.0.1:8000{end}")
    assert settings.clock_url == "http://127.0.0.1:8000/_control/clock"


def test_a_password_may_lie_in_a_file(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("spaces stay \n")
    settings = loaded(home, username="ann", password_file=str(file))
    assert password(settings) == "spaces stay "


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_a_password_file_without_a_password_is_an_error(
    home: Home, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "password"
    file.write_bytes(content)
    [line] = complaints(home, username="ann", password_file=str(file))
    assert line.startswith(f"UNBUY_PASSWORD_FILE names {file}, which is ")


def test_a_password_file_that_cant_be_read_is_an_error(home: Home, tmp_path: Path) -> None:
    [line] = complaints(home, username="ann", password_file=str(tmp_path / "none"))
    assert line == (
        f"UNBUY_PASSWORD_FILE names {tmp_path / 'none'}, "
        "which can't be read: No such file or directory"
    )


def test_two_passwords_in_one_place_are_an_error(home: Home) -> None:
    [line] = complaints(home, username="ann", password="hush", password_file="/hush")
    assert line == "UNBUY_PASSWORD stands beside a password_file; keep one of the two"


def test_a_password_that_goes_before_another_ones_file_is_used(home: Home) -> None:
    config = "[accounts.default]\nusername = 'ann'\npassword_file = '/none'\n"
    assert password(loaded(home, config, password="hush")) == "hush"


def test_a_password_without_a_username_is_an_error(home: Home) -> None:
    assert complaints(home, password="hush") == [
        "UNBUY_PASSWORD needs a username with it; set UNBUY_USERNAME too"
    ]


def test_no_password_is_ever_shown(home: Home) -> None:
    told = complaints(
        home,
        "password = 7351\n",
        shop_url="https://ann:7351@shop.example.com",
        ledger_url="mysql://ann:7351@host/name",
    )
    assert len(told) == 3
    assert "7351" not in "".join(told)
    settings = loaded(
        home, username="ann", password="7351", ledger_url="postgresql://ann:9462@host/name"
    )
    assert "7351" not in repr(settings)
    assert "9462" not in repr(settings)
    assert settings.secrets == {"7351", "9462"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"headed =\n", "is not valid TOML"),
        (b"username = '\xff'\n", "is not text in UTF-8"),
        (b"accounts = 3\n", "one table per account"),
        (b"accounts.ann = 3\n", "one table per account"),
        (b"[accounts.'a b']\n", "an account is called 'a b', but must be letters"),
    ],
)
def test_a_file_that_makes_no_sense_is_an_error_that_names_it(
    home: Home, content: bytes, why: str
) -> None:
    home.path.mkdir()
    home.config.write_bytes(content)
    with pytest.raises(SettingsError, match=f"{re.escape(str(home.config))}.*{why}"):
        load_settings()


def test_a_config_file_that_cant_be_read_is_an_error_that_names_it(home: Home) -> None:
    home.config.mkdir(parents=True)
    with pytest.raises(SettingsError, match=r"config\.toml can't be read: Is a directory"):
        load_settings()


def test_a_home_in_the_file_that_lies_in_it_is_unknown(home: Home) -> None:
    assert complaints(home, "home = '/elsewhere'\n")[0].startswith(
        f"{home.config}, line 1: home is unknown"
    )


def test_a_path_may_begin_with_the_users_folder(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert loaded(home, browser_path="~/chrome").browser_path == Path("/home/ann/chrome")
    assert load_settings(env={"UNBUY_HOME": "~/unbuy"}).home == Path("/home/ann/unbuy")
