"""What is armed at the moment: a line of faults at each place, and standing trouble beside it.

A fault that simply comes next waits in line: the one at the head of its place strikes first, and
blocks those behind it until a request has met it. One with `after`, `every`, `chance` or without an
end keeps time by itself: it counts the requests that it could strike, blocks nothing, and waits for
nobody. Where both would strike one request, only the one in line does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from mock_site.faults import KINDS, POP_UPS, Fault, can_strike


@dataclass(slots=True)
class _Armed:
    """A fault with how often it may still strike, and how many requests it has met."""

    number: int
    fault: Fault
    left: int | None
    met: int = 0


class Faults:
    """What goes wrong in one world; the same seed and the same requests meet the same."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = str(seed).encode()
        self._armed: list[_Armed] = []
        self._numbered = 0

    def arm(self, fault: Fault) -> None:
        self._numbered += 1
        self._armed.append(_Armed(self._numbered, fault, fault.times))

    def clear(self) -> None:
        self._armed.clear()

    def take(
        self,
        place: str,
        kinds: Collection[str] = KINDS,
        account: str | None = None,
        met: set[int] | None = None,
    ) -> Fault | None:
        """What strikes a request for this place, used up by this call, if it is of these kinds.

        `met` holds what the same request has met already, at this place or another.
        """
        met = set() if met is None else met
        ready = [
            armed
            for armed in self._ready(place, account, met)
            if armed.fault.kind in kinds and can_strike(armed.fault.kind, place)
        ]
        met.update(armed.number for armed in ready)
        striking = [armed for armed in ready if self._strikes(armed)]
        return self._spent(striking[0]) if striking else None

    def listed(self) -> list[dict[str, Any]]:
        """Each armed fault with the times it has left."""
        return [armed.fault.model_dump() | {"times": armed.left} for armed in self._armed]

    def _ready(self, place: str, account: str | None, met: set[int]) -> list[_Armed]:
        """The head of the line, then all that keep time by themselves."""
        here = [it for it in self._armed if it.fault.concerns(place, account)]
        line = [it for it in here if it.fault.waits_in_line]
        beside = [it for it in here if not it.fault.waits_in_line]
        return [it for it in line[:1] + beside if it.number not in met]

    def _strikes(self, armed: _Armed) -> bool:
        """Count one more request that could be struck; whether it is."""
        armed.met += 1
        fault, beyond = armed.fault, armed.met - armed.fault.after
        is_turn = beyond > 0 and beyond % fault.every == 0
        return is_turn and self._drawn("chance", armed) < fault.chance

    def _spent(self, armed: _Armed) -> Fault:
        if armed.left is not None:
            armed.left -= 1
            if armed.left == 0:
                self._armed.remove(armed)
        if armed.fault.kind != "popup":
            return armed.fault
        return armed.fault.model_copy(update={"which": self._pop_up(armed)})

    def _pop_up(self, armed: _Armed) -> str:
        if armed.fault.which == "any":
            return POP_UPS[int(self._drawn("which", armed) * len(POP_UPS))]
        return armed.fault.which or POP_UPS[0]

    def _drawn(self, what: str, armed: _Armed) -> float:
        """A number from 0 to below 1 that only this fault's meeting with this request has."""
        about = f"{what} {armed.number} {armed.met}".encode()
        return int.from_bytes(blake2b(about, key=self._seed, digest_size=6).digest()) / 2**48
