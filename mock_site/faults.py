"""What goes wrong next, in sequence, at which place.

`lie`, `late` and `ships_now` are about the shop's state and are honoured by the shop itself; all
other kinds are about pages and connections, which the web layer honours.
"""

from dataclasses import dataclass
from typing import Literal, get_args

Place = Literal[
    "sign_in", "orders.list", "order.detail", "cancel.open", "cancel.submit", "refund.view",
    "delete.submit", "restore.submit", "purge.submit", "dispute.submit", "extend.submit", "any",
]  # fmt: skip
StateKind = Literal["lie", "late", "ships_now"]
WebKind = Literal[
    "error_before", "error_after", "drop_before", "drop_after", "slow", "signed_out", "slider",
    "code", "popup", "renamed", "missing", "garbled", "hang",
]  # fmt: skip
Kind = Literal[WebKind, StateKind]
STATE_KINDS: tuple[str, ...] = get_args(StateKind)
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong; `ms` belongs to `slow`, `s` to `late`."""

    at: str
    kind: str
    ms: float = 1000
    s: float = 60


class Faults:
    """The queue of what goes wrong; a fault at the head of its place blocks those behind it."""

    def __init__(self) -> None:
        self._armed: list[Fault] = []

    def arm(self, fault: Fault, times: int = 1) -> None:
        self._armed += [fault] * times

    def clear(self) -> None:
        self._armed.clear()

    def take(self, place: str, kinds: tuple[str, ...] = KINDS) -> Fault | None:
        """The next fault for this place, used up by this call, if it is of one of these kinds."""
        for fault in self._armed:
            if fault.at in {place, "any"}:
                if fault.kind not in kinds:
                    return None
                self._armed.remove(fault)
                return fault
        return None

    def listed(self) -> list[dict[str, str]]:
        return [{"at": fault.at, "kind": fault.kind} for fault in self._armed]
