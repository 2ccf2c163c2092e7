"""The kept session of an account: a file with the browser's cookies and storage."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from automator.home import HomeError
from flows.sites.aliexpress.session_cookies import SESSION_COOKIES

SINCE, ENDS = "signed_in_at", "ends_at"
_UNFINISHED = re.compile(
    r"[a-z0-9_]{8}"
)  # how `write_private` ends the name of a file half written


def kept_state(state_file: Path) -> dict[str, Any] | None:
    """The kept session, where there is a readable one; a damaged one is as good as none."""
    try:
        state: dict[str, Any] = json.loads(state_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return state if isinstance(state, dict) and "cookies" in state else None


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a session is of: the shop's address, and the user name where that is known."""

    shop: str
    buyer: str | None


def raise_if_anothers(state_file: Path, whose: Whose) -> None:
    """Raise HomeError where the kept session is known to be of another shop or buyer."""
    kept = kept_state(state_file) or {}
    shop, buyer = kept.get("shop", whose.shop), kept.get("buyer")
    is_same_buyer = buyer is None or whose.buyer is None or buyer == whose.buyer
    if shop != whose.shop or not is_same_buyer:
        of = f"of {buyer} " if buyer else ""
        raise HomeError(
            f"{state_file} is the kept session {of}at {shop}, and the settings name"
            f" {whose.buyer or 'no user name'} and {whose.shop}. Sessions are never mixed: forget"
            " it with `unbuy sign-out`, or give each buyer an account of their own."
        )


def is_damaged(state_file: Path) -> bool:
    """Whether there is a file of which nothing can be used."""
    return state_file.exists() and kept_state(state_file) is None


def kept_since(state: dict[str, Any]) -> datetime | None:
    """When the sign-in was that this session is from; None where that was not written down."""
    try:
        return datetime.fromisoformat(state[SINCE])
    except (KeyError, TypeError, ValueError):
        return None


def kept_until(state: dict[str, Any]) -> datetime | None:
    """When its cookies end; None where they do not tell. The shop may end it before."""
    try:
        return datetime.fromisoformat(state[ENDS])
    except (KeyError, TypeError, ValueError):
        return None


def ends_of(cookies: Iterable[Mapping[str, Any]], now: datetime) -> datetime | None:
    """When the first cookie of the session ends, by a clock that shows `now`.

    Cookies end by the system's clock; the one in use may be another one.
    """
    expiry = _expiry(cookies)
    if expiry is None:
        return None
    return now + timedelta(seconds=round(expiry - datetime.now(UTC).timestamp()))


def renewed(state: dict[str, Any], cookies: list[Any]) -> dict[str, Any]:
    """The same session with these cookies; where they last longer, so does it."""
    until, before, after = kept_until(state), _expiry(state["cookies"]), _expiry(cookies)
    if until and before and after:
        longer = timedelta(seconds=round(after - before))
        return {**state, "cookies": cookies, ENDS: (until + longer).isoformat()}
    return {**state, "cookies": cookies, ENDS: None}


def _expiry(cookies: Iterable[Mapping[str, Any]]) -> float | None:
    """In seconds since 1970; a cookie that ends with the browser has -1."""
    ends = [
        float(it["expires"])
        for it in cookies
        if it.get("name") in SESSION_COOKIES and it.get("expires", -1) > 0
    ]
    return min(ends, default=None)


def forget_state(state_file: Path) -> bool:
    """Delete the session, and what writing it may have left behind; whether there was any."""
    files = [state_file, *_left_behind(state_file)]
    there = [file for file in files if file.exists()]
    for file in there:
        file.unlink(missing_ok=True)
    return bool(there)


def _left_behind(state_file: Path) -> Iterator[Path]:
    prefix = f".{state_file.name}."
    for file in state_file.parent.glob(".*"):
        is_ours = file.name.startswith(prefix)
        if is_ours and _UNFINISHED.fullmatch(file.name.removeprefix(prefix)):
            yield file
