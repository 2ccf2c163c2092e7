"""The kept session of an account: a file with the browser's cookies and storage."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from automator.home import HomeError

SINCE = "signed_in_at"
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
