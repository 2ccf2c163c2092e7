"""`python -m mock_site`: the shop as a process of its own, on loopback."""

import argparse
import socket
import sys
from collections.abc import Sequence

import uvicorn

from mock_site import scenarios
from mock_site.app import create_app
from mock_site.wording import languages
from mock_site.world import LAYOUTS, make_world

_HOST = "127.0.0.1"


class _Announced(uvicorn.Server):
    """Prints its address once it answers."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        for listening in sockets or []:
            print(f"http://{_HOST}:{listening.getsockname()[1]}", flush=True)  # noqa: T201


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    options = _options(arguments)
    try:
        spec = scenarios.load(options.scenario)
    except scenarios.ScenarioError as error:
        sys.exit(_wrong(str(error)))
    chosen = {"layout": options.layout, "language": options.language}
    world = make_world(spec.model_copy(update=chosen), rate=options.rate)
    listening = _listen(options.port)
    config = uvicorn.Config(
        create_app(world),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        server_header=False,
    )
    _Announced(config).run(sockets=[listening])


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="unbuy storefront", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--scenario", default="everyday", help=", ".join(scenarios.names()))
    parser.add_argument("--layout", choices=LAYOUTS, default=LAYOUTS[0])
    parser.add_argument("--language", choices=languages(), default="en")
    parser.add_argument("--rate", type=float, default=1.0, help="shop seconds per second")
    return parser.parse_args(arguments)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
        listening.listen(128)
    except OSError as error:
        sys.exit(_wrong(f"Port {port} can't be used: {error.strerror}. --port 0 takes a free one."))
    return listening


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    main()
