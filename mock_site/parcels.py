"""Where a parcel is: its number, when it arrives, and the stations on its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from mock_site.orders import Order
from mock_site.terms import Terms

SWIFTEST, SLOWEST = 0.6, 1.4
"""Parts of the usual time that a parcel may take."""

_STATIONS = (
    ("accepted", 0.0),
    ("sorted", 0.06),
    ("departed", 0.15),
    ("customs_out", 0.22),
    ("flown", 0.45),
    ("customs_in", 0.62),
    ("local", 0.82),
    ("courier", 0.97),
)
"""What happens on the way, and at which part of it."""


@dataclass(frozen=True, slots=True)
class Station:
    """One event on the way, by its code."""

    code: str
    at: datetime


def number(order: Order) -> str:
    """The tracking number, the same one for the same order."""
    return f"LL{crc32(order.id.encode()) % 10**9:09}CN"


def arrives_at(order: Order) -> datetime | None:
    """When the parcel is delivered if nothing comes between; None before it is sent."""
    return order.shipped_at and order.shipped_at + travels(order.id, order.terms)


def travels(order_id: str, terms: Terms) -> timedelta:
    """How long the parcel of the order of this number is on its way."""
    swift_or_slow = 0.6 + crc32(order_id.encode()) % 81 / 100  # of the usual time
    return terms.to_deliver * swift_or_slow


def way(order: Order, now: datetime) -> list[Station]:
    """The stations that the parcel has come through by now, newest first."""
    return sorted(_stations(order, now), key=lambda station: station.at, reverse=True)


def _stations(order: Order, now: datetime) -> Iterator[Station]:
    arrival = order.delivered_at or arrives_at(order)
    if order.shipped_at is None or arrival is None:
        return
    until = order.returned_at or now
    for code, part in _STATIONS:
        at = order.shipped_at + _minutes((arrival - order.shipped_at) * part)
        if at <= until:
            yield Station(code, at)
    if order.delivered_at:
        yield Station("delivered", order.delivered_at)
    if order.returned_at:
        yield Station("returned", order.returned_at)


def _minutes(span: timedelta) -> timedelta:
    return timedelta(minutes=span // timedelta(minutes=1))
