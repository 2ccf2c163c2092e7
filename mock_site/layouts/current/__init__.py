"""The layout the shop has had since about 2021: cards, tabs, dialogs, refund pages of their own."""

from pathlib import Path

from starlette.routing import Route

from mock_site.endpoints import Endpoints
from mock_site.layouts.current import (
    cancel,
    home,
    my_orders,
    order_detail,
    refund,
    sign_in,
    slider,
    tracking,
)
from mock_site.visits import HOME, SIGN_IN, SLIDER
from mock_site.world import World


def routes(world: World) -> list[Route]:
    """All pages of this layout."""
    pages = Endpoints(world, Path(__file__).parent / "templates")
    return [*_for_everybody(pages), *_for_buyers(pages)]


def _for_everybody(pages: Endpoints) -> list[Route]:
    submit = pages.of(sign_in.submit, place="sign_in", action="sign_in", for_guests=True)
    return [
        Route(HOME, pages.of(home.home, for_guests=True)),
        Route(SIGN_IN, pages.of(sign_in.form, for_guests=True)),
        Route("/login/submit", submit, methods=["POST"]),
        Route("/sign-out", pages.of(sign_in.sign_out, for_guests=True), methods=["POST"]),
        Route(SLIDER, pages.of(slider.wall, for_guests=True, through_walls=True)),
        Route(f"{SLIDER}/captcha", pages.of(slider.captcha, for_guests=True, through_walls=True)),
        Route(
            f"{SLIDER}/solve",
            pages.of(slider.solve, for_guests=True, through_walls=True),
            methods=["POST"],
        ),
    ]


def _for_buyers(pages: Endpoints) -> list[Route]:
    send = pages.of(cancel.send, place="cancel.submit", action="cancel.submit")
    return [
        Route(my_orders.PAGE, pages.of(my_orders.page, place="orders.list")),
        Route(my_orders.NEXT_CARDS, pages.of(my_orders.next_cards, place="orders.list")),
        Route("/p/order/detail.html", pages.of(order_detail.page, place="order.detail")),
        Route("/p/order/operation", pages.of(order_detail.operation), methods=["POST"]),
        Route("/p/order/cancel-dialog", pages.of(cancel.dialog, place="cancel.open")),
        Route("/p/order/cancel", send, methods=["POST"]),
        Route("/p/refund-amount/detail.html", pages.of(refund.page, place="refund.view")),
        Route("/p/tracking/index.html", pages.of(tracking.page)),
        Route("/{path:path}", pages.of(home.not_found, for_guests=True)),
    ]
