"""`[[notify]]` in `config.toml`: whom to tell, what of, and when not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from automator.setting_rules import full_path, secret_in
from automator.toml_file import TomlFile


class Level(StrEnum):
    """How much a notice matters; the first ones more."""

    NEEDS_YOU = "needs_you"
    MONEY = "money"
    NEWS = "news"


_KEYS = ("url", "url_file", "url_env", "name", "levels", "quiet", "digest", "time_zone")
_ADDRESSES = ("url", "url_file", "url_env")
_HOURS = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})")


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one time of the day to another one, over midnight where the end is earlier."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """One channel. `url` is a secret; `zone` None is the system's own time zone.

    `digest` is when everything but what needs the person is told, once a day.
    """

    name: str
    url: str
    levels: frozenset[Level] = frozenset(Level)
    quiet: Quiet | None = None
    digest: time | None = None
    zone: ZoneInfo | None = None

    def __repr__(self) -> str:
        return f"ChannelSettings({self.masked})"

    @property
    def masked(self) -> str:
        """The kind of address and nothing of the address."""
        return f"{self.url.split(':', 1)[0]}://***"


def channels_in(file: TomlFile, env: Mapping[str, str]) -> tuple[list[ChannelSettings], list[str]]:
    """The channels of the file and a sentence for everything that is wrong with them."""
    tables = file.content.get("notify", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        return [], [f"{file.where('notify')}: notify is written as [[notify]], once per channel"]
    channels: list[ChannelSettings] = []
    problems: list[str] = []
    for number, table in enumerate(tables):
        reading = _Reading(file, number, table, env)
        channel = reading.channel([known.name for known in channels])
        channels += [channel] if channel else []
        problems += reading.problems
    return channels, problems


class _Reading:
    """One table, read key by key; what is wrong is collected."""

    def __init__(
        self, file: TomlFile, number: int, table: Mapping[str, Any], env: Mapping[str, str]
    ) -> None:
        self._file = file
        self._number = number
        self._table = table
        self._env = env
        self.problems: list[str] = []

    def channel(self, taken: Sequence[str]) -> ChannelSettings | None:
        for key in sorted(self._table.keys() - set(_KEYS)):
            [nearest] = get_close_matches(key, _KEYS, n=1, cutoff=0)
            self._wrong(key, f"is unknown; the nearest known one is {nearest}")
        url = self._url()
        name = self._name(url or "", taken)
        levels = self._levels()
        quiet, digest = self._quiet(), self._digest()
        zone = self._zone()
        if self.problems or url is None:
            return None
        return ChannelSettings(
            name=name, url=url, levels=levels, quiet=quiet, digest=digest, zone=zone
        )

    def _url(self) -> str | None:
        given = [key for key in _ADDRESSES if key in self._table]
        if len(given) != 1:
            beside = " and ".join(given)
            self._wrong(
                given[0] if given else "",
                f"{beside} stand side by side; keep one of them"
                if given
                else "needs a url, a url_file or a url_env",
            )
            return None
        key = given[0]
        text = self._table[key]
        if not isinstance(text, str) or not text:
            self._wrong(key, "must be a text")
            return None
        return self._address(key, text)

    def _address(self, key: str, text: str) -> str | None:
        try:
            url = secret_in(full_path(Path(text))) if key == "url_file" else text
        except ValueError as error:
            self._wrong(key, str(error))
            return None
        if key == "url_env":
            url = self._env.get(text, "")
            if not url:
                self._wrong(key, f"names {text}, which is not set in the environment")
                return None
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://.", url.strip()):
            self._wrong(key, "is no address of a channel, such as mailto://… or ntfys://…")
            return None
        return url.strip()

    def _name(self, url: str, taken: Sequence[str]) -> str:
        name = self._table.get("name", f"{url.split(':', 1)[0]} {self._number + 1}")
        if not isinstance(name, str) or not name.strip():
            self._wrong("name", "must be a text")
        elif name in taken:
            self._wrong("name", f"is {name!r} like that of another channel; each needs its own")
        return str(name)

    def _levels(self) -> frozenset[Level]:
        given = self._table.get("levels", "all")
        if given in ("all", ["all"]):
            return frozenset(Level)
        known = [str(level) for level in Level]
        if not isinstance(given, list) or not given or not all(one in known for one in given):
            self._wrong("levels", f'is {given!r}, but must be "all" or a list of {known}')
            return frozenset()
        return frozenset(Level(one) for one in given)

    def _quiet(self) -> Quiet | None:
        given = self._table.get("quiet")
        if given is None:
            return None
        found = _HOURS.fullmatch(given) if isinstance(given, str) else None
        begins, ends = (_time(found[1]), _time(found[2])) if found else (None, None)
        if begins is None or ends is None or begins == ends:
            self._wrong("quiet", f"is {given!r}, but must be two times, as 22:00-07:00")
            return None
        return Quiet(begins, ends)

    def _digest(self) -> time | None:
        given = self._table.get("digest")
        at = _time(given) if isinstance(given, str) else None
        if given is not None and at is None:
            self._wrong("digest", f"is {given!r}, but must be a time, as 08:00")
        return at

    def _zone(self) -> ZoneInfo | None:
        given = self._table.get("time_zone")
        if given is None:
            return None
        try:
            return ZoneInfo(given)
        except (ValueError, OSError, KeyError, TypeError):
            self._wrong("time_zone", f"is {given!r}, but must be one such as Europe/Berlin")
            return None

    def _wrong(self, key: str, why: str) -> None:
        line = _line(self._file.text, self._number, key)
        place = f"{self._file.path}{f', line {line}' if line else ''}"
        self.problems.append(f"{place}: notify{f'.{key}' if key else ''} {why}")


def _line(text: str, number: int, key: str) -> int | None:
    """The line of the key in this table, or of the table's header."""
    lines = text.splitlines()
    headers = [at for at, line in enumerate(lines) if re.match(r"\s*\[\[\s*notify\s*\]\]", line)]
    if number >= len(headers):
        return None
    begins = headers[number]
    for at, line in enumerate(lines[begins + 1 :], start=begins + 1):
        if line.lstrip().startswith("["):
            break
        if key and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return at + 1
    return begins + 1


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if re.fullmatch(r"\d{2}:\d{2}", text) else None
    except ValueError:
        return None
