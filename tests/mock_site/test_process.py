"""`python -m mock_site` as a user starts it: its first line, its end, its complaints."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from mock_site import scenarios
from mock_site.variants import Variant
from tests.mock_site.control_client import ControlClient

pytestmark = pytest.mark.sampled

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the shop as a process; all of them are gone after the test."""
    with ExitStack() as stack:

        def _start(*arguments: str) -> "subprocess.Popen[str]":
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "mock_site", *arguments],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
            stack.callback(process.kill)
            return process

        yield _start


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_its_first_line_is_its_address_and_then_it_answers(start: Start) -> None:
    url = _address(start("--port", "0", "--scenario", "hundreds", "--rate", "0"))
    assert url.startswith("http://127.0.0.1:")
    control = ControlClient(url)
    assert control.get("/clock") == {"now": "2026-03-02T09:00:00Z", "rate": 0.0}
    assert len(control.orders()) == 250


def test_a_part_of_the_variant_can_be_named(start: Start) -> None:
    url = _address(start("--variant", "labels=ref_number, cancel_in=more"))
    usual = Variant().model_dump()
    variant = {"labels": "ref_number", "cancel_in": "more"}
    assert ControlClient(url).get("/state")["variant"] == usual | variant


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_asked_to_quickly_and_without_a_word(
    start: Start, asked: signal.Signals
) -> None:
    process = start()
    ControlClient(_address(process)).get("/state")
    process.send_signal(asked)
    said, complained = process.communicate(timeout=5)
    assert (process.returncode, said, complained) == (0, "", "")


def test_it_ends_quickly_though_a_visitor_keeps_the_connection(start: Start) -> None:
    process = start()
    host, port = _address(process).removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as visitor:
        visitor.sendall(b"GET /_control/clock HTTP/1.1\r\nhost: localhost\r\n\r\n")
        assert visitor.recv(100).startswith(b"HTTP/1.1 200")
        process.terminate()
        assert process.wait(timeout=5) == 0


@pytest.mark.complete
@pytest.mark.parametrize("kind", ["hang", "slow"])
def test_it_ends_quickly_and_without_a_word_though_a_visitor_is_kept_waiting(
    start: Start, kind: str
) -> None:
    process = start()
    url = _address(process)
    host, port = url.removeprefix("http://").split(":")
    control = ControlClient(url)
    control.post("/faults", [{"at": "any", "kind": kind, "ms": 60_000}])
    with socket.create_connection((host, int(port))) as visitor:
        visitor.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        while control.post("/faults", [])["armed"]:
            pass
        process.terminate()
        said, complained = process.communicate(timeout=5)
    assert (process.returncode, said, complained) == (0, "", "")


def test_it_listens_on_loopback_only(start: Start) -> None:
    port = int(_address(start()).rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)):
        pass
    with socket.socket() as elsewhere:
        # Another address of this machine is free, so the shop does not stand at all of them.
        elsewhere.bind(("127.0.0.2", port))


def test_where_others_may_reach_it_the_control_interface_is_left_out_and_said_so(
    start: Start,
) -> None:
    process = start("--host", "0.0.0.0")  # noqa: S104 - explicitly told so
    port = _address(process).rpartition(":")[2]
    control = ControlClient(f"http://127.0.0.1:{port}")
    assert control.call("GET", "/state").status == 404
    assert control.call("POST", "/reset", {}).status == 404
    process.terminate()
    complained = process.communicate(timeout=5)[1]
    assert "control interface is left out" in complained
    assert len(complained.splitlines()) == 1


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_every_world_is_told_with_what_it_is_for_as_wide_as_the_terminal(
    start: Start, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    told, complained = start("--list").communicate(timeout=20)
    assert max(map(len, told.splitlines())) <= columns
    flowing = " ".join(told.split())
    for members in scenarios.told().values():
        for world in members:
            assert f" {world.name} {world.about} " in f"{flowing} "
    assert complained == ""


def _complaint(process: "subprocess.Popen[str]") -> str:
    said, complained = process.communicate(timeout=20)
    assert (process.returncode, said) == (2, "")
    assert "Traceback" not in complained
    return complained


def test_a_port_in_use_is_told_with_what_to_do(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        complaint = _complaint(start("--port", str(port)))
    assert f"Port {port} can't be used" in complaint
    assert "--port 0" in complaint
    assert len(complaint.splitlines()) == 1


def test_an_unknown_scenario_is_told_with_those_that_are_there(start: Start) -> None:
    complaint = _complaint(start("--scenario", "nonsense"))
    assert "'nonsense'" in complaint
    assert "everyday" in complaint
    assert len(complaint.splitlines()) == 1


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--port", "70000", "0 to 65535"),
        ("--port", "-1", "0 to 65535"),
        ("--port", "http", "'http'"),
        ("--host", "nonsense.invalid", "127.0.0.1"),
        ("--host", "203.0.113.7", "127.0.0.1"),
        ("--rate", "-1", "0 to 1000000"),
        ("--rate", "nan", "0 to 1000000"),
        ("--rate", "fast", "'fast'"),
        ("--layout", "baroque", "current"),
        ("--language", "tlh", "en"),
        ("--variant", "cancel_in=menu", "'detail', 'list' or 'more'"),
        ("--variant", "cancel=list", "'cancel' is none of labels, cancel_in"),
        ("--variant", "labels", "'order_id' or 'ref_number'"),
        ("--variant", "", "'' is none of labels"),
        ("--sped", "3", "--sped"),
    ],
)
def test_a_wrong_option_is_told_with_what_was_expected(
    start: Start, option: str, value: str, expected: str
) -> None:
    complaint = _complaint(start(f"{option}={value}"))
    assert option in complaint
    assert expected in complaint
