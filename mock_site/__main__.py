"""`python -m mock_site`: the shop as a process of its own, on loopback."""

import argparse
import logging
import signal
import socket
import sys
from collections.abc import Sequence

import uvicorn
from pydantic import ValidationError

from mock_site import scenarios
from mock_site.app import create_app
from mock_site.clock import FASTEST
from mock_site.complaints import complaints
from mock_site.specs import LAYOUTS
from mock_site.variants import Variant
from mock_site.wording import languages
from mock_site.world import World, make_world

_HOST = "127.0.0.1"
_LARGEST_PORT = 65_535


class _Announced(uvicorn.Server):
    """Prints its address once it answers, and nothing when it ends."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        for listening in sockets or []:
            print(f"http://{_HOST}:{listening.getsockname()[1]}", flush=True)  # noqa: T201

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Whoever is kept waiting by a fault is cut off now, which is nobody's error.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets=sockets)


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C, both of which end it as asked for, with code 0."""
    for asked_to_end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked_to_end, lambda *_: sys.exit(0))
    options = _options(arguments)
    try:
        spec = scenarios.load(options.scenario)
    except scenarios.ScenarioError as error:
        sys.exit(_wrong(str(error)))
    chosen = {
        "layout": options.layout,
        "language": options.language,
        "variant": options.variant,
    }
    given = {name: value for name, value in chosen.items() if value}
    world = make_world(spec.model_copy(update=given), rate=options.rate)
    _serve(world, _listen(options.port))


def _serve(world: World, listening: socket.socket) -> None:
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
    parser.add_argument("--port", type=_port, default=0, help="0 takes a free one")
    parser.add_argument(
        "--scenario", default=scenarios.DEFAULT, help=f"one of {', '.join(scenarios.names())}"
    )
    parser.add_argument("--layout", choices=LAYOUTS, help="else the scenario's own")
    parser.add_argument("--language", choices=languages(), help="else the scenario's own")
    parser.add_argument(
        "--variant",
        type=_variant,
        metavar="NAME=VALUE,...",
        help=f"any of {', '.join(Variant.model_fields)}; what is left out is as usual",
    )
    parser.add_argument("--rate", type=_rate, default=1.0, help="shop seconds per second")
    return parser.parse_args(arguments)


def _port(given: str) -> int:
    port = int(given)
    if not 0 <= port <= _LARGEST_PORT:
        raise argparse.ArgumentTypeError(f"{port} is not in 0 to {_LARGEST_PORT}")
    return port


def _variant(given: str) -> Variant:
    pairs = [part.partition("=") for part in given.split(",")]
    chosen = {name.strip(): value.strip() for name, _, value in pairs}
    for name in chosen:
        if name not in Variant.model_fields:
            known = ", ".join(Variant.model_fields)
            raise argparse.ArgumentTypeError(f"{name!r} is none of {known}")
    try:
        return Variant.model_validate(chosen)
    except ValidationError as error:
        wrong = "; ".join(map(str, complaints(error, Variant)))
        raise argparse.ArgumentTypeError(wrong) from error


def _rate(given: str) -> float:
    rate = float(given)
    if not 0 <= rate <= FASTEST:
        raise argparse.ArgumentTypeError(f"{given} is not in 0 to {FASTEST:.0f}")
    return rate


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
