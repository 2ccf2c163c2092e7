"""A kept session, encrypted with a key of the system's keyring or not: nothing of it is lost."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

from automator.browser import key_ring
from automator.browser.session_file import SessionClosed, SessionFile, Whose
from automator.home import HomeError
from automator.settings import SettingsError
from flows.errors import NeedsPerson

BUYER, COOKIE = "ann@example.com", "a-cookie-of-the-session"
SIGNED_IN = {"name": "xman_t", "value": COOKIE, "domain": "shop", "path": "/", "expires": -1}
STATE = {"cookies": [SIGNED_IN], "origins": [], "buyer": BUYER}
HERS = Whose("https://shop.example", BUYER)


class Held(KeyringBackend):
    """A keyring in memory, which fails with `trouble` where it is set."""

    priority = 1

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self.trouble: Exception | None = None
        self.keeps = True

    def get_password(self, service: str, username: str) -> str | None:
        assert service == "unbuy"
        if self.trouble:
            raise self.trouble
        return self.keys.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        assert service == "unbuy"
        if self.keeps:
            self.keys[username] = password

    def delete_password(self, service: str, username: str) -> None:
        assert service == "unbuy"
        del self.keys[username]


@pytest.fixture
def held() -> Iterator[Held]:
    held, before = Held(), keyring.get_keyring()
    keyring.set_keyring(held)
    yield held
    keyring.set_keyring(before)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "default.json"


def encrypted(file: Path) -> SessionFile:
    """As a run finds it: nothing is remembered of the one before."""
    return SessionFile(file, encrypt=True)


def plain(file: Path) -> SessionFile:
    return SessionFile(file)


@pytest.fixture
def kept(file: Path, held: Held) -> bytes:
    """The bytes of an encrypted session."""
    encrypted(file).write(STATE)
    assert len(held.keys) == 1
    return file.read_bytes()


def is_left_alone(file: Path, kept: bytes, *said: str) -> bool:
    """No run begins with it, the sentence says why, and the file is as it was."""
    for session in (encrypted(file), plain(file)):
        with pytest.raises(SessionClosed) as closed:
            session.check(HERS)
        told = str(closed.value)
        assert not [part for part in (*said, str(file), "sign-out") if part not in told], told
    return file.read_bytes() == kept


def test_an_encrypted_session_shows_neither_cookies_nor_names(file: Path, kept: bytes) -> None:
    text = kept.decode()
    assert not [it for it in (COOKIE, "xman_t", BUYER, "cookies", str(file.parent)) if it in text]
    assert encrypted(file).read() == STATE


def test_a_plain_session_is_read_and_encrypted_when_it_is_next_written(
    file: Path, held: Held
) -> None:
    plain(file).write(STATE)
    assert (COOKIE in file.read_text(), held.keys) == (True, {})
    session = encrypted(file)
    session.check(HERS)
    assert session.read() == STATE
    session.write(STATE)
    assert COOKIE not in file.read_text()


def test_without_the_setting_what_was_encrypted_is_read_and_stays_encrypted(
    file: Path, kept: bytes
) -> None:
    session = plain(file)
    session.check(HERS)
    assert session.read() == STATE
    session.write({**STATE, "origins": [{"origin": "https://shop.example"}]})
    assert (COOKIE in file.read_text(), file.read_bytes() == kept) == (False, False)
    assert encrypted(file).read() == {**STATE, "origins": [{"origin": "https://shop.example"}]}


def test_one_key_serves_an_account_and_no_other_account_or_home(
    tmp_path: Path, file: Path, held: Held, kept: bytes
) -> None:
    encrypted(file).write(STATE)
    assert (len(held.keys), file.read_bytes() == kept) == (1, False)
    other_home = tmp_path / "other"
    other_home.mkdir()
    for other in (file.with_name("bob.json"), other_home / file.name):
        encrypted(other).write(STATE)
    assert len({*held.keys.values()}) == 3


def test_a_home_that_was_moved_keeps_its_session_and_gets_a_key_of_its_own(
    tmp_path: Path, file: Path, held: Held, kept: bytes
) -> None:
    moved = tmp_path / "moved" / file.name
    moved.parent.mkdir()
    moved.write_bytes(kept)
    session = encrypted(moved)
    session.check(HERS)
    session.write(STATE)
    encrypted(moved).forget()
    assert (len(held.keys), encrypted(file).read()) == (1, STATE)


def test_forgetting_a_session_forgets_its_key(file: Path, held: Held, kept: bytes) -> None:
    assert kept
    assert plain(file).forget() == (True, "")
    assert (file.exists(), held.keys) == (False, {})
    assert encrypted(file).forget() == (False, "")


def test_a_session_is_forgotten_although_its_key_can_not_be(
    file: Path, held: Held, kept: bytes
) -> None:
    assert kept
    held.trouble = KeyringLocked()
    had, key_left = encrypted(file).forget()
    assert (had, file.exists(), "locked" in key_left) == (True, False, True)


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (NoKeyringError(), "finds no keyring"),
        (KeyringLocked(), "locked"),
        (KeyringError("D-Bus went away.\nTraceback"), "failed: D-Bus went away."),
        (OSError(), "failed: OSError."),
    ],
)
def test_where_the_keyring_gives_no_key_the_session_is_left_as_it_is(
    file: Path, held: Held, kept: bytes, trouble: Exception, said: str
) -> None:
    held.trouble = trouble
    assert is_left_alone(file, kept, said)


def test_where_the_key_has_vanished_the_session_is_left_as_it_is(
    file: Path, held: Held, kept: bytes
) -> None:
    held.keys.clear()
    assert is_left_alone(file, kept, "no key of its name")
    assert held.keys == {}, "a new key would make the loss a certain one"


@pytest.mark.parametrize("key", ["b" * 43 + "=", "no key at all", "ä"])
def test_where_the_key_is_another_one_the_session_is_left_as_it_is(
    file: Path, held: Held, kept: bytes, key: str
) -> None:
    held.keys = dict.fromkeys(held.keys, key)
    assert is_left_alone(file, kept, "its key does not open it")


@pytest.mark.parametrize("end", [b"", b"A" * 20, b"\n{}"])
def test_a_damaged_encrypted_session_is_left_as_it_is(
    file: Path, held: Held, kept: bytes, end: bytes
) -> None:
    file.write_bytes(kept[:-20] + end)
    assert len(held.keys) == 1
    assert is_left_alone(file, file.read_bytes(), "was changed")


def test_without_the_libraries_an_encrypted_session_names_what_brings_them(
    file: Path, kept: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_ring, "find_spec", lambda _: None)
    assert is_left_alone(file, kept, "pip install keyring cryptography")


def test_where_nothing_can_be_encrypted_no_run_begins_that_could_not_keep_its_session(
    file: Path, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain(file).write(STATE)
    for trouble, how in ((NoKeyringError(), SettingsError), (KeyringLocked(), NeedsPerson)):
        held.trouble = trouble
        with pytest.raises(how, match=r"to be encrypted.*Nothing was opened"):
            encrypted(file).prepare()
    held.trouble, held.keeps = None, False
    with pytest.raises(NeedsPerson, match="did not keep the key"):
        encrypted(file).prepare()
    monkeypatch.setattr(key_ring, "find_spec", lambda _: None)
    with pytest.raises(SettingsError, match="pip install"):
        encrypted(file).prepare()
    plain(file).prepare()
    assert plain(file).read() == STATE


def test_a_keyring_that_waits_for_somebody_does_not_hold_the_run_for_ever(
    file: Path, held: Held, kept: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = Event()
    monkeypatch.setattr(held, "get_password", lambda *_: somebody.wait(60) and None)
    monkeypatch.setattr(key_ring, "UNLOCKED_WITHIN_S", 0.05)
    assert is_left_alone(file, kept, "did not answer within 0.05 s")
    somebody.set()


def test_the_session_of_somebody_else_is_refused_encrypted_or_not(file: Path, held: Held) -> None:
    for session in (plain(file), encrypted(file)):
        session.write(STATE)
        with pytest.raises(HomeError, match=f"the kept session of {BUYER}"):
            session.check(Whose(HERS.shop, "bob@example.com"))
    assert len(held.keys) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[" * 100_000,
        "[]",
        '{"cookies": "x"}',
        '{"cookies": [{"name": "xman_t", "value": "x"}]}',
        '{"cookies": [], "origins": [{"origin": 3}]}',
        '{"cookies": [], "shop": 5}',
        '{"cookies": [], "ends_at": "2026-01-01T00:00:00"}',
    ],
    ids=range(9),
)
def test_a_file_that_no_browser_would_take_is_damaged_and_as_good_as_none(
    file: Path, text: str
) -> None:
    file.write_text(text)
    session = plain(file)
    session.check(HERS)
    assert (session.read(), session.is_damaged, session.is_encrypted) == (None, True, False)
    assert file.read_text() == text


def test_looking_for_the_keyring_makes_no_key_that_a_run_beside_could_miss(
    file: Path, held: Held
) -> None:
    encrypted(file).look_for_keyring()
    assert held.keys == {}
    held.trouble = NoKeyringError()
    with pytest.raises(SettingsError):
        encrypted(file).look_for_keyring()
    plain(file).look_for_keyring()
