"""The layout the shop has had since about 2021: cards, tabs, dialogs, refund pages of their own."""

from pathlib import Path

from starlette.routing import Route

from mock_site.addresses import Addresses
from mock_site.endpoints import Endpoints
from mock_site.layouts import shared
from mock_site.layouts.current import my_orders
from mock_site.world import World

ADDRESSES = Addresses(
    sign_in="/login.html?return_url={url}",
    orders=my_orders.PAGE,
    deleted_orders=f"{my_orders.PAGE}?tab=recycle",
    order="/p/order/detail.html?orderId={id}",
    cancel="/p/order/cancel-dialog?orderId={id}",
    cancel_page="/p/refund-cancel/index.html?orderId={id}",
    refund="/p/refund-amount/detail.html?tradeOrderId={id}",
    tracking="/p/tracking/index.html?tradeOrderId={id}",
    dispute="/p/reverse-pages/start.html?tradeOrderId={id}",
    dispute_detail="/p/reverse-pages/detail.html?tradeOrderId={id}",
    inbox="/p/message/index.html",
    messages="/p/message/index.html?orderId={id}",
)


def routes(world: World) -> list[Route]:
    """All pages of this layout."""
    pages = Endpoints(world, [Path(__file__).parent / "templates", shared.TEMPLATES], ADDRESSES)
    lists = [
        Route(my_orders.PAGE, pages.of(my_orders.page, place="orders.list")),
        Route(my_orders.NEXT_CARDS, pages.of(my_orders.next_cards, place="orders.list")),
    ]
    return [*lists, *shared.routes(pages)]
