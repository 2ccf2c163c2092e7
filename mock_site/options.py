"""What `python -m mock_site` can be told."""

import argparse
from collections.abc import Sequence

from pydantic import ValidationError

from mock_site import scenarios
from mock_site.clock import FASTEST
from mock_site.complaints import complaints
from mock_site.listening import LOOPBACK
from mock_site.specs import LAYOUTS
from mock_site.variants import Variant
from mock_site.wording import languages

_ABOUT = "Run the practice shop; the first line printed is its address."
_LARGEST_PORT = 65_535


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options by their names; says what is wrong, and ends with code 2, as argparse does."""
    parser = argparse.ArgumentParser(prog="unbuy storefront", description=_ABOUT)
    parser.add_argument("--port", type=_port, default=0, help="0 takes a free one")
    parser.add_argument(
        "--host", default=LOOPBACK, help="elsewhere than on loopback without control interface"
    )
    parser.add_argument("--scenario", default=scenarios.DEFAULT, help="a world, see --list")
    parser.add_argument("--list", action="store_true", help="tell each world, and end")
    parser.add_argument("--layout", choices=LAYOUTS, help="else the scenario's own")
    parser.add_argument("--language", choices=languages(), help="else the scenario's own")
    parser.add_argument(
        "--variant",
        type=_variant,
        metavar="NAME=VALUE,...",
        help=f"any of {', '.join(Variant.model_fields)}; what is left out is as usual",
    )
    parser.add_argument("--rate", type=_rate, default=1.0, help="shop seconds per second")
    parser.add_argument(
        "--end-with-stdin",
        action="store_true",
        help="end when standard input is closed, and so with the program that started it",
    )
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
