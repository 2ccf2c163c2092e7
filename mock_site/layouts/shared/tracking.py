"""Where the parcel is."""

from zlib import crc32

from starlette.responses import Response

from mock_site.layouts.shared.order import wanted
from mock_site.visits import Visit


def page(visit: Visit) -> Response:
    order = wanted(visit, "tracking")
    if order is None or order.shipped_at is None:
        return visit.problem("parcel", 404)
    number = f"LL{crc32(order.id.encode()) % 10**9:09}CN"
    return visit.page("tracking.html", order=order, number=number)
