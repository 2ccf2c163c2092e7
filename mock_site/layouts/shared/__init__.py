"""What every layout does alike; each draws it with its own `base.html` and order pages."""

from pathlib import Path

from starlette.routing import Route

from mock_site.addresses import (
    CAPTCHA,
    CATEGORY,
    HELP,
    HELP_TOPIC,
    HOME,
    LOGIN_BOX,
    PRODUCT,
    SEARCH,
    SLIDER,
    STORE,
    SUPPORT,
    WORDS,
)
from mock_site.endpoints import Endpoints
from mock_site.layouts.shared import (
    acting,
    cancel,
    cart,
    checkout,
    dispute,
    dispute_sending,
    help_centre,
    home,
    messages,
    order,
    payment,
    product,
    refund,
    search,
    sign_in,
    slider,
    store,
    tracking,
)

TEMPLATES = Path(__file__).parent / "templates"


def routes(pages: Endpoints) -> list[Route]:
    """All pages but My Orders, the last one being what is said where there is no page."""
    return [
        *_of_visitors(pages),
        *_of_the_window(pages),
        *_of_one_order(pages),
        *cart.routes(pages),
        *checkout.routes(pages),
        *payment.routes(pages),
        Route("/{path:path}", pages.of(home.not_found, for_guests=True)),
    ]


def _of_visitors(pages: Endpoints) -> list[Route]:
    submit = pages.of(sign_in.submit, place="sign_in", action="sign_in", for_guests=True)
    return [
        Route(HOME, pages.of(home.home, for_guests=True)),
        Route(pages.addresses.path("sign_in"), pages.of(sign_in.form, for_guests=True)),
        Route(LOGIN_BOX, pages.of(sign_in.box, for_guests=True, through_walls=True)),
        Route("/login/submit", submit, methods=["POST"]),
        Route("/sign-out", pages.of(sign_in.sign_out, for_guests=True), methods=["POST"]),
        Route(HELP, pages.of(help_centre.index, for_guests=True)),
        Route(HELP_TOPIC, pages.of(help_centre.topic, for_guests=True)),
        Route(SUPPORT, pages.of(help_centre.contact), methods=["GET"]),
        Route(SUPPORT, pages.of(help_centre.ask_support, action="support"), methods=["POST"]),
        Route(SLIDER, pages.of(slider.wall, for_guests=True, through_walls=True)),
        Route(CAPTCHA, pages.of(slider.captcha, for_guests=True, through_walls=True)),
        Route(
            f"{SLIDER}/solve",
            pages.of(slider.solve, for_guests=True, through_walls=True),
            methods=["POST"],
        ),
    ]


def _of_the_window(pages: Endpoints) -> list[Route]:
    return [
        Route(SEARCH, pages.of(search.results, for_guests=True)),
        Route(WORDS, pages.of(search.results, for_guests=True)),
        Route(CATEGORY, pages.of(search.category, for_guests=True)),
        Route(STORE, pages.of(store.page, for_guests=True)),
        Route(PRODUCT, pages.of(product.page, for_guests=True)),
    ]


def _of_one_order(pages: Endpoints) -> list[Route]:
    path = pages.addresses.path
    send = pages.of(cancel.send, place="cancel.submit", action="cancel.submit")
    return [
        Route(path("order"), pages.of(order.page, place="order.detail")),
        Route(path("cancel"), pages.of(cancel.dialog, place="cancel.open")),
        Route(path("cancel_page"), pages.of(cancel.page, place="cancel.open")),
        Route("/p/order/cancel", send, methods=["POST"]),
        Route(path("refund"), pages.of(refund.page, place="refund.view")),
        Route(path("tracking"), pages.of(tracking.page, place="tracking.view")),
        Route(path("dispute"), pages.of(dispute.start)),
        Route(path("dispute_detail"), pages.of(dispute.detail)),
        *dispute_sending.routes(pages),
        *messages.routes(pages),
        *acting.routes(pages),
    ]
