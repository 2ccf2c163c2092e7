"""The address that the shop listens on: loopback, unless it is explicitly told another one."""

import errno
import ipaddress
import socket
from typing import Any

LOOPBACK = "127.0.0.1"
_WAITING = 128
_NOT_HERE = f"{{!r}} is no address of this machine, as --host has to be; {LOOPBACK} always is."


class CantListen(Exception):
    """The address can't be used; the message says which one and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there, a port of 0 taking a free one; raises CantListen."""
    family, address = _resolved(host, port)
    # The protocol has to be named: asyncio sends small answers at once on what it knows to be TCP.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen(_WAITING)
    except OSError as error:
        listening.close()
        raise CantListen(_why(host, port, error)) from error
    return listening


def is_on_loopback(listening: socket.socket) -> bool:
    """Whether only programs on this machine can reach it."""
    return ipaddress.ip_address(listening.getsockname()[0]).is_loopback


def url_of(listening: socket.socket) -> str:
    """The base address, for a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _resolved(host: str, port: int) -> tuple[int, Any]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise CantListen(_NOT_HERE.format(host)) from error
    family, _, _, _, address = found[0]
    return family, address


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRNOTAVAIL:
        return _NOT_HERE.format(host)
    return f"Port {port} can't be used: {error.strerror}. --port 0 takes a free one."
