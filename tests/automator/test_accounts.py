"""Which accounts are known here, and that signing one out leaves the others as they are."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from automator.account_lock import account_lock
from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

SECRET = "very-secret-word"
SESSION = {"cookies": [], "origins": [], "signed_in_at": "2026-03-01T10:20:30+00:00"}


@pytest.fixture
def sessions(unbuy: Unbuy) -> Path:
    """Two accounts in the file, and sessions of one of them and of a third."""
    folder = unbuy.home / "sessions"
    folder.mkdir(parents=True)
    (unbuy.home / "config.toml").write_text(
        f'[accounts.ann]\nusername = "ann@example.com"\npassword = "{SECRET}"\n'
        '[accounts.bob]\nusername = "bob@example.com"\n'
    )
    for name in ("ann", "cleo"):
        (folder / f"{name}.json").write_text(json.dumps(SESSION))
    (folder / "bob.json").write_text("damaged")
    return folder


@pytest.mark.complete
def test_accounts_are_those_of_the_file_of_a_session_and_the_one_in_use(
    unbuy: Unbuy, sessions: Path
) -> None:
    told = unbuy("accounts", "--json", UNBUY_USERNAME=None, UNBUY_PASSWORD=None)
    since = "2026-03-01T10:20:30Z"
    assert (told.code, sessions.exists()) == (0, True)
    assert [list(account.values()) for account in told.json["accounts"]] == [
        ["ann", False, "ann@example.com", True, True, since, None, False, None],
        ["bob", False, "bob@example.com", False, False, None, None, False, None],
        ["cleo", False, None, False, True, since, None, False, None],
        ["default", True, None, False, False, None, None, False, None],
    ]


@pytest.mark.usefixtures("sessions")
def test_no_password_is_ever_told(unbuy: Unbuy, shop: PracticeShop) -> None:
    for form in ((), ("--json",)):
        told = unbuy("accounts", "--account", "ann", "-v", *form)
        assert told.code == 0
        assert not {SECRET, shop.password} & set(told.said.replace('"', " ").split())


def test_signing_out_deletes_the_session_of_this_account_alone_and_whole(
    unbuy: Unbuy, sessions: Path
) -> None:
    (sessions / ".ann.json.k3x_09az").write_text("half a session")  # left by a kill
    (sessions / ".ann.json.json.k3x_09az").write_text("of the account ann.json")
    out = unbuy("sign-out", "--account", "ann", "--json")
    assert (out.code, out.json["message"]) == (0, "The kept session was deleted.")
    left = {file.name for file in sessions.iterdir() if file.suffix != ".lock"}
    assert left == {"bob.json", "cleo.json", ".ann.json.json.k3x_09az"}
    again = unbuy("sign-out", "--account", "ann", "--json")
    assert (again.code, again.json["message"]) == (0, "There was no kept session.")


def test_nobody_is_signed_out_while_a_run_could_keep_the_session_anew(
    unbuy: Unbuy, sessions: Path
) -> None:
    with account_lock(sessions, "ann"):
        out = unbuy("sign-out", "--account", "ann", "--json")
    assert (out.code, (sessions / "ann.json").exists()) == (8, True)


@pytest.mark.browser
def test_a_session_is_told_with_the_time_of_its_sign_in(unbuy: Unbuy, shop: PracticeShop) -> None:
    assert unbuy("sign-in").code == 0
    signed_in = shop.log("sign_in")[0]["at"]
    shop.wind(days=1)
    assert unbuy("orders").code == 0
    [account] = unbuy("accounts", "--json").json["accounts"]
    assert (account["session_kept"], account["password_set"]) == (True, True)
    assert account["session_since"][:16] == signed_in[:16]
    lasts = moment(account["session_until"]) - moment(account["session_since"])
    assert abs(lasts - timedelta(days=60)) < timedelta(minutes=5)


@pytest.mark.complete
@pytest.mark.browser
def test_a_session_without_a_password_that_is_about_to_end_is_told_until_somebody_signs_in_anew(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    assert unbuy("sign-in").code == 0
    shop.wind(days=56)
    by_hand = {"UNBUY_USERNAME": None, "UNBUY_PASSWORD": None}
    assert unbuy("watch", "--once", **by_hand).code == 0
    told = unbuy("schedule", "status", "--json", **by_hand)
    [notice] = told.json["schedule"]["open"]
    assert (told.code, notice["title"]) == (4, "Your sign-in is about to end")
    unbuy("sign-out")
    assert unbuy("sign-in").code == 0
    assert unbuy("watch", "--once", **by_hand).code == 0
    assert unbuy("schedule", "status", **by_hand).code == 0


def moment(iso: str) -> datetime:
    return datetime.fromisoformat(iso)
