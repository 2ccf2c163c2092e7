"""Where the parcels of an order are: carrier, numbers, and the stations on the way."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flows.domain.parcels import Parcel, Station
from flows.errors import ShopChanged
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import Words, tidy


class ParcelsPage:
    """The page as it stands on the screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def read(self, order_id: str) -> tuple[Parcel, ...]:
        """Raises `ShopChanged` for a page of another order, or a station that can't be read."""
        reading = self._screen.read("parcels")
        if order_id not in (reading.data["whole"] or ""):
            raise ShopChanged(f"The page with the parcels does not name order {order_id}.")
        return tuple(map(_Drawn.parcel, _drawn(reading.data["parts"], reading.words)))


@dataclass(slots=True)
class _Drawn:
    """The parts of one parcel, as far as they were come across."""

    carrier: str | None = None
    numbers: list[str] = field(default_factory=list)
    arrival: str | None = None
    stations: tuple[Station, ...] | None = None

    def parcel(self) -> Parcel:
        return Parcel(self.carrier, tuple(self.numbers), self.arrival, self.stations or ())


def _drawn(parts: list[dict[str, Any]], words: Words) -> list[_Drawn]:
    """The way ends what a page shows of a parcel, so the next part is the next one's."""
    drawn = [_Drawn()]
    for part in parts:
        if drawn[-1].stations is not None:
            drawn.append(_Drawn())
        _put(drawn[-1], part, words)
    return drawn


def _put(parcel: _Drawn, part: dict[str, Any], words: Words) -> None:
    text = tidy(part["text"])
    match part["kind"]:
        case "carrier":
            parcel.carrier = text
        case "number":
            parcel.numbers.append(text)
        case "arrival":
            parcel.arrival = text or None
        case _:
            parcel.stations = tuple(_station(raw, words) for raw in part["stations"])


def _station(raw: dict[str, Any], words: Words) -> Station:
    """The first text is what happened, the second one, where there is one, the place."""
    at = _moment(raw, words)
    told, *place = [text for text in map(tidy, raw["texts"]) if text] or [""]
    if at is None or not told:
        raise ShopChanged(f"A station of the parcel can't be read: {raw['printed']!r}, {told!r}.")
    return Station(at, told, place[0] if place else None)


def _moment(raw: dict[str, Any], words: Words) -> datetime | None:
    """The time in the markup is exact; the printed one is what there is without it."""
    try:
        exact = datetime.fromisoformat(raw["at"] or "")
    except ValueError:
        return words.moment_in(raw["printed"])
    return exact.astimezone(UTC) if exact.tzinfo else exact.replace(tzinfo=UTC)
