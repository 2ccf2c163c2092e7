"""Where the parcels of an order are."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Station:
    """One event on a parcel's way; `place` is None where the page does not tell it apart."""

    at: datetime
    text: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel as the page shows it; `arrival` is the page's own sentence about that."""

    carrier: str | None
    numbers: tuple[str, ...]
    arrival: str | None = None
    stations: tuple[Station, ...] = ()
