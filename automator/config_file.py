"""`config.toml`: settings for all accounts at the top level, and `[accounts.NAME]` tables."""

import re
import tomllib
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any


class ConfigFileError(Exception):
    """The file can't be read or is not TOML; the message names the file, the place and why."""


@dataclass(frozen=True)
class ConfigFile:
    """What the file says (nothing if there is none), and at which line."""

    path: Path
    text: str = ""
    top: dict[str, Any] = field(default_factory=dict)
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def place(self, key: str, account: str | None = None) -> str:
        """Say where `key` stands, e.g. `/home/ann/config.toml, line 3: timeout_s`."""
        line = self._line(key, account)
        return f"{self.path}{f', line {line}' if line else ''}: {key}"

    def _line(self, key: str, account: str | None) -> int | None:
        wanted = re.compile(rf"""\s*(["']?){re.escape(key)}\1\s*[=.]""")
        lines = enumerate(self.text.splitlines(), start=1)
        if account is not None:
            header = re.compile(rf"""\s*\[\s*accounts\s*\.\s*(["']?){re.escape(account)}\1\s*\]""")
            any(header.match(line) for _, line in lines)  # goes on to the line after the header
        table = takewhile(lambda numbered: not numbered[1].lstrip().startswith("["), lines)
        return next((number for number, line in table if wanted.match(line)), None)


def read_config_file(path: Path) -> ConfigFile:
    """Read the file; one that does not exist says nothing. Raises ConfigFileError."""
    try:
        text = path.read_text(encoding="utf-8")
        top = tomllib.loads(text)
    except FileNotFoundError:
        return ConfigFile(path)
    except OSError as error:
        raise ConfigFileError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigFileError(f"{path} is not text in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigFileError(f"{path} is not valid TOML: {error}") from error
    return ConfigFile(path, text, top, _accounts(path, top.pop("accounts", {})))


def _accounts(path: Path, accounts: Any) -> dict[str, dict[str, Any]]:
    tables = accounts if isinstance(accounts, dict) else {"": accounts}
    if not all(isinstance(table, dict) for table in tables.values()):
        raise ConfigFileError(f"{path}: accounts holds one table per account, as [accounts.ann]")
    return tables
