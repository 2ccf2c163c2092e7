"""`python -m mock_site`: the shop as a process of its own, on loopback."""

import logging
import os
import signal
import socket
import sys
from collections.abc import Sequence
from threading import Thread

import uvicorn

from mock_site import scenarios
from mock_site.app import create_app
from mock_site.listening import CantListen, is_on_loopback, listen, url_of
from mock_site.options import parsed
from mock_site.world import World, make_world
from mock_site.world_list import world_list

_NO_CONTROL = (
    "The control interface is left out: others than this machine may reach the shop at {}."
)


class _Announced(uvicorn.Server):
    """Prints its address once it answers, and nothing when it ends."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        for listening in sockets or []:
            print(url_of(listening), flush=True)  # noqa: T201

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Whoever is kept waiting by a fault is cut off now, which is nobody's error.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets=sockets)


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C, both of which end it as asked for, with code 0."""
    for asked_to_end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked_to_end, lambda *_: sys.exit(0))
    options = parsed(arguments)
    try:
        if options.list:
            print(world_list())  # noqa: T201
            return
        spec = scenarios.load(options.scenario)
        listening = listen(options.host, options.port)
    except (scenarios.ScenarioError, CantListen) as error:
        sys.exit(_wrong(str(error)))
    chosen = {
        "layout": options.layout,
        "language": options.language,
        "variant": options.variant,
    }
    given = {name: value for name, value in chosen.items() if value}
    if options.end_with_stdin:
        Thread(target=_end_with_stdin, daemon=True).start()
    world = make_world(spec.model_copy(update=given), rate=options.rate, name=options.scenario)
    _serve(world, listening)


def _serve(world: World, listening: socket.socket) -> None:
    is_private = is_on_loopback(listening)
    if not is_private:
        print(_NO_CONTROL.format(url_of(listening)), file=sys.stderr)  # noqa: T201
    config = uvicorn.Config(
        create_app(world, with_control=is_private),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        server_header=False,
    )
    _Announced(config).run(sockets=[listening])


def _end_with_stdin() -> None:
    """Whoever started the shop holds the other end, and lets go of it even when it crashes."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    main()
