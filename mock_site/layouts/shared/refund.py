"""Where the money of a closed order is: three stages, sum, method and date."""

from starlette.responses import Response

from mock_site.layouts.shared.order import facts, wanted
from mock_site.visits import Visit


def page(visit: Visit) -> Response:
    order = wanted(visit, "refund")
    if order is None:
        return visit.problem("order", 404)
    return visit.page("refund.html", places=("refund.view",), **facts(visit, order))
