"""Messages between buyer and seller: all threads, one thread, and what is written into it."""

from datetime import datetime

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mock_site import buyer_acts
from mock_site.endpoints import Endpoints
from mock_site.layouts.shared import dispute_talks, states
from mock_site.layouts.shared.order import wanted
from mock_site.messages import LONGEST, tidy
from mock_site.orders import Order
from mock_site.visits import Visit


def routes(pages: Endpoints) -> list[Route]:
    paths = dict.fromkeys((pages.addresses.path("inbox"), pages.addresses.path("messages")))
    submit = pages.of(send, place="message.submit", action="message")
    return [
        *(Route(path, pages.of(page, place="messages.view")) for path in paths),
        Route("/p/order/message", submit, methods=["POST"]),
    ]


def page(visit: Visit) -> Response:
    """The thread of the order that the address names, or all threads."""
    if not visit.query(visit.addresses.parameter("messages")):
        return _all_threads(visit)
    order = wanted(visit, "messages")
    return visit.problem("order", 404) if order is None else _one_thread(visit, order)


def send(visit: Visit) -> Response:
    """Answer the page's script: the thread as it is now, or 409 with what is wrong."""
    answer = visit.ask(buyer_acts.message(visit.field("text")))
    if answer.code == "sent":
        return JSONResponse({"url": visit.addresses.of_order("messages", visit.field("orderId"))})
    if answer.code == "unknown_order":
        trouble = visit.wording.text("problem.order")
    else:
        is_empty = not tidy(visit.field("text"))
        key = "messages.refused_empty" if is_empty else "messages.refused_long"
        trouble = visit.wording.text(key, characters=LONGEST)
    return JSONResponse({"trouble": trouble}, 409)


def _one_thread(visit: Visit, order: Order) -> Response:
    visit.shop.inbox.look_at(order)
    return visit.page(
        "thread.html",
        places=("messages.view", "message.submit"),
        order=order,
        items=states.pictured_items(order),
        status=states.status_text(order, visit.wording),
        talks=dispute_talks.thread(order.messages),
        longest=LONGEST,
    )


def _all_threads(visit: Visit) -> Response:
    newest_first = sorted(visit.orders().with_messages, key=_latest, reverse=True)
    threads = [
        {
            "order": order,
            "picture": states.pictured_items(order)[0]["picture"],
            "latest": order.messages[-1],
            "unread": visit.shop.inbox.unread([order]),
        }
        for order in newest_first
    ]
    return visit.page("inbox.html", places=("messages.view",), threads=threads)


def _latest(order: Order) -> datetime:
    return order.messages[-1].at
