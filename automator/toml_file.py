"""A TOML file that people write: what it says and at which line, so that mistakes can be named."""

import tomllib
from collections.abc import Sequence
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

    def where(self, *keys: str | int) -> str:
        """Say where a key stands, e.g. `/home/ann/config.toml, line 3`."""
        line = self.line(keys)
        return f"{self.path}{f', line {line}' if line else ''}"

    def line(self, keys: Sequence[str | int]) -> int | None:
        """The line on which begins what stands at a path such as ("rule", 1, "name").

        Where nothing stands there: that of the closest thing around it; None: nothing does. The
        parser itself is asked how much of the text it takes to get there.
        """
        lines = self.text.split("\n")
        found, depth, begins = None, 0, 1
        for number in range(1, len(lines) + 1):
            try:
                content = tomllib.loads("\n".join(lines[:number]))
            except tomllib.TOMLDecodeError:
                continue  # it ends within a value
            if (reached := _depth(content, keys)) > depth:
                found, depth = begins, reached
            begins = number + 1
        return found


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


def _depth(content: dict[str, Any], keys: Sequence[str | int]) -> int:
    """How many steps of the path can be gone."""
    here: Any = content
    for gone, step in enumerate(keys):
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return gone
    return len(keys)
