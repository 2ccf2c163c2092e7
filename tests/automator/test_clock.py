import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest

from automator.clock import StorefrontClock, SystemClock, make_clock
from flows.errors import Unreachable
from tests.flows.moments import NOW

SHOW = '{"now": "2026-09-07T10:00:00Z", "rate": 1}'


class ControlClock(BaseHTTPRequestHandler):
    """Shows what it is told to show, and writes down which address it was asked at."""

    shown = SHOW
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.shown.encode())

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(ControlClock, "asked", [], raising=False)
    server = HTTPServer(("127.0.0.1", 0), ControlClock)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda shown: monkeypatch.setattr(ControlClock, "shown", shown)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that a clock makes, in seconds; none of them is waited for."""
    made: list[float] = []
    monkeypatch.setattr("automator.clock.time", SimpleNamespace(sleep=made.append))
    return made


def test_without_an_address_the_time_is_the_systems_in_utc() -> None:
    before = datetime.now(UTC)
    now = make_clock(None).now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


def test_a_system_clock_waits_until_the_moment_but_never_longer_than_a_minute(
    pauses: list[float],
) -> None:
    clock = SystemClock()
    now = clock.now()
    clock.pause_until(now + timedelta(seconds=30))
    clock.pause_until(now + timedelta(days=1))
    clock.pause_until(now - timedelta(days=1))
    assert 20 < pauses[0] <= 30
    assert pauses[1:] == [60, 0]


@pytest.mark.parametrize("given", ["", "/", "/_control/clock"])
def test_the_practice_shops_time_is_asked_of_its_control_clock(url: str, given: str) -> None:
    clock = make_clock(url + given)
    assert isinstance(clock, StorefrontClock)
    assert clock.now() == NOW
    assert ControlClock.asked == ["/_control/clock"]


@pytest.mark.parametrize(
    ("rate", "left_s", "pause"),
    [(1, 0.1, 0.1), (1, 3600, 0.25), (3600, 360, 0.1), (0, 3600, 0.25), (1, -5, 0)],
)
def test_a_wound_clock_is_looked_at_often(
    url: str,
    show: Callable[[str], None],
    pauses: list[float],
    rate: float,
    left_s: float,
    pause: float,
) -> None:
    show(json.dumps({"now": NOW.isoformat(), "rate": rate}))
    StorefrontClock(url).pause_until(NOW + timedelta(seconds=left_s))
    assert pauses == pytest.approx([pause])


@pytest.mark.parametrize(
    "shown",
    ["", "<html>", "[]", "{}", '{"now": "soon", "rate": 1}', '{"now": null, "rate": 1}'],
)
def test_an_address_that_shows_no_clock_is_named(
    url: str, show: Callable[[str], None], shown: str
) -> None:
    show(shown)
    with pytest.raises(Unreachable, match=f"UNBUY_CLOCK_URL={url}/_control/clock gives no time"):
        StorefrontClock(url).now()


def test_a_clock_that_does_not_answer_is_named() -> None:
    with HTTPServer(("127.0.0.1", 0), ControlClock) as closed:
        url = f"http://127.0.0.1:{closed.server_port}"
    with pytest.raises(Unreachable, match=f"{url}/_control/clock gives no time: .*refused"):
        StorefrontClock(url).now()
