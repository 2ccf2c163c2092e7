import os
import stat
from pathlib import Path

import pytest

from automator.home import Home, HomeError, default_home, owner_only, write_private


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_default_home_is_the_platforms_user_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_home() == tmp_path / "unbuy"


def test_everything_in_the_home_has_the_name_that_the_manual_gives(tmp_path: Path) -> None:
    home = Home(tmp_path)
    paths = (home.config, home.ledger, home.sessions, home.evidence, home.reports, home.logs)
    assert [path.name for path in paths] == [
        "config.toml",
        "ledger.sqlite3",
        "sessions",
        "evidence",
        "reports",
        "logs",
    ]
    assert {path.parent for path in paths} == {tmp_path}


def test_a_prepared_home_is_for_its_owner_only(tmp_path: Path) -> None:
    home = Home(tmp_path / "deep" / "home")
    home.prepare()
    folders = (home.path, home.sessions, home.evidence, home.reports, home.logs)
    assert {rights(folder) for folder in folders} == {0o700}


def test_preparing_again_takes_rights_back_and_keeps_what_is_there(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare()
    kept = home.sessions / "ann.json"
    kept.write_text("{}")
    home.sessions.chmod(0o755)
    home.prepare()
    assert rights(home.sessions) == 0o700
    assert kept.read_text() == "{}"


def test_a_home_that_is_a_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    taken = tmp_path / "home"
    taken.write_text("")
    with pytest.raises(HomeError, match=r"home can't be written \(File exists\).*UNBUY_HOME"):
        Home(taken).prepare()


def test_a_home_without_permission_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may always, so this is played
    with pytest.raises(HomeError, match=r"home can't be written \(no permission\)"):
        Home(tmp_path / "home").prepare()


def test_files_made_within_owner_only_are_for_their_owner_only(tmp_path: Path) -> None:
    before = tmp_path / "before"
    before.touch(mode=0o644)
    with owner_only():
        (tmp_path / "within").touch()
    (tmp_path / "after").touch(mode=0o644)
    assert rights(tmp_path / "within") == 0o600
    assert rights(tmp_path / "after") == rights(before)


def test_a_private_file_replaces_the_one_before_it_and_leaves_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    file.write_text("old")
    write_private(file, "new: é")
    assert file.read_text(encoding="utf-8") == "new: é"
    assert rights(file) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_private_file_that_could_not_be_finished_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "state.json"
    file.write_text("old")

    def disk_full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(HomeError, match=r"state\.json can't be written \(No space left"):
        write_private(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
