"""What goes wrong with the controls and parts of one page while it is drawn."""

from dataclasses import dataclass
from hashlib import blake2b

from mock_site.faults import Fault
from mock_site.trouble import Trouble

_COVERS = ("popup", "covered")
_DRAWN = ("renamed", "missing", *_COVERS, "out_of_order")


@dataclass(frozen=True, slots=True)
class Over:
    """What lies over the page: a pop-up by its name, a cover by how many milliseconds it stays."""

    popup: str | None = None
    covered_ms: float | None = None


class Drawing:
    """Faults of one page; each place is asked for once while the page is drawn."""

    def __init__(self, trouble: Trouble, seed: int) -> None:
        self._trouble = trouble
        self._seed = str(seed).encode()
        self._faults: dict[str, Fault | None] = {}

    def missing(self, place: str) -> bool:
        return self._kind(place) == "missing"

    def renamed(self, place: str) -> bool:
        return self._kind(place) == "renamed"

    def part_late_ms(self, place: str) -> float | None:
        """After how many milliseconds the last part of a page is there, None if all are at once."""
        fault = self._fault(place)
        return fault.ms if fault and fault.kind == "out_of_order" else None

    def list_late_ms(self, place: str) -> float | None:
        """After how many milliseconds a list shows its orders, None if it does at once."""
        fault = self._trouble.take(place, ("list_late",))
        return fault.ms if fault else None

    def rank(self, part: str) -> str:
        """Parts that come late come in the alphabetical order of these."""
        return blake2b(part.encode(), key=self._seed, digest_size=6).hexdigest()

    def over(self, places: tuple[str, ...]) -> Over:
        """What covers the controls of these places, and of all that were drawn before.

        A control that was not drawn stands in a frame, which is left what else is armed for it.
        """
        faults = [self._fault(place, _COVERS) for place in dict.fromkeys((*places, *self._faults))]
        struck = {fault.kind: fault for fault in faults if fault}
        return Over(
            popup=struck["popup"].which if "popup" in struck else None,
            covered_ms=struck["covered"].ms if "covered" in struck else None,
        )

    def _kind(self, place: str) -> str | None:
        fault = self._fault(place)
        return fault.kind if fault else None

    def _fault(self, place: str, kinds: tuple[str, ...] = _DRAWN) -> Fault | None:
        if place not in self._faults:
            self._faults[place] = self._trouble.take(place, kinds)
        return self._faults[place]
