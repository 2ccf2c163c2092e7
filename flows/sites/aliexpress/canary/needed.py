"""What the journeys need of each page, as data: `needed.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flows.domain.orders import Control, Order, Status

ALWAYS = "always"
MAY = "may"
UNSEEN = {
    "sending": "It shows only after something was sent.",
    "complaint": "It shows only where the shop complains.",
}
FACTS = {
    "signed_in": "The account was not signed in.",
    "guest": "The account was signed in already.",
    "orders": "The list has no order.",
    "listed": "My Orders has no order.",
    "several_orders": "The list has few orders.",
    "more": "The list has no more than it shows.",
    "pages": "The list has one page.",
    "ticking": "No order waits with a timer.",
    "over": "No order is over.",
    "listed_over": "No order in My Orders is over.",
    "controls": "No order has anything to press.",
    "paid": "No paid order goes on.",
    "cancellable": "No order can be cancelled now.",
    "deleted": "No order is among the deleted ones.",
    "extension": "No seller asks for more time.",
    "radios": "The form has a drop-down list instead.",
    "drop_down": "The form has radio buttons instead.",
    "refund": "No order has a refund.",
    "no_refund": "No order without a refund was looked at.",
    "dispute": "No order is in dispute.",
    "messages": "Nothing was written about the order.",
    "lines": "The cart is empty.",
}
"""What can be true of a page, each with the sentence for where it was true of none."""

_TICKING = {Status.AWAITING_PAYMENT, Status.AWAITING_SHIPMENT, Status.CANCEL_REQUESTED}
_CANCELLABLE = {Status.AWAITING_PAYMENT, Status.AWAITING_SHIPMENT}
_PAID = {
    Status.PAYMENT_VERIFYING,
    Status.AWAITING_SHIPMENT,
    Status.CANCEL_REQUESTED,
    Status.SHIPPED,
}


@dataclass(frozen=True, slots=True)
class Need:
    """At which fact a locator has to be found, and how; `inside` is the part that has it."""

    when: str
    one: bool = False
    each: bool = False
    press: bool = False
    inside: str | None = None


@cache
def table() -> dict[str, Any]:
    file = Path(__file__).with_name("needed.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def needs(part: str) -> Mapping[str, Need]:
    """By control, of a table of the locators such as "order"."""
    inside = table()["inside"].get(part, {})
    return {control: _need(said, inside.get(control)) for control, said in table()[part].items()}


def _need(said: str, inside: str | None) -> Need:
    when, *how = said.split()
    return Need(when, "one" in how, "each" in how, "press" in how, inside)


def facts_of(order: Order) -> frozenset[str]:
    """What the page of this order has to show, by what another reading says of it."""
    true = {
        "ticking": order.status in _TICKING,
        "over": order.status.is_over,
        "listed_over": order.status.is_over and not order.is_deleted,
        "controls": order.status.is_over or order.status is Status.AWAITING_PAYMENT,
        "paid": order.status in _PAID,
        "cancellable": order.status in _CANCELLABLE,
        "deleted": order.is_deleted,
        "extension": order.extension_days is not None,
        "refund": order.refund_stage is not None,
        "dispute": order.status is Status.IN_DISPUTE,
    }
    return frozenset({ALWAYS, *(fact for fact, holds in true.items() if holds)})


def controls_at(facts: frozenset[str]) -> list[Control]:
    """Those that the page of an order must have for the journeys."""
    return [Control(name) for name, fact in table()["controls"].items() if fact in facts]
