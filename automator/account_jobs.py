"""The accounts that are known here, and their kept sessions; no browser is opened."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from automator.account_lock import account_lock
from automator.browser.kept import kept_since, kept_until
from automator.browser.session_file import SessionClosed, SessionFile
from automator.config_file import read_config_file
from automator.home import Home
from automator.result import Result
from automator.settings import Settings
from automator.wiring import kept_session, prepared_home, result_of
from flows.domain.moments import iso


def list_accounts(settings: Settings) -> Result:
    """Those of the configuration file, those with a kept session, and the one in use."""
    tables = read_config_file(Home(settings.home).config).accounts
    kept = {file.stem for file in Home(settings.home).sessions.glob("[!.]*.json")}
    names = sorted({*tables, *kept, settings.account})
    told = [_account(settings, name, tables.get(name, {})) for name in names]
    message = f"{len(told)} accounts." if len(told) != 1 else "One account."
    message = " ".join([message, *filter(None, (one["session_trouble"] for one in told))])
    return result_of(settings, "accounts", message, more={"accounts": told})


def forget(settings: Settings) -> Result:
    """Delete the kept session of the account; no run that would keep it anew may be under way."""
    home = prepared_home(settings)
    with account_lock(home.sessions, settings.account):
        had, key_left = kept_session(settings, settings.account).forget()
    message = "The kept session was deleted." if had else "There was no kept session."
    if key_left:
        message += f" Its key is still in the keyring, where it opens nothing any more: {key_left}."
    return result_of(settings, "sign-out", message)


def _account(settings: Settings, name: str, table: Mapping[str, Any]) -> dict[str, Any]:
    in_use = name == settings.account
    file = kept_session(settings, name)
    kept, trouble = _read(file)
    password = settings.password if in_use else table.get("password") or table.get("password_file")
    return {
        "name": name,
        "in_use": in_use,
        "username": settings.username if in_use else table.get("username"),
        "password_set": password is not None,
        "session_kept": kept is not None or file.is_encrypted,
        "session_since": _time(kept_since(kept)) if kept else None,
        "session_until": _time(kept_until(kept)) if kept else None,
        "session_encrypted": file.is_encrypted,
        "session_trouble": trouble,
    }


def _read(file: SessionFile) -> tuple[dict[str, Any] | None, str | None]:
    """What is kept, and why that can't be told."""
    try:
        return file.read(), None
    except SessionClosed as closed:
        return None, str(closed)


def _time(moment: datetime | None) -> str | None:
    return iso(moment) if moment else None
