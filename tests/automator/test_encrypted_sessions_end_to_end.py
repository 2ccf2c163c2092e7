"""UNBUY_ENCRYPT_SESSION: the real command with a session that only the system's keyring opens."""

import json
from pathlib import Path

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.file_keyring import PLACE, FileKeyring
from tests.automator.unbuy import Ended, Unbuy

pytestmark = pytest.mark.browser
NOBODY = {"UNBUY_USERNAME": None, "UNBUY_PASSWORD": None}
ENCRYPTED = {"UNBUY_ENCRYPT_SESSION": "true"}


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A keyring in a file, which the commands find as the system's."""
    file = tmp_path / "keyring.json"
    file.write_text("{}")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{FileKeyring.__module__}.FileKeyring")
    monkeypatch.setenv(PLACE, str(file))
    return file


def check_of_session(unbuy: Unbuy, **settings: str | None) -> dict[str, str]:
    [check] = [
        check
        for check in unbuy("doctor", "--json", **settings).json["checks"]
        if check["name"] == "session"
    ]
    assert isinstance(check, dict)
    return check


def account(unbuy: Unbuy) -> dict[str, str | bool]:
    [only] = unbuy("accounts", "--json").json["accounts"]
    assert isinstance(only, dict)
    return only


def test_a_session_is_encrypted_used_renewed_and_forgotten_with_its_key(
    unbuy: Unbuy, shop: PracticeShop, keys: Path
) -> None:
    session = unbuy.home / "sessions" / "default.json"
    assert unbuy("sign-in").code == 0
    cookies = [it["value"] for it in json.loads(session.read_text())["cookies"]]
    assert unbuy("orders", **NOBODY, **ENCRYPTED).code == 0  # the plain one is used
    first = session.read_text()
    assert not [it for it in (*cookies, shop.username, "xman_t", "cookies") if it in first]
    assert unbuy("orders", **NOBODY, **ENCRYPTED).code == 0  # and so is what became of it
    without = unbuy("orders", **NOBODY)
    assert (without.code, "stays so until `unbuy sign-out`" in without.said) == (0, True)
    assert session.read_text() not in {first, ""}
    assert len(json.loads(keys.read_text())) == 1
    assert shop.actions() == ["sign_in"]
    assert (account(unbuy)["session_encrypted"], account(unbuy)["session_kept"]) == (True, True)
    assert "UTC, encrypted." in check_of_session(unbuy)["message"]
    assert unbuy("sign-out").code == 0
    assert (session.exists(), json.loads(keys.read_text())) == (False, {})


def is_told(ended: Ended, code: int, *parts: str) -> bool:
    assert "Traceback" not in ended.said
    assert (ended.code, [it for it in parts if it not in ended.said]) == (code, []), ended.said
    return True


@pytest.mark.complete
def test_a_session_that_can_not_be_opened_stops_a_run_and_is_told_by_all_who_look(
    unbuy: Unbuy, shop: PracticeShop, keys: Path
) -> None:
    session = unbuy.home / "sessions" / "default.json"
    assert unbuy("sign-in", **ENCRYPTED).code == 0
    kept = session.read_bytes()
    keys.write_text("")
    order = shop.first("PLACE_ORDER_SUCCESS")
    for command in (("cancel", order, "--yes"), ("sign-in",), ("watch", "--once")):
        assert is_told(unbuy(*command), 4, "the keyring is locked", "unbuy sign-out")
    assert check_of_session(unbuy)["state"] == "problem"
    assert "locked" in str(account(unbuy)["session_trouble"])
    assert (session.read_bytes() == kept, shop.actions()) == (True, ["sign_in"])
    out = unbuy("sign-out")
    assert is_told(out, 0, "The kept session was deleted", "Its key is still in the keyring")
    assert not session.exists()


def test_where_there_is_no_keyring_nothing_is_opened_to_keep_a_session_in(
    unbuy: Unbuy, shop: PracticeShop, keys: Path
) -> None:
    keys.unlink()
    ended = unbuy("sign-in", **ENCRYPTED)
    assert is_told(ended, 2, "UNBUY_ENCRYPT_SESSION", "finds no keyring", "Nothing was opened")
    assert check_of_session(unbuy, **ENCRYPTED)["state"] == "problem"
    assert (list(unbuy.home.glob("sessions/*.json")), shop.actions()) == ([], [])
