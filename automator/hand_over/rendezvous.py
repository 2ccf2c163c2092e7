"""How `unbuy hand-over` finds the runs that wait: a private file of each in the home folder."""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path

from automator.hand_over.server import HandOverServer, address
from automator.home import write_private

_SUFFIX = ".hand-over"
_ANSWER_WITHIN_S = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A run that waits; `key` fetches a one-time token from it, `until` is ISO 8601 in UTC."""

    account: str
    asks: str
    until: str
    port: int
    key: str

    def new_address(self) -> str | None:
        """Where a person can help now; None: this run does not wait any more."""
        ask = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/token",
            method="POST",
            headers={"Authorization": f"Bearer {self.key}"},
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(ask, timeout=_ANSWER_WITHIN_S) as answer:
                return address(self.port, str(json.load(answer)["token"]))
        except (OSError, HTTPException, ValueError, KeyError, TypeError):
            return None


class Rendezvous:
    """The file of one run, there while it waits."""

    def __init__(self, folder: Path, account: str, server: HandOverServer) -> None:
        self._file = folder / f"{account}{_SUFFIX}"
        self._account = account
        self._server = server

    def begin(self, asks: str, within_s: float) -> None:
        until = datetime.now(UTC) + timedelta(seconds=within_s)
        told = until.isoformat(timespec="seconds")
        waiting = Waiting(self._account, asks, told, self._server.port, self._server.keys.key)
        write_private(self._file, json.dumps(asdict(waiting)))

    def end(self) -> None:
        self._file.unlink(missing_ok=True)


def waiting_runs(folder: Path, account: str | None = None) -> Iterator[Waiting]:
    """Those whose file is there; a file that a kill left behind is old some day, and removed."""
    for file in sorted(folder.glob(f"*{_SUFFIX}")):
        if account in {None, file.name.removesuffix(_SUFFIX)} and (one := _read(file)):
            yield one


def _read(file: Path) -> Waiting | None:
    with suppress(OSError, ValueError, TypeError):
        waiting = Waiting(**json.loads(file.read_text(encoding="utf-8")))
        if datetime.fromisoformat(waiting.until) > datetime.now(UTC):
            return waiting
    file.unlink(missing_ok=True)
    return None
