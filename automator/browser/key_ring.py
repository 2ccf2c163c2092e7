"""The system's keyring, where the keys of encrypted sessions lie; nothing else of ours is in it."""

from collections.abc import Callable
from concurrent.futures import Future
from importlib.util import find_spec
from threading import Thread
from typing import TypeVar

from automator.browser.sealing import Key

_SERVICE = "unbuy"
UNLOCKED_WITHIN_S = 120.0
T = TypeVar("T")


class KeyringTrouble(Exception):
    """The keyring gives or takes no key; the message says why, as a part of a sentence."""


class NoKeyring(KeyringTrouble):
    """There is none to ask: the library is not installed, or the system has no such service."""


def key_called(name: str) -> Key | None:
    """The key of this name; None: the keyring has none. Raises KeyringTrouble."""
    _raise_if_not_installed()
    import keyring

    secret = _answer(lambda: keyring.get_password(_SERVICE, name))
    return None if secret is None else Key(name, secret)


def key_to_seal_with(name: str) -> Key:
    """The key of this name, made where the keyring has none. Raises KeyringTrouble."""
    return key_called(name) or _made(name)


def forget_key(name: str) -> None:
    """Take the key out of the keyring, if it is there. Raises KeyringTrouble."""
    if key_called(name):
        import keyring

        _answer(lambda: keyring.delete_password(_SERVICE, name))


def _made(name: str) -> Key:
    import keyring
    from cryptography.fernet import Fernet

    key = Key(name, Fernet.generate_key().decode())
    _answer(lambda: keyring.set_password(_SERVICE, name, key.secret))
    if key_called(name) != key:  # such a keyring exists, for who wants none
        raise KeyringTrouble("the keyring did not keep the key that it was given")
    return key


def _raise_if_not_installed() -> None:
    if not (find_spec("keyring") and find_spec("cryptography")):
        raise NoKeyring("that needs `pip install keyring cryptography`")


def _answer(ask: Callable[[], T]) -> T:
    """What the keyring answers.

    It is asked in a thread that is left behind if need be: where a keyring asks somebody for its
    own password, and nobody is there, it waits for ever.
    """
    from keyring.errors import KeyringLocked, NoKeyringError

    answer: Future[T] = Future()
    Thread(target=_give, args=(ask, answer), daemon=True).start()
    try:
        return answer.result(UNLOCKED_WITHIN_S)
    except TimeoutError as late:
        raise KeyringTrouble(f"the keyring did not answer within {UNLOCKED_WITHIN_S:g} s") from late
    except NoKeyringError as error:
        raise NoKeyring(
            "this run finds no keyring (on Linux it is a service of the desktop session, which cron"
            " and ssh do not have)"
        ) from error
    except KeyringLocked as error:
        raise KeyringTrouble("the keyring is locked and was not unlocked") from error
    except Exception as error:  # each system's keyring has errors of its own
        what = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise KeyringTrouble(f"the keyring failed: {what.rstrip('.')}") from error


def _give(ask: Callable[[], T], answer: "Future[T]") -> None:
    try:
        answer.set_result(ask())
    except Exception as error:  # noqa: BLE001 - who waits for it tells it
        answer.set_exception(error)
