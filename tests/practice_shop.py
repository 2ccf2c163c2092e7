"""The bundled shop as the tests of the product meet it: a process, and its control interface."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PracticeShop:
    """A running shop by its address; one buyer's name and password."""

    url: str
    username: str = "buyer@example.com"
    password: str = "correct-horse-9"

    def reset(self, scenario: str | dict[str, Any] = "everyday", **more: Any) -> None:
        self._call("reset", {"scenario": scenario, **more})

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self._call("state")
        return state

    def orders(self) -> dict[str, dict[str, Any]]:
        """The truth about this buyer's orders, by id."""
        orders = self.state()["orders"]
        return {order["id"]: order for order in orders if order["account"] == self.username}

    def first(self, status: str) -> str:
        """The id of an order in this state."""
        return next(id_ for id_, order in self.orders().items() if order["status"] == status)

    def new_order(self, status: str, **more: Any) -> str:
        made = self._call("orders", {"account": self.username, "status": status, **more})
        return str(made["id"])

    def wind(self, **duration: float) -> None:
        """Let shop time pass: hours=5, days=1."""
        unit = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
        self._call("clock", {"advance_s": sum(unit[k] * v for k, v in duration.items())})

    def seller(self, order_id: str, act: str) -> None:
        self._call(f"orders/{order_id}/seller", {"do": act})

    def arm(self, at: str, kind: str, **more: Any) -> None:
        self._call("faults", [{"at": at, "kind": kind, **more}])

    def disarm(self) -> None:
        """Nothing goes wrong any more."""
        self._call("faults", method="DELETE")

    def submits(self, order_id: str | None = None) -> list[dict[str, Any]]:
        """Every cancellation that the shop received, for one order or for all."""
        log: list[dict[str, Any]] = self._call("log")
        sent = [entry for entry in log if entry["action"] == "cancel.submit"]
        return [entry for entry in sent if order_id in {None, entry["order"]}]

    def actions(self) -> list[str]:
        return [entry["action"] for entry in self._call("log")]

    def _call(self, path: str, body: Any = None, method: str | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_control/{path}", data=data, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            return json.load(answer)


@contextmanager
def running_shop() -> Iterator[PracticeShop]:
    """A shop of its own on a free port, stopped when left."""
    command = [sys.executable, "-m", "mock_site", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise RuntimeError("the shop's output was not captured")
        try:
            yield PracticeShop(process.stdout.readline().strip())
        finally:
            process.terminate()
