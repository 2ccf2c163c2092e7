"""Cookies of the user's own browser: cookies.txt, or JSON as extensions and Playwright write it."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import StorageStateCookie

_LARGEST = 5_000_000  # bytes; a browser keeps about 3000 cookies
_HTTP_ONLY = "#HttpOnly_"
_FIELDS = 7
_LATEST = 253_402_300_799  # the end of the year 9999
_NO_NAME = re.compile(r"[\s;,=\x00-\x20\x7f]")
_NO_VALUE = re.compile(r"[;\x00-\x1f\x7f]")
_SAME_SITE: dict[str, Literal["Lax", "None", "Strict"]] = {
    "strict": "Strict",
    "none": "None",
    "no_restriction": "None",
}


class CookieFileError(Exception):
    """The file can't be used; nothing was opened. The sentence shows no value of a cookie."""


@dataclass(frozen=True, slots=True)
class Cookies:
    """Those of the shop that are still good; how many are of others, and how many have ended."""

    ours: tuple[StorageStateCookie, ...]
    of_others: int
    ended: int


def read_cookies(file: Path, is_ours: Callable[[str], bool], now: datetime) -> Cookies:
    """Take the cookies of the hosts that are ours. Raises CookieFileError."""
    every = list(_parsed(file, _text_of(file)))
    ours = [cookie for cookie in every if is_ours(cookie["domain"].lstrip("."))]
    good = tuple(it for it in ours if it["expires"] == -1 or it["expires"] > now.timestamp())
    taken = Cookies(good, len(every) - len(ours), len(ours) - len(good))
    if not good:
        raise CookieFileError(
            f"{file} has no cookie of the shop that is still good: {taken.of_others} are of other"
            f" sites, {taken.ended} have ended. Sign in there in your browser and export them anew."
        )
    return taken


def host_test(shop_url: str) -> Callable[[str], bool]:
    """Tells whether a host's cookies are the shop's: its own, or of its domain."""
    host = urlsplit(shop_url).hostname or ""
    is_named = bool(re.search(r"[a-z]", host)) and "." in host
    domain = ".".join(host.split(".")[-2:]) if is_named else host

    def is_ours(other: str) -> bool:
        return other in {host, domain} or (is_named and other.endswith(f".{domain}"))

    return is_ours


def _text_of(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST:
            raise CookieFileError(f"{file} is too large for a file of cookies.")
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CookieFileError(f"{file} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CookieFileError(f"{file} is not text in UTF-8.") from error


def _parsed(file: Path, text: str) -> Iterator[StorageStateCookie]:
    if text.lstrip()[:1] in {"[", "{"}:
        yield from _from_json(file, text)
    else:
        yield from _from_lines(file, text.splitlines())


def _from_json(file: Path, text: str) -> Iterator[StorageStateCookie]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise CookieFileError(f"{file} is damaged: it breaks off as JSON{where}.") from error
    cookies = told.get("cookies") if isinstance(told, dict) else told
    if not isinstance(cookies, list):
        raise CookieFileError(f"{file} holds no list of cookies.")
    for number, cookie in enumerate(cookies, 1):
        yield _checked(file, f"cookie {number}", _of_object(cookie))


def _of_object(cookie: Any) -> Mapping[str, Any]:
    """Names as extensions and Playwright write them; what is missing is found out later."""
    if not isinstance(cookie, dict):
        return {}
    ends = cookie.get("expires", cookie.get("expirationDate", -1))
    return {**cookie, "expires": -1 if cookie.get("session") is True else ends}


def _from_lines(file: Path, lines: Iterable[str]) -> Iterator[StorageStateCookie]:
    for number, line in enumerate(lines, 1):
        http_only = line.startswith(_HTTP_ONLY)
        if line.strip() and (http_only or not line.startswith("#")):
            yield _checked(file, f"line {number}", _of_line(line, http_only=http_only))


def _of_line(line: str, *, http_only: bool) -> Mapping[str, Any]:
    fields = line.removeprefix(_HTTP_ONLY).split("\t")
    if len(fields) != _FIELDS:
        return {}
    domain, _, path, secure, ends, name, value = fields
    return {
        "domain": domain,
        "path": path,
        "secure": secure.upper() == "TRUE",
        "httpOnly": http_only,
        "expires": ends,
        "name": name,
        "value": value,
    }


def _checked(file: Path, where: str, told: Mapping[str, Any]) -> StorageStateCookie:
    domain, name, value = _text(told, "domain"), _text(told, "name"), _text(told, "value")
    if not domain or not name or value is None or _NO_NAME.search(name) or _NO_VALUE.search(value):
        raise CookieFileError(
            f"{file} is damaged at {where}: no cookie has this form. It must be a cookies.txt, or"
            " JSON as browser extensions and Playwright write it."
        )
    secure = told.get("secure") is True or name.startswith(("__Secure-", "__Host-"))
    same_site = _SAME_SITE.get(str(told.get("sameSite", "")).casefold(), "Lax")
    path = _text(told, "path") or "/"
    return {
        "name": name,
        "value": value,
        "domain": domain.casefold(),
        "path": path if path.startswith("/") else "/",
        "expires": _moment(told.get("expires")),
        "httpOnly": told.get("httpOnly") is True,
        "secure": secure,
        "sameSite": "Lax" if same_site == "None" and not secure else same_site,
    }


def _text(told: Mapping[str, Any], key: str) -> str | None:
    text = told.get(key)
    return text if isinstance(text, str) else None


def _moment(told: Any) -> float:
    """Seconds since 1970; -1: it ends with the browser."""
    if isinstance(told, bool) or not isinstance(told, int | float | str):
        return -1
    try:
        seconds = float(told)
    except (ValueError, OverflowError):
        return -1
    return min(seconds, _LATEST) if isfinite(seconds) and seconds > 0 else -1
