"""What a page object reads of a page that stands on the screen, whichever page it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from playwright.sync_api import Page

from flows.domain.disputes import Dispute
from flows.domain.messages import Thread
from flows.domain.orders import Order, OrderList
from flows.domain.parcels import Parcel
from flows.domain.refunds import Refund
from flows.sites.aliexpress.disputes.page import DisputePage
from flows.sites.aliexpress.layout import Layout
from flows.sites.aliexpress.layouts import recognised
from flows.sites.aliexpress.opening import cancel_form_on
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.tables import OURS, Tables


@dataclass(frozen=True, slots=True)
class CancelReasons:
    """The open form that cancels: the reasons it offers, in the shop's words."""

    offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parcels:
    """The page of an order's parcels."""

    parcels: tuple[Parcel, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page it should be, of which order, and when: countdowns end counted from `now`."""

    page: str
    order_id: str
    now: datetime


Read = Order | OrderList | Refund | CancelReasons | Thread | Parcels | Dispute | None


def read_on_show(
    page: Page, asked: Asked, timeout_s: float, tables: Tables = OURS
) -> tuple[str, Read]:
    """The name of the layout and what its page object reads of this page, which is left as it is.

    Of a list the orders on the screen; None where there is no dispute. Raises `ShopChanged` where
    the page is not as known.
    """
    layout, screen = recognised(page, asked.page, timeout_s, tables)
    return layout.name, _READINGS[asked.page](layout, screen, asked)


def _stay(_url: str) -> None:
    """The way to another page of a list is not taken."""


_Reading = Callable[[Layout, Screen, Asked], Read]
_READINGS: dict[str, _Reading] = {
    "my_orders": lambda layout, screen, _: layout.my_orders(screen, _stay).read(),
    "deleted_orders": lambda layout, screen, _: layout.deleted_orders(screen, _stay).read_all(),
    "order": lambda layout, screen, asked: layout.order(screen).read(asked.order_id, asked.now),
    "refund": lambda layout, screen, _: layout.refund(screen).read(),
    "cancel_dialog": lambda _, screen, __: CancelReasons(cancel_form_on(screen).offered()),
    "thread": lambda layout, screen, asked: layout.thread(screen).read(asked.order_id),
    "parcels": lambda layout, screen, asked: Parcels(layout.parcels(screen).read(asked.order_id)),
    "dispute": lambda _, screen, asked: DisputePage(screen).read(asked.order_id),
}
PAGES = tuple(_READINGS)
"""The names of the pages that can be read so."""
