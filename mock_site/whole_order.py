"""Everything about one order: what the state tells of it, what it holds, and what comes next."""

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from mock_site import control_acts, parcels
from mock_site.events import next_event
from mock_site.orders import Order
from mock_site.shop import iso
from mock_site.truth import truth_of_order


def whole_order(order: Order, now: datetime) -> dict[str, Any]:
    """The answer to `GET /_control/orders/{id}`.

    `can` is what seller and platform could do now, `next` what happens if nobody does anything.
    """
    return {
        **truth_of_order(order),
        "status_since": iso(order.status_since),
        "items": [_plain(asdict(item)) for item in order.items],
        "shipping": str(order.shipping),
        "discount": str(order.discount),
        "seller_will": _plain(asdict(order.seller)),
        "parcel": _parcel(order, now),
        "can": control_acts.possible(order, now),
        "next": _next(order),
    }


def _parcel(order: Order, now: datetime) -> dict[str, Any] | None:
    arrives_at = parcels.arrives_at(order)
    if arrives_at is None:
        return None
    stations = [{"code": it.code, "at": iso(it.at)} for it in parcels.way(order, now)]
    return {"number": parcels.number(order), "arrives_at": iso(arrives_at), "stations": stations}


def _next(order: Order) -> dict[str, Any] | None:
    """When the next thing happens by itself, and what is told of the order then."""
    event = next_event(order)
    if event is None:
        return None
    before, after = truth_of_order(order), truth_of_order(event.act(order, event.at))
    changes = {name: value for name, value in after.items() if value != before[name]}
    return {"at": iso(event.at), "changes": changes}


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Sums and shares as decimal strings."""
    return {
        name: str(value) if isinstance(value, Decimal) else value for name, value in facts.items()
    }
