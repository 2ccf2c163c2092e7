"""Ways to send a parcel, and how long each of them takes; they are data beside this file."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache
from math import ceil
from pathlib import Path

from mock_site.parcels import SLOWEST, SWIFTEST
from mock_site.terms import Terms

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One way; the price is in US dollars, `pace` a part of the usual time."""

    name: str
    price: Decimal
    pace: float

    def terms(self, terms: Terms) -> Terms:
        """The shop's terms for an order that is sent this way."""
        return terms.model_copy(update={"to_deliver": terms.to_deliver * self.pace})

    def days(self, terms: Terms) -> tuple[int, int]:
        """From how many to how many days a parcel is under way."""
        usual = self.terms(terms).to_deliver
        return max(usual * SWIFTEST // _DAY, 1), max(ceil(usual * SLOWEST / _DAY), 1)


def deliveries() -> tuple[Delivery, ...]:
    """All ways, the one that is taken where nobody chooses first."""
    return tuple(_by_name().values())


def find(name: str) -> Delivery:
    """The way of this name, or else the usual one."""
    return _by_name().get(name, deliveries()[0])


@cache
def _by_name() -> dict[str, Delivery]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    ways = [Delivery(it["name"], Decimal(it["price"]), it["pace"]) for it in data["deliveries"]]
    return {way.name: way for way in ways}
