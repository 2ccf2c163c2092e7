"""Who is let in to the hand-over page, and what they are told otherwise."""

import json
import stat
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from automator.hand_over.exchange import Exchange
from automator.hand_over.person import Ending
from automator.hand_over.rendezvous import Rendezvous, waiting_runs
from automator.hand_over.server import HandOverServer
from automator.hand_over.wishes import Text

SECRET = "a-code-of-mine"


@dataclass
class Served:
    """A server with something to see, and how to ask it."""

    exchange: Exchange
    server: HandOverServer

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    def ask(
        self, path: str, body: object = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body; a body makes it a POST of this page's own."""
        data = None if body is None else json.dumps(body).encode()
        own = {"Origin": f"http://{self.host}"} if body is not None else {}
        sent = own | {name.replace("_", "-"): value for name, value in headers.items()}
        asked = urllib.request.Request(f"http://{self.host}{path}", data, sent)
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310 - this machine's own
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as refusal:
            return refusal.code, dict(refusal.headers), refusal.read()

    def cookie(self) -> str:
        _, headers, _ = self.ask("/?" + urlsplit(self.server.new_address()).query)
        return headers["set-cookie"].split(";")[0]


@pytest.fixture
def served() -> Iterator[Served]:
    exchange = Exchange()
    exchange.begin("A slider.", 60)
    exchange.show(b"picture")
    server = HandOverServer(exchange)
    server.start()
    yield Served(exchange, server)
    server.stop()


def test_an_address_lets_in_once_and_leaves_a_cookie_that_no_script_and_no_site_gets(
    served: Served,
) -> None:
    path = "/?" + urlsplit(served.server.new_address()).query
    status, headers, _ = served.ask(path)
    assert status == 200
    assert {"HttpOnly", "SameSite=strict"} <= set(headers["set-cookie"].split("; "))
    assert "no-store" in headers["cache-control"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert served.ask(path)[0] == 403
    cookie = headers["set-cookie"].split(";")[0]
    assert served.ask("/", Cookie=cookie)[0] == 200
    assert served.ask("/picture", Cookie=cookie)[2] == b"picture"


@pytest.mark.parametrize("path", ["/", "/?token=guess", "/state", "/picture"])
def test_who_has_no_token_sees_nothing(served: Served, path: str) -> None:
    status, _, body = served.ask(path)
    assert status == 403
    assert b"picture" not in body
    assert b"unbuy hand-over" in body


@pytest.mark.parametrize("path", ["/wishes", "/give-up", "/token"])
def test_who_has_no_token_does_nothing(served: Served, path: str) -> None:
    assert served.ask(path, [{"do": "key", "key": "Enter"}])[0] == 403
    assert served.exchange.wished() == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil:80"])
def test_by_another_name_there_is_nothing(served: Served, host: str) -> None:
    assert served.ask("/picture", Host=host, Cookie=served.cookie())[0] == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1"])
def test_another_sites_page_wishes_nothing(served: Served, origin: str) -> None:
    cookie = served.cookie()
    assert served.ask("/give-up", {}, Origin=origin, Cookie=cookie)[0] == 403
    assert served.exchange.wished() == []


def test_wishes_come_in_their_order_and_unknown_ones_not_at_all(served: Served) -> None:
    cookie = served.cookie()
    wishes = [{"do": "down", "x": 0.5, "y": 1}, {"do": "text", "text": SECRET}]
    assert served.ask("/wishes", wishes, Cookie=cookie)[0] == 204
    down, text = served.exchange.wished() or []
    assert (down.do, text) == ("down", Text(do="text", text=SECRET))
    assert SECRET not in repr(text)
    for wrong in (
        [{"do": "down", "x": 2, "y": 0}],
        [{"do": "key", "key": "F12"}],
        [{"do": "goto", "text": SECRET}],
        {"text": SECRET},
    ):
        status, _, body = served.ask("/wishes", wrong, Cookie=cookie)
        assert status == 400
        assert SECRET.encode() not in body
    assert served.ask("/wishes", [{"do": "text", "text": "x" * 70_000}], Cookie=cookie)[0] == 403


def test_after_the_end_there_is_no_picture_and_no_wish_is_taken(served: Served) -> None:
    cookie = served.cookie()
    served.exchange.end(Ending.LATE)
    served.exchange.show(b"of what came later")
    assert served.ask("/picture", Cookie=cookie)[::2] == (204, b"")
    assert served.ask("/wishes", [{"do": "key", "key": "Enter"}], Cookie=cookie)[0] == 410
    told = json.loads(served.ask("/state", Cookie=cookie)[2])
    assert (told["left_s"], told["ending"]) == (None, Ending.LATE.value)


def test_a_second_wall_is_shown_to_who_is_there_already(served: Served) -> None:
    cookie = served.cookie()
    served.exchange.end(Ending.SOLVED)
    served.exchange.begin("A code.", 60)
    served.exchange.show(b"another")
    assert json.loads(served.ask("/state", Cookie=cookie)[2])["asks"] == "A code."
    assert served.ask("/picture", Cookie=cookie)[2] == b"another"


def test_a_waiting_run_is_found_by_its_private_file_alone(served: Served, tmp_path: Path) -> None:
    place = Rendezvous(tmp_path, "ann", served.server)
    place.begin("A slider.", 60)
    [file] = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    [waiting] = waiting_runs(tmp_path)
    first, second = waiting.new_address(), waiting.new_address()
    assert first != second
    assert served.ask("/?" + urlsplit(first or "").query)[0] == 200
    assert list(waiting_runs(tmp_path, "bob")) == []
    assert served.ask("/token", {}, Authorization="Bearer guess")[0] == 403
    place.end()
    assert list(waiting_runs(tmp_path)) == []


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"account": "x"}'])
def test_a_damaged_or_old_file_waits_for_nobody(tmp_path: Path, content: str) -> None:
    file = tmp_path / "ann.hand-over"
    file.write_text(content)
    assert list(waiting_runs(tmp_path)) == []
    assert not file.exists()


def test_a_run_that_was_killed_is_not_offered(tmp_path: Path) -> None:
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    left = {"account": "ann", "asks": "A slider.", "until": until, "port": 9, "key": "k"}
    (tmp_path / "ann.hand-over").write_text(json.dumps(left))
    [waiting] = waiting_runs(tmp_path)
    assert waiting.new_address() is None
