"""A buyer's acts on one order that need no page: a button, perhaps a dialog, an answer."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from mock_site import buyer_acts
from mock_site.buyer_acts import Asked
from mock_site.endpoints import Endpoints
from mock_site.visits import Visit


@dataclass(frozen=True, slots=True)
class ActDialog:
    """What asks before an act is sent: `words` holds its texts, `place` is where faults strike."""

    act: str
    words: str
    place: str
    takes_days: bool = False


DIALOGS = (
    ActDialog("confirm_receipt", "receipt", "confirm.submit"),
    ActDialog("delete", "remove", "delete.submit"),
    ActDialog("purge", "purge", "purge.submit"),
    ActDialog("extend", "extend", "extend.submit", takes_days=True),
)
_ACTS: dict[str, Callable[[Visit], Asked]] = {
    "confirm_receipt": lambda _: buyer_acts.confirm_receipt(),
    "delete": lambda _: buyer_acts.delete(),
    "restore": lambda _: buyer_acts.restore(),
    "purge": lambda _: buyer_acts.purge(),
    "extend": lambda visit: buyer_acts.extend(_days(visit)),
}
_PLACES = {dialog.act: dialog.place for dialog in DIALOGS} | {"restore": "restore.submit"}


def routes(pages: Endpoints) -> list[Route]:
    """One address for each act."""
    acts = [
        Route(
            f"/p/order/{act}",
            pages.of(_sending(asked), place=_PLACES[act], action=act),
            methods=["POST"],
        )
        for act, asked in _ACTS.items()
    ]
    not_yet = [
        Route(f"/p/order/{act}", pages.of(_not_offered(act)), methods=["POST"])
        for act in ("pay", "add_to_cart")
    ]
    return acts + not_yet


def _sending(asked: Callable[[Visit], Asked]) -> Callable[[Visit], Response]:
    """Answer the page's script: where to go on, or 409 where the shop refuses."""

    def send(visit: Visit) -> Response:
        wish = asked(visit)
        answer = visit.ask(wish)
        if answer.is_refusal:
            return PlainTextResponse(answer.code, 409)
        gone = wish.action == "purge"
        return JSONResponse({"url": visit.addresses.deleted_orders if gone else visit.here()})

    return send


def _not_offered(act: str) -> Callable[[Visit], Response]:
    def refuse(visit: Visit) -> Response:
        visit.record(act, changed=False, answer="not_offered")
        return PlainTextResponse("", 409)

    return refuse


def _days(visit: Visit) -> int:
    days = visit.field("days")
    return int(days) if days.isascii() and days.isdecimal() and len(days) <= len("999") else 0
