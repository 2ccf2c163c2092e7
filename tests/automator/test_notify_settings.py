"""`[[notify]]` tables: every mistake with its line, no address ever shown."""

from pathlib import Path

import pytest

from automator.home import Home
from automator.notify_settings import Level
from automator.settings import SettingsError, load_settings


def config(home: Home, text: str) -> None:
    home.path.mkdir()
    home.config.write_text(text)


def test_channels_are_read_with_all_that_can_be_said_of_them(home: Home, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("ntfys://topic\n")
    config(
        home,
        '[[notify]]\nurl = "mailto://a:b@c.example"\nlevels = ["money"]\nquiet = "22:00-07:00"\n'
        'digest = "08:00"\ntime_zone = "Europe/Berlin"\n'
        f'[[notify]]\nurl_file = "{tmp_path / "url"}"\n'
        '[[notify]]\nname = "hook"\nurl_env = "HOOK"\n',
    )
    settings = load_settings(env={"UNBUY_HOME": str(home.path), "HOOK": "json://h/x"})
    mail, ntfy, hook = settings.channels
    assert (set(mail.levels), str(mail.zone)) == ({Level.MONEY}, "Europe/Berlin")
    assert (ntfy.url, ntfy.name, set(ntfy.levels)) == ("ntfys://topic", "ntfys 2", set(Level))
    assert (hook.name, hook.masked) == ("hook", "json://***")
    assert {"mailto://a:b@c.example", "ntfys://topic", "json://h/x"} <= settings.secrets
    assert "a:b" not in repr(settings)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('quiet = "22-7"', "line 3: notify.quiet"),
        ('quiet = "22:00-22:00"', "two times"),
        ('digest = "8"', "notify.digest"),
        ('levels = ["loud"]', "'needs_you'"),
        ('time_zone = "Mars/Base"', "Europe/Berlin"),
        ('levles = "all"', "nearest known one is levels"),
        ('url_env = "NOT_SET"', "keep one of them"),
    ],
)
def test_a_mistake_names_its_line_and_what_is_allowed(home: Home, line: str, told: str) -> None:
    config(home, f'[[notify]]\nurl = "json://user:pass-word@h"\n{line}\n')
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert told in str(error.value)
    assert "pass-word" not in str(error.value)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('levels = "all"', "needs a url"),
        ('url = "pass-word"', "no address"),
        ('url_env = "NOT_SET"', "not set in the environment"),
        ('url_file = "/nowhere/url"', "can't be read"),
    ],
)
def test_an_address_that_can_not_be_had_is_told(home: Home, table: str, told: str) -> None:
    config(home, f"[[notify]]\n{table}\n")
    with pytest.raises(SettingsError, match=told) as error:
        load_settings()
    assert "pass-word" not in str(error.value)


def test_a_single_table_is_told_how_to_be_written(home: Home) -> None:
    config(home, '[notify]\nurl = "json://h"\n')
    with pytest.raises(SettingsError, match=r"\[\[notify\]\]"):
        load_settings()
