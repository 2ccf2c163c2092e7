"""Where the shop listens: addresses of this machine, and which of them are private to it."""

import socket
from contextlib import closing

import pytest

from mock_site.listening import LOOPBACK, CantListen, is_on_loopback, listen, url_of


@pytest.mark.parametrize(
    ("host", "is_private"),
    [("127.0.0.1", True), ("localhost", True), ("127.0.0.9", True), ("0.0.0.0", False)],  # noqa: S104 - told to be public
)
def test_only_loopback_addresses_are_private(host: str, is_private: bool) -> None:
    with closing(listen(host, 0)) as listening:
        assert is_on_loopback(listening) is is_private


def test_its_address_can_be_opened_as_it_is_told() -> None:
    with closing(listen(LOOPBACK, 0)) as listening:
        port = listening.getsockname()[1]
        assert url_of(listening) == f"http://127.0.0.1:{port}"
        with socket.create_connection((LOOPBACK, port)):
            pass


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine speaks no IPv6")
def test_an_address_of_the_newer_kind_stands_in_brackets() -> None:
    with closing(listen("::1", 0)) as listening:
        assert url_of(listening) == f"http://[::1]:{listening.getsockname()[1]}"
        assert is_on_loopback(listening)


@pytest.mark.parametrize("host", ["nonsense.invalid", "203.0.113.7", "no host", "a" * 300, "-"])
def test_what_is_no_address_of_this_machine_is_told_with_one_that_is(host: str) -> None:
    with pytest.raises(CantListen, match=r"--host.*127\.0\.0\.1") as told:
        listen(host, 0)
    assert repr(host) in str(told.value)


def test_small_answers_leave_at_once() -> None:
    """Asyncio turns the delay off for sockets that are named TCP, and for no others."""
    with closing(listen(LOOPBACK, 0)) as listening:
        assert listening.proto == socket.IPPROTO_TCP
