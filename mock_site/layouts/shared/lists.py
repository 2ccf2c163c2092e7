"""Orders in a list: which page of them is asked for, and what the card or row of each tells."""

from collections.abc import Sequence
from zlib import crc32

from mock_site.layouts.shared import states
from mock_site.layouts.shared.cancel_control import cancel_control
from mock_site.layouts.shared.protection import can_ask_for_return, open_dispute_line
from mock_site.orders import Order
from mock_site.visits import Visit

_LONGEST_NUMBER = 9  # digits; more of them are nobody's page


def page_number(asked: str) -> int:
    """The page that an address asks for, counted from 1; the first where it names none."""
    is_number = asked.isdecimal() and len(asked) <= _LONGEST_NUMBER
    return max(int(asked), 1) if is_number else 1


def rows(visit: Visit, orders: Sequence[Order]) -> list[dict[str, object]]:
    """What is drawn of each order; an armed fault leaves the middle one unreadable."""
    drawn = [_row(visit, order) for order in orders]
    if drawn and visit.trouble.take("orders.list", ("garbled",)):
        drawn[len(drawn) // 2]["garbled"] = True
    return drawn


def places(drawn: list[dict[str, object]]) -> tuple[str, ...]:
    """Those whose controls stand on a page with these rows."""
    can_cancel = any(row["cancel"] for row in drawn)
    return ("orders.list", "cancel.open") if can_cancel else ("orders.list",)


def _row(visit: Visit, order: Order) -> dict[str, object]:
    # Real status texts come with a blank at their end now and then.
    blank = " " if crc32(order.id.encode()) % 3 == 0 else ""
    return {
        "order": order,
        "garbled": False,
        "status": states.status_text(order, visit.wording) + blank,
        "left": states.time_left(order, visit.shop.clock.now()),
        "products": states.pictured_items(order),
        "buttons": states.buttons(order),
        "cancel": cancel_control(visit, order, "list"),
        "is_tracked": states.is_tracked(order),
        "can_review": states.can_review(order),
        "refund_stage": states.refund_stage(order),
        "dispute_line": open_dispute_line(order),
        "can_dispute": can_ask_for_return(order),
    }
