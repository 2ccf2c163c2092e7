"""What a buyer sends about a dispute: opening it, answering an offer, giving up, adding a word."""

import re
from collections.abc import Callable
from decimal import Decimal

from starlette.datastructures import URL
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mock_site import buyer_acts
from mock_site.buyer_acts import Asked
from mock_site.endpoints import Endpoints
from mock_site.layouts.shared.dispute import DONE
from mock_site.layouts.shared.dispute_refusals import sentence
from mock_site.layouts.shared.uploads import evidence
from mock_site.messages import tidy
from mock_site.visits import Visit

_SUM = re.compile(r"[0-9]{1,9}([.,][0-9]{1,2})?")


def routes(pages: Endpoints) -> list[Route]:
    """One address for each act."""
    return [
        Route(
            f"/p/order/{act.replace('.', '_')}",
            pages.of(_sending(act, asked), place="dispute.submit", action=act),
            methods=["POST"],
        )
        for act, asked in _ACTS.items()
    ]


def _opened(visit: Visit) -> Asked:
    return buyer_acts.open_dispute(
        reason=visit.field("reason"),
        wanted=_sum(visit.field("amount")),
        received=visit.field("received") == "yes",
        text=visit.field("text"),
        files=evidence(visit.form),
    )


_ACTS: dict[str, Callable[[Visit], Asked]] = {
    "dispute.open": _opened,
    "dispute.accept": lambda _: buyer_acts.accept_offer(),
    "dispute.escalate": lambda _: buyer_acts.escalate(),
    "dispute.withdraw": lambda _: buyer_acts.withdraw(),
    "dispute.argue": lambda visit: buyer_acts.argue(visit.field("text"), evidence(visit.form)),
}


def _sending(act: str, asked: Callable[[Visit], Asked]) -> Callable[[Visit], Response]:
    """Answer the page's script: where to go on, or 409 with what is wrong."""

    def send(visit: Visit) -> Response:
        answer = visit.ask(asked(visit))
        if answer.is_refusal:
            is_stale = act != "dispute.open" and answer.code == "refused_state"
            code = "refused_changed" if is_stale else answer.code
            return JSONResponse({"trouble": _trouble(visit, code)}, 409)
        url = URL(visit.addresses.of_order("dispute_detail", visit.field("orderId")))
        done = {"done": answer.code} if answer.code in DONE else {}
        return JSONResponse({"url": str(url.include_query_params(**done))})

    return send


def _trouble(visit: Visit, code: str) -> str:
    order = visit.shop.order(visit.username, visit.field("orderId"))
    if order is None:
        return visit.wording.text("problem.order")
    is_empty = code == "refused_text" and not tidy(visit.field("text"))
    return sentence("refused_nothing" if is_empty else code, order, visit.wording)


def _sum(given: str) -> Decimal:
    """The sum that was typed; 0, which nobody is paid back, where it is none."""
    typed = given.strip()
    return Decimal(typed.replace(",", ".")) if _SUM.fullmatch(typed) else Decimal(0)
