"""A keyring for processes that a test starts: named in PYTHON_KEYRING_BACKEND, kept in one file."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError

PLACE = "PYTEST_KEYRING_FILE"
"""The variable that names the file. No file: no keyring; an empty one: it is locked."""


class FileKeyring(KeyringBackend):
    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service}: {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write({**self._read(), f"{service}: {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        left = self._read()
        del left[f"{service}: {username}"]
        self._write(left)

    def _read(self) -> dict[str, str]:
        file = Path(os.environ[PLACE])
        if not file.exists():
            raise NoKeyringError
        if not file.stat().st_size:
            raise KeyringLocked
        held: dict[str, str] = json.loads(file.read_text())
        return held

    def _write(self, held: dict[str, str]) -> None:
        Path(os.environ[PLACE]).write_text(json.dumps(held))
