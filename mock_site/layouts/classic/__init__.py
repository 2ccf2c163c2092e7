"""The layout the shop had from about 2015 to 2021: a table, a filter, a pager, tabs on an order."""

from pathlib import Path

from starlette.routing import Route

from mock_site.addresses import Addresses
from mock_site.endpoints import Endpoints
from mock_site.layouts import shared
from mock_site.layouts.classic import my_orders
from mock_site.world import World

# Known: orders, order, tracking, the buyer.htm of a host that stands at "/login" here, and all of
# disputes and messages but for the parameter of a thread.
ADDRESSES = Addresses(
    sign_in="/login/buyer.htm?return={url}",
    orders="/orderList.htm",
    deleted_orders="/deletedOrderList.htm",
    order="/order_detail.htm?orderId={id}",
    cancel="/order_cancel_window.htm?orderId={id}",
    cancel_page="/order_cancel.htm?orderId={id}",
    refund="/order_fund.htm?orderId={id}",
    tracking="/logisticsdetail.htm?tradeId={id}",
    dispute="/issue/fastissue/createIssueStep2.htm?orderId={id}",
    dispute_detail="/issue/fastissue/Detail.htm?tradeOrderLineId={id}",
    inbox="/buyerMsgListNew.htm",
    messages="/msgDetail.htm?orderId={id}",
)


def routes(world: World) -> list[Route]:
    """All pages of this layout."""
    pages = Endpoints(world, [Path(__file__).parent / "templates", shared.TEMPLATES], ADDRESSES)
    lists = [
        Route(ADDRESSES.orders, pages.of(my_orders.page, place="orders.list")),
        Route(ADDRESSES.deleted_orders, pages.of(my_orders.deleted, place="orders.list")),
    ]
    return [*lists, *shared.routes(pages)]
