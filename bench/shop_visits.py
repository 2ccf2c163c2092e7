"""A buyer's visits to a running shop over one kept connection, as a browser keeps it, timed."""

import json
import re
import time
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from bench.measure import RunFailed

_ANSWERS_WITHIN_S = 30
_SCRIPT = {"x-requested-with": "fetch", "content-type": "application/x-www-form-urlencoded"}


class Visits:
    """One browser's connection, with its cookies, to the shop at an address."""

    def __init__(self, url: str) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=_ANSWERS_WITHIN_S)
        self._cookies: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def sign_in(self, username: str, password: str) -> None:
        found = re.search(r'name="csrf-token" content="(\w+)"', self.get("/"))
        form = {"loginId": username, "password": password, "_csrf_token_": found and found[1]}
        answer = self._ask("POST", "/login/submit", urlencode(form), _SCRIPT)
        if "url" not in json.loads(answer):
            raise RunFailed(f"{username} could not sign in: {answer}")

    def get(self, path: str) -> str:
        return self._ask("GET", path)

    def control(self, method: str, call: str, body: Any = None) -> Any:
        """One call of the control interface."""
        sent = None if body is None else json.dumps(body)
        return json.loads(self._ask(method, f"/_control/{call}", sent))

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._connection.request(method, path, body, {**(headers or {}), "cookie": cookies})
        answer = self._connection.getresponse()
        text = answer.read().decode()
        if answer.status >= 300:  # noqa: PLR2004 - what HTTP calls no success
            raise RunFailed(f"{method} {path} was answered with {answer.status}: {text[:200]}")
        for cookie in answer.headers.get_all("set-cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return text


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
