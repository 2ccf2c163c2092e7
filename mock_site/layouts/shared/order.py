"""One order: its state, timers, facts and what can be done about it."""

from decimal import Decimal
from typing import Any

from starlette.responses import Response

from mock_site.contacts import contact
from mock_site.layouts.shared import help_centre, states
from mock_site.layouts.shared.acting import DIALOGS
from mock_site.layouts.shared.cancel_control import cancel_control
from mock_site.layouts.shared.money_back import money_back
from mock_site.layouts.shared.protection import (
    can_ask_for_return,
    open_dispute_line,
    protection,
    return_pages,
)
from mock_site.orders import Order
from mock_site.visits import Visit


def wanted(visit: Visit, page: str) -> Order | None:
    """The visitor's own order that the address of a page such as `refund` names."""
    return visit.shop.order(visit.username, visit.query(visit.addresses.parameter(page)))


def page(visit: Visit) -> Response:
    order = wanted(visit, "order")
    if order is None:
        return visit.problem("order", 404)
    shown = facts(visit, order)
    places = ("order.detail", "cancel.open") if shown["cancel"] else ("order.detail",)
    return visit.page("detail.html", places=places, **shown)


def facts(visit: Visit, order: Order) -> dict[str, Any]:
    """What the pages about one order show of it; a layout may show all of it on each of them."""
    now = visit.shop.clock.now()
    buttons = states.buttons(order)
    return {
        "order": order,
        "status": states.status_text(order, visit.wording),
        "reminders": states.reminders(order, visit.wording, now),
        "left": states.time_left(order, now),
        "clock_rate": visit.shop.clock.rate,
        "buttons": buttons,
        "dialogs": [it for it in DIALOGS if it.act in {button.act for button in buttons}],
        "is_tracked": states.is_tracked(order),
        "cancel": cancel_control(visit, order, "detail", "more"),
        "refund_stage": states.refund_stage(order),
        "protection": protection(order, visit.wording, now),
        "dispute_line": open_dispute_line(order),
        "question": return_pages(visit, order) if can_ask_for_return(order) else None,
        "items": states.pictured_items(order),
        "subtotal": sum((item.price * item.quantity for item in order.items), Decimal(0)),
        "help_url": help_centre.topic_url(order),
        "contact": _contact(visit, order),
        **money_back(order),
    }


def _contact(visit: Visit, order: Order) -> str:
    """Where the parcel goes; an order without an address of its own goes to its buyer's home."""
    to = order.address
    if to is None:
        return contact(visit.shop.accounts[visit.username])
    return "\n".join((to.name, to.street, f"{to.city} {to.postcode}", to.phone))
