"""`GET /_control/`: the page itself, which asks and tells the control interface by its script."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from mock_site import calls, scenarios
from mock_site.assets import Assets
from mock_site.control_page.fields import FormField, fields_of
from mock_site.control_page.words import WORDS, word
from mock_site.faults import KINDS, Fault, can_strike
from mock_site.specs import LAYOUTS, ItemSpec, OrderSpec
from mock_site.statuses import OrderStatus
from mock_site.templates import compiled
from mock_site.wording import languages
from mock_site.world import World

_HERE = Path(__file__).parent
FILES = sorted((_HERE / "static").iterdir())
_ASSETS = Assets("/_control", FILES)
_TEMPLATES = compiled([_HERE / "templates"])
# What is told beside a choice's code, by the field's name.
_WORDS_OF = {
    "status": "status",
    "end_reason": "ending",
    "refund_stage": "refund",
    "dispute.stage": "dispute",
    "kind": "kind",
    "at": "place",
}


def page_routes(world: World) -> list[Route]:
    """The page and its files, to be mounted at /_control."""

    async def page(request: Request) -> Response:
        del request
        template = _TEMPLATES.get_template("page.html")
        return HTMLResponse(template.render(_facts(world)))

    return [Route("/", page), _ASSETS.route()]


def _facts(world: World) -> dict[str, object]:
    worlds = {it.name: it for members in scenarios.told().values() for it in members}
    return {
        "asset": _ASSETS.url,
        "word": word,
        "words": json.dumps(WORDS),
        "choice": _choice,
        "choice_of": _choice_of,
        "grouped": _grouped,
        "unsaid": _unsaid,
        "statuses": list(OrderStatus),
        "worlds": worlds,
        "present": world.name if world.name in worlds else scenarios.DEFAULT,
        "forms": _forms(list(worlds)),
        "acts": {
            "seller": list(_acts(get_args(calls.SellerDoes), calls.SellerAct)),
            "platform": list(_acts(get_args(calls.PlatformDoes), calls.PlatformAct)),
        },
    }


def _forms(worlds: list[str]) -> dict[str, list[FormField]]:
    chosen = {"scenario": worlds, "layout": LAYOUTS, "language": languages()}
    return {
        "order": list(fields_of(OrderSpec, {})),
        "item": list(fields_of(ItemSpec, {})),
        "fault": sorted(fields_of(Fault, {}), key=lambda field: field.name != "kind"),
        "reset": list(fields_of(calls.Reset, chosen)),
    }


def _acts(
    does: tuple[str, ...], call: type[calls.SellerAct | calls.PlatformAct]
) -> Iterator[tuple[str, str, list[FormField]]]:
    """Each act with the fields that it takes; with a flag it is another act, named by it."""
    fields = list(fields_of(call, {}))
    for do in does:
        own = [field for field in fields if do in field.whose]
        flags = [field.name for field in own if field.kind == "flag"]
        typed = [field for field in own if field.kind != "flag"]
        for flag in ["", *flags]:
            yield do, flag, typed


def _choice(field: str, code: str) -> str:
    """A choice as it is offered: in words where it has some, with its code."""
    group = _WORDS_OF.get(field)
    if group and code in WORDS[group]:
        return f"{word(group, code)} · {code}"
    return code


def _grouped(field: FormField) -> dict[str, Sequence[str]]:
    """A field's choices below their headings, where it has any."""
    if field.name != "scenario":
        return {"": field.choices}
    told = scenarios.told()
    return {group.capitalize(): [it.name for it in members] for group, members in told.items()}


def _choice_of(field: str, code: str) -> list[str]:
    """The choices in the form's leading field that this choice belongs to, none meaning all."""
    if field != "at" or code == "any":
        return []
    return [kind for kind in KINDS if can_strike(kind, code)]


def _unsaid(form: str, field: FormField) -> str:
    """What happens where a field is left empty."""
    return WORDS["unsaid"].get(f"{form}.{field.name}", field.default)
