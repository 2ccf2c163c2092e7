"""The bundled shop as a process, and what is asked of its control interface."""

import json
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

SCENARIO = "hundreds"
_USERNAME = "many@example.com"
_ANSWERS_WITHIN_S = 20


@dataclass(frozen=True, slots=True)
class Storefront:
    """A running shop and its account with hundreds of orders."""

    url: str
    username: str
    password: str

    def new_orders(self, count: int) -> list[str]:
        """Make unpaid orders and give their ids; each can be cancelled at once."""
        wanted = {"account": self.username, "status": "PLACE_ORDER_SUCCESS"}
        return [_control(self.url, "orders", wanted)["id"] for _ in range(count)]

    def cancellations(self) -> Counter[str]:
        """How often a cancellation of each order reached the shop."""
        log = _control(self.url, "log")
        return Counter(entry["order"] for entry in log if entry["action"] == "cancel.submit")


@contextmanager
def shop_process(scenario: str) -> Iterator[str]:
    """The address of a shop of its own on a free port; gone when left. Raises OSError."""
    command = [sys.executable, "-m", "mock_site", "--port", "0", "--scenario", scenario]
    with subprocess.Popen(  # noqa: S603 - our own
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            url = process.stdout.readline().strip() if process.stdout else ""
            if not url:
                raise OSError("the bundled storefront did not start")
            yield url
        finally:
            process.terminate()


@contextmanager
def storefront() -> Iterator[Storefront]:
    """A running shop at today's date; gone when left."""
    with shop_process(SCENARIO) as url:
        _control(url, "reset", {"scenario": SCENARIO, "now": datetime.now(UTC).isoformat()})
        accounts = _control(url, "state")["accounts"]
        [password] = [a["password"] for a in accounts if a["username"] == _USERNAME]
        yield Storefront(url, _USERNAME, password)


def _control(url: str, call: str, body: dict[str, str] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(f"{url}/_control/{call}", data, _ANSWERS_WITHIN_S) as answer:  # noqa: S310 - loopback
        return json.load(answer)
