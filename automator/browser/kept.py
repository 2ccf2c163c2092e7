"""What a kept session tells of itself: the browser's cookies and storage, with two dates."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import AwareDatetime, BaseModel

from flows.sites.aliexpress.session_cookies import SESSION_COOKIES

SINCE, ENDS = "signed_in_at", "ends_at"


class _Cookie(BaseModel):
    name: str
    value: str
    domain: str
    path: str
    expires: float


class _Stored(BaseModel):
    name: str
    value: str


class _Origin(BaseModel):
    origin: str
    localStorage: list[_Stored] = []  # noqa: N815 - Playwright's own name


class _Kept(BaseModel):
    """What a browser takes, and we do; all else that stands there is Playwright's business."""

    cookies: list[_Cookie]
    origins: list[_Origin] = []
    shop: str | None = None
    buyer: str | None = None
    signed_in_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None


def state_in(text: str) -> dict[str, Any] | None:
    """The session that a file's text holds; None: it is none, or is damaged."""
    try:
        state: dict[str, Any] = json.loads(text)
        _Kept.model_validate(state)
    except (ValueError, RecursionError):
        return None
    return state


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
