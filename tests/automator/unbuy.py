"""The real command as a process, as a scheduler runs it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mock_site.practice_shop import PracticeShop
from tests.automator.forking import ForkServer

_AT_MOST_S = 90


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @cached_property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document

    @property
    def order(self) -> dict[str, Any]:
        [order] = self.json["orders"]
        assert isinstance(order, dict)
        return order

    @property
    def said(self) -> str:
        """All that a person sees, on one line."""
        return " ".join((self.out + self.err).split())


@dataclass(frozen=True)
class Unbuy:
    """`unbuy` with a home of its own, pointed at the practice shop and its clock.

    Where only the end of a command matters and there is a fork server, that runs it.
    """

    home: Path
    shop: PracticeShop
    forks: ForkServer | None = None

    def environment(self, **settings: str | None) -> dict[str, str]:
        own = {
            "UNBUY_HOME": str(self.home),
            "UNBUY_SHOP_URL": self.shop.url,
            "UNBUY_CLOCK_URL": self.shop.url,
            "UNBUY_USERNAME": self.shop.username,
            "UNBUY_PASSWORD": self.shop.password,
            "UNBUY_TIMEOUT_S": "10",
        }
        chosen = {**os.environ, **own, **settings}
        return {name: value for name, value in chosen.items() if value is not None}

    def start(self, *arguments: str, **settings: str | None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "automator", *arguments],
            env=self.environment(**settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # so that a test can tell what it left running
        )

    def __call__(self, *arguments: str, **settings: str | None) -> Ended:
        environment = self.environment(**settings)
        if self.forks and self.forks.can_run(environment):
            done = self.forks.run(arguments, environment, _AT_MOST_S)
            return Ended(done.returncode, done.stdout, done.stderr)
        return self.in_a_new_process(*arguments, **settings)

    def in_a_new_process(self, *arguments: str, **settings: str | None) -> Ended:
        """Run it with nothing imported yet."""
        with self.start(*arguments, **settings) as process:
            try:
                out, err = process.communicate(timeout=_AT_MOST_S)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return Ended(process.returncode, out, err)
