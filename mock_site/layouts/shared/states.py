"""How a state of an order looks to its buyer: its words, its buttons, its reminders."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from mock_site.orders import Order
from mock_site.pictures import picture_url
from mock_site.refunds import RefundStage
from mock_site.statuses import EndReason, OrderStatus
from mock_site.wording import Wording


@dataclass(frozen=True, slots=True)
class Button:
    """A button that acts on an order; `act` is what the page sends."""

    act: str
    label: str
    place: str | None = None
    """Where a fault strikes this very button, as there is no dialog behind it."""


_PAY = Button("pay", "button.pay")
_CONFIRM = Button("confirm_receipt", "button.confirm_received")
_ADD_TO_CART = Button("add_to_cart", "button.add_to_cart", "cart.submit")
_REMOVE = Button("delete", "button.remove")
_RESTORE = Button("restore", "button.restore", "restore.submit")
_PURGE = Button("purge", "button.purge")
_EXTEND = Button("extend", "button.extend")

# Known for awaiting payment, shipped and completed; the others are a guess.
_BUTTONS = {
    OrderStatus.UNPAID: (_PAY,),
    OrderStatus.TO_SHIP: (_ADD_TO_CART,),
    OrderStatus.PARTLY_SHIPPED: (_CONFIRM,),
    OrderStatus.SHIPPED: (_CONFIRM,),
    OrderStatus.FINISH: (_ADD_TO_CART, _REMOVE),
}
_TRACKED = (OrderStatus.PARTLY_SHIPPED, OrderStatus.SHIPPED, OrderStatus.IN_ISSUE)

_REMINDERS = {
    OrderStatus.UNPAID: "reminder.pay",
    OrderStatus.VERIFYING: "reminder.verifying",
    OrderStatus.TO_SHIP: "reminder.ship",
    OrderStatus.IN_CANCEL: "reminder.answer",
    OrderStatus.PARTLY_SHIPPED: "reminder.part_shipped",
    OrderStatus.SHIPPED: "reminder.receive",
    OrderStatus.IN_ISSUE: "reminder.dispute",
    OrderStatus.FROZEN: "reminder.frozen",
}


def status_text(order: Order, wording: Wording) -> str:
    """The shop's word for the state; an ending has several, and each order keeps one of them."""
    number = crc32(order.id.encode())
    if order.end_reason:
        return wording.one_of(f"ending.{order.end_reason}", number)
    return wording.one_of(f"status.{order.status}", number)


def buttons(order: Order) -> tuple[Button, ...]:
    if order.deleted:
        return (_RESTORE, _PURGE)
    offered = _BUTTONS.get(order.status, ())
    return (_EXTEND, *offered) if order.extension_asked_days else offered


def is_tracked(order: Order) -> bool:
    """Whether "Track status" is offered: while a parcel is under way."""
    return order.status in _TRACKED and order.shipped_at is not None


def can_review(order: Order) -> bool:
    """Whether "Write a review" is offered: once the parcel counts as received."""
    return order.end_reason in {EndReason.ACCEPTED, EndReason.ACCEPT_TIMEOUT}


def reminders(order: Order, wording: Wording, now: datetime) -> list[str]:
    """The sentences under the status: what is awaited and for how long, and what was answered."""
    sentences = []
    if key := _REMINDERS.get(order.status):
        left = time_left(order, now)
        sentences.append(wording.text(key, left="" if left is None else wording.duration(left)))
    if order.extension_asked_days:
        sentences.append(wording.counted("reminder.extension", order.extension_asked_days))
    if order.extended_days:
        sentences.append(wording.counted("reminder.extended", order.extended_days))
    if order.delivered_at and order.end_reason is None:
        date = wording.day(order.delivered_at)
        sentences.append(wording.text("reminder.delivered", date=date))
    if order.returned_at and order.end_reason is None:
        date = wording.day(order.returned_at)
        sentences.append(wording.text("reminder.returned", date=date))
    if order.deleted:
        sentences.append(wording.text("reminder.deleted"))
    if order.declined_at:
        sentences.append(wording.text("reminder.declined", date=wording.minute(order.declined_at)))
    return sentences


def time_left(order: Order, now: datetime) -> timedelta | None:
    """What the timer of the present state has left, None where it has no timer."""
    return max(order.deadline - now, timedelta(0)) if order.deadline else None


def refund_stage(order: Order) -> str | None:
    """The stage of a refund, None while there is none."""
    return None if order.refund.stage is RefundStage.NONE else order.refund.stage


def pictured_items(order: Order) -> list[dict[str, object]]:
    return [
        {
            "title": item.title,
            "sku": item.sku,
            "price": item.price,
            "quantity": item.quantity,
            "picture": picture_url(item.title),
        }
        for item in order.items
    ]
