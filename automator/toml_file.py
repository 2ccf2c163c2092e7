"""A TOML file that people write: what it says and at which line, so that mistakes can be named."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class TomlFileError(Exception):
    """The file can't be read or is not TOML; the message names the file, the place and why."""


@dataclass(frozen=True)
class TomlFile:
    """What the file says; nothing where there is none."""

    path: Path
    text: str = ""
    content: dict[str, Any] = field(default_factory=dict)

    def where(self, *keys: str) -> str:
        """Say where a key stands, e.g. `/home/ann/config.toml, line 3`."""
        line = self._line(keys)
        return f"{self.path}{f', line {line}' if line else ''}"

    def _line(self, keys: tuple[str, ...]) -> int | None:
        """The line of the key itself, or of the closest table around it; None: can't be told."""
        written = list(_written_keys(self.text))
        for known in range(len(keys), 0, -1):
            for number, path in written:
                if path[:known] == keys[:known]:
                    return number
        return None


def read_toml(path: Path) -> TomlFile:
    """Read the file; one that does not exist says nothing. Raises TomlFileError."""
    try:
        text = path.read_text(encoding="utf-8")
        return TomlFile(path, text, tomllib.loads(text))
    except FileNotFoundError:
        return TomlFile(path)
    except OSError as error:
        raise TomlFileError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TomlFileError(f"{path} is not text in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise TomlFileError(f"{path} is not valid TOML: {error}") from error


_KEY = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*\[\s*({_DOTTED})\s*\]")
_VALUE = re.compile(rf"\s*({_DOTTED})\s*=")


def _written_keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every header and every key at the beginning of a line, with the path that it stands for."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            yield number, table
        elif value := _VALUE.match(line):
            yield number, (*table, *_parts(value[1]))


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, dotted))
