"""`config.toml`: settings at the top level, `[accounts.NAME]` tables, and `[[notify]]` tables."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from automator.toml_file import TomlFile, TomlFileError, read_toml


@dataclass(frozen=True)
class ConfigFile:
    """What the file says (nothing if there is none), and where."""

    file: TomlFile
    top: dict[str, Any] = field(default_factory=dict)
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.file.path

    def place(self, key: str, account: str | None = None) -> str:
        """Say where `key` stands, e.g. `/home/ann/config.toml, line 3: timeout_s`."""
        keys = (key,) if account is None else ("accounts", account, key)
        return f"{self.file.where(*keys)}: {key}"


def read_config_file(path: Path) -> ConfigFile:
    """Read the file; one that does not exist says nothing. Raises TomlFileError."""
    file = read_toml(path)
    top = dict(file.content)
    top.pop("notify", None)  # read by a table of its own
    return ConfigFile(file, top, _accounts(path, top.pop("accounts", {})))


def _accounts(path: Path, accounts: Any) -> dict[str, dict[str, Any]]:
    tables = accounts if isinstance(accounts, dict) else {"": accounts}
    if not all(isinstance(table, dict) for table in tables.values()):
        raise TomlFileError(f"{path}: accounts holds one table per account, as [accounts.ann]")
    return tables
