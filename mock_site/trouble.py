"""What goes wrong with pages and connections when it has been armed, by kind of fault."""

import asyncio
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from mock_site.armed import Faults
from mock_site.faults import Fault

if TYPE_CHECKING:
    from mock_site.visits import Visit

_ON_THE_WAY = frozenset({
    "error_before", "error_after", "drop_before", "drop_after", "slow", "hang",
    "signed_out", "empty", "slider",
})  # fmt: skip
_LEADS_AWAY = frozenset({"signed_out", "slider"})
# Browsers send a request again by themselves, even a POST, when a used connection ends before any
# answer. So an answer begins, in a way that none of them can read.
_HALF_AN_ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n"
_CLIENT_LEFT = 499  # as nginx calls an answer that nobody is there to read


class Trouble:
    """What goes wrong with one visit: whatever was armed is met once by it, wherever it is."""

    def __init__(self, faults: Faults, account: str | None) -> None:
        self._faults = faults
        self._account = account
        self._met: set[int] = set()

    def take(self, place: str, kinds: Collection[str]) -> Fault | None:
        """What strikes this visit at a place, used up by this call."""
        return self._faults.take(place, kinds, self._account, self._met)


async def strike(
    visit: "Visit", place: str, answer: Callable[[], Response], *, at_wall: bool = False
) -> Response:
    """Answer a visit, unless what was armed for its place goes wrong instead, or afterwards."""
    fault = visit.trouble.take(place, _kinds_for(visit, place, at_wall=at_wall))
    if fault is None:
        return answer()
    if fault.kind == "slow":
        await asyncio.sleep(fault.ms / 1000)
        return answer()
    if fault.kind == "empty":
        visit.sign_out()
        return answer()
    if fault.kind in {"error_after", "drop_after"}:
        answer()
    return _spoiled(visit, fault.kind)


def _kinds_for(visit: "Visit", place: str, *, at_wall: bool) -> frozenset[str]:
    """A wall has no wall before it, and whoever is a guest anyhow can't be signed out.

    Else a browser would be sent back and forth for ever.
    """
    if at_wall:
        return _ON_THE_WAY - _LEADS_AWAY
    if visit.session.username is None and place == "any":
        return _ON_THE_WAY - {"signed_out"}
    return _ON_THE_WAY


def _spoiled(visit: "Visit", kind: str) -> Response:
    match kind:
        case "signed_out":
            visit.sign_out()
            return visit.go_sign_in()
        case "slider":
            return visit.go_slider()
        case "hang":
            return _NoAnswer()
        case "drop_before" | "drop_after":
            return _CutShort()
        case _:
            return visit.problem("error", 500)


class _NoAnswer(Response):
    """Nothing comes until the client leaves."""

    def __init__(self) -> None:
        super().__init__(status_code=_CLIENT_LEFT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        await super().__call__(scope, receive, send)


class _CutShort(_NoAnswer):
    """The connection ends in the middle of an answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # ASGI has no way to drop a connection; uvicorn's `receive` belongs to what holds it.
        transport = receive.__self__.transport  # type: ignore[attr-defined]
        transport.write(_HALF_AN_ANSWER)
        transport.close()
        await super().__call__(scope, receive, send)
