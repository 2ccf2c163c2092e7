"""The file with an account's kept session: read, written, forgotten; encrypted or not."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from automator.browser.kept import state_in
from automator.browser.key_ring import (
    KeyringTrouble,
    NoKeyring,
    forget_key,
    key_called,
    key_to_seal_with,
)
from automator.browser.sealing import Key, key_named_in
from automator.home import HomeError, write_private
from automator.settings import SettingsError
from flows.errors import NeedsPerson

# How `write_private` ends the name of a file half written.
_UNFINISHED = re.compile(r"[a-z0-9_]{8}")
T = TypeVar("T")


class SessionClosed(NeedsPerson):
    """The kept session is encrypted and can't be opened now; it stays as it is."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a session is of: the shop's address, and the user name where that is known."""

    shop: str
    buyer: str | None


class SessionFile:
    """Encrypted when it is next written if `encrypt`; and once encrypted, until it is forgotten.

    So no run that lacks the setting writes in plain what was encrypted. The keyring is asked for a
    key once.
    """

    def __init__(self, path: Path, *, encrypt: bool = False) -> None:
        self.path = path
        self._encrypt = encrypt
        self._keys: dict[str, Key] = {}

    @property
    def is_encrypted(self) -> bool:
        return key_named_in(self._text()) is not None

    @property
    def is_damaged(self) -> bool:
        """Whether there is a file of which nothing can be used, by nobody and with no key."""
        return self.path.exists() and not self.is_encrypted and state_in(self._text()) is None

    def check(self, whose: Whose) -> None:
        """Raise what keeps a run from using the session: HomeError, SessionClosed."""
        self._raise_if_anothers(self.read() or {}, whose)

    def prepare(self) -> None:
        """Raise before a run begins what would keep it from encrypting the session at its end.

        SettingsError, NeedsPerson. Makes the key, so only one run at a time may do it.
        """
        if self._encrypt:
            self._own_key()

    def look_for_keyring(self) -> None:
        """Raise the same, as far as it is seen without making a key."""
        if self._encrypt:
            self._asked_to_encrypt(key_called)

    def read(self) -> dict[str, Any] | None:
        """The kept session, where there is one; a damaged one is as good as none.

        Raises SessionClosed where it is encrypted and can't be opened.
        """
        text = self._text()
        name = key_named_in(text)
        return state_in(text if name is None else self._unsealed(text, name))

    def write(self, state: dict[str, Any]) -> None:
        """Raises HomeError; then what was there before still is."""
        text = json.dumps(state)
        seals = self._encrypt or self.is_encrypted
        write_private(self.path, self._own_key().seal(text) if seals else text)

    def forget(self) -> tuple[bool, str]:
        """Delete it, what writing it may have left behind, and its key.

        Whether there was any, and why its key is still in the keyring, if it is.
        """
        was_encrypted = self.is_encrypted
        there = [file for file in (self.path, *self._left_behind()) if file.exists()]
        for file in there:
            file.unlink(missing_ok=True)
        trouble = ""
        if was_encrypted or self._encrypt:
            try:
                forget_key(self._own_name)
            except KeyringTrouble as error:
                trouble = str(error) if was_encrypted else ""
        return bool(there), trouble

    def _raise_if_anothers(self, kept: dict[str, Any], whose: Whose) -> None:
        shop, buyer = kept.get("shop", whose.shop), kept.get("buyer")
        is_same_buyer = buyer is None or whose.buyer is None or buyer == whose.buyer
        if shop != whose.shop or not is_same_buyer:
            of = f"of {buyer} " if buyer else ""
            raise HomeError(
                f"{self.path} is the kept session {of}at {shop}, and the settings name"
                f" {whose.buyer or 'no user name'} and {whose.shop}. Sessions are never mixed:"
                " forget it with `unbuy sign-out`, or give each buyer an account of their own."
            )

    @property
    def _own_name(self) -> str:
        """What its key is called: no other account or home has it, and it tells of neither."""
        home = sha256(str(self.path.parent.resolve()).encode()).hexdigest()[:16]
        return f"session {self.path.stem} {home}"

    def _own_key(self) -> Key:
        name = self._own_name
        if name not in self._keys:
            self._keys[name] = self._asked_to_encrypt(key_to_seal_with)
        return self._keys[name]

    def _asked_to_encrypt(self, ask: Callable[[str], T]) -> T:
        try:
            return ask(self._own_name)
        except NoKeyring as error:
            raise SettingsError(
                f"The session is to be encrypted (UNBUY_ENCRYPT_SESSION), but {error}. Nothing was"
                " opened; mend that, or turn it off."
            ) from error
        except KeyringTrouble as error:
            raise NeedsPerson(
                f"The session is to be encrypted, but {error}. Nothing was opened; mend that, and"
                " run this again."
            ) from error

    def _unsealed(self, text: str, name: str) -> str:
        if name not in self._keys:
            self._keys[name] = self._key_called(name)
        opened = self._keys[name].unseal(text)
        if opened is None:
            raise self._closed("its key does not open it: one of them was changed")
        return opened

    def _key_called(self, name: str) -> Key:
        try:
            key = key_called(name)
        except KeyringTrouble as error:
            raise self._closed(str(error)) from error
        if key is None:
            raise self._closed("the keyring that this run finds has no key of its name")
        return key

    def _closed(self, why: str) -> SessionClosed:
        return SessionClosed(
            f"The kept session {self.path} is encrypted, but {why}. It was left as it is and"
            " nothing was sent; mend that, or forget it with `unbuy sign-out` and sign in anew."
        )

    def _text(self) -> str:
        with suppress(OSError, ValueError):
            return self.path.read_text(encoding="utf-8")
        return ""

    def _left_behind(self) -> Iterator[Path]:
        prefix = f".{self.path.name}."
        for file in self.path.parent.glob(".*"):
            is_ours = file.name.startswith(prefix)
            if is_ours and _UNFINISHED.fullmatch(file.name.removeprefix(prefix)):
                yield file
