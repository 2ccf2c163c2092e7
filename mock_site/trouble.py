"""What goes wrong with pages and connections when a test has armed it, by kind of fault."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from mock_site.faults import Faults

if TYPE_CHECKING:
    from mock_site.visits import Visit

_ON_THE_WAY = (
    "error_before", "error_after", "drop_before", "drop_after", "slow", "hang",
    "signed_out", "slider",
)  # fmt: skip
_DRAWN = ("renamed", "missing", "popup")
# Browsers send a request again by themselves, even a POST, when a used connection ends before any
# answer. So an answer begins, in a way that none of them can read.
_HALF_AN_ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n"
_CLIENT_LEFT = 499  # as nginx calls an answer that nobody is there to read


class Drawing:
    """Faults of the controls on one page; each place is asked for once while the page is drawn."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._kinds: dict[str, str | None] = {}

    def missing(self, place: str) -> bool:
        return self._kind(place) == "missing"

    def renamed(self, place: str) -> bool:
        return self._kind(place) == "renamed"

    def popup(self, places: tuple[str, ...]) -> bool:
        """Whether an advertisement covers the controls of one of these places."""
        return "popup" in [self._kind(place) for place in places]

    def _kind(self, place: str) -> str | None:
        if place not in self._kinds:
            fault = self._faults.take(place, _DRAWN)
            self._kinds[place] = fault.kind if fault else None
        return self._kinds[place]


async def strike(visit: "Visit", place: str, answer: Callable[[], Awaitable[Response]]) -> Response:
    """Answer a visit, unless what was armed for its place goes wrong instead, or afterwards."""
    fault = visit.shop.faults.take(place, _ON_THE_WAY)
    if fault is None:
        return await answer()
    if fault.kind == "slow":
        await asyncio.sleep(fault.ms / 1000)
        return await answer()
    if fault.kind in {"error_after", "drop_after"}:
        await answer()
    return await _spoiled(visit, fault.kind)


async def _spoiled(visit: "Visit", kind: str) -> Response:
    match kind:
        case "signed_out":
            visit.sign_out()
            return visit.go_sign_in()
        case "slider":
            return visit.go_slider()
        case "hang":
            return await _until_the_client_leaves(visit.request)
        case "drop_before" | "drop_after":
            return await _cut(visit.request)
        case _:
            return visit.problem("error", 500)


async def _cut(request: Request) -> Response:
    # ASGI has no way to drop a connection; uvicorn's `receive` belongs to the object that holds it.
    transport = request.receive.__self__.transport  # type: ignore[attr-defined]
    transport.write(_HALF_AN_ANSWER)
    transport.close()
    return await _until_the_client_leaves(request)


async def _until_the_client_leaves(request: Request) -> Response:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response(status_code=_CLIENT_LEFT)
