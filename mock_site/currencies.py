"""The currencies that the shop sells in, at fixed rates; prices are data in US dollars."""

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

_CENT = Decimal("0.01")
DOLLARS = "USD"


def currencies() -> list[str]:
    return list(_rates())


def converted(dollars: Decimal, currency: str) -> Decimal:
    """A sum in another currency, to the cent; KeyError names one that the shop does not know."""
    return (dollars * _rates()[currency]).quantize(_CENT, ROUND_HALF_UP)


@cache
def _rates() -> dict[str, Decimal]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {currency: Decimal(rate) for currency, rate in data["rates"].items()}
