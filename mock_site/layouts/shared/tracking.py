"""Where the parcel is: carrier, number, arrival and the stations on its way."""

from starlette.responses import Response

from mock_site import parcels
from mock_site.layouts.shared.order import wanted
from mock_site.orders import Order
from mock_site.visits import Visit


def page(visit: Visit) -> Response:
    order = wanted(visit, "tracking")
    if order is None or order.shipped_at is None:
        return visit.problem("parcel", 404)
    return visit.page(
        "tracking.html",
        places=("tracking.view",),
        order=order,
        number=parcels.number(order),
        arrival=_arrival(visit, order),
        stations=parcels.way(order, visit.shop.clock.now()),
    )


def _arrival(visit: Visit, order: Order) -> str:
    words = visit.wording
    if order.returned_at:
        return words.text("tracking.went_back", date=words.day(order.returned_at))
    if order.delivered_at:
        return words.text("tracking.arrived", date=words.day(order.delivered_at))
    expected = parcels.arrives_at(order)
    return words.text("tracking.arrives", date=words.day(expected)) if expected else ""
