"""The disputes of AliExpress as a `flows.storefront.Disputes`."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from playwright.sync_api import Page

from flows.domain.acts import Act
from flows.domain.disputes import Dispute
from flows.domain.money import Money
from flows.domain.orders import Order
from flows.errors import ShopChanged
from flows.sites.aliexpress.browser_gone import needs_browser
from flows.sites.aliexpress.disputes.argument import Argument
from flows.sites.aliexpress.disputes.form import DisputeForm
from flows.sites.aliexpress.disputes.page import DisputePage
from flows.sites.aliexpress.disputes.sending import Sender
from flows.sites.aliexpress.layout import Layout
from flows.sites.aliexpress.navigation import Navigation
from flows.sites.aliexpress.pop_ups import usable
from flows.sites.aliexpress.screen import Screen


class AliExpressDisputes:
    """Their pages, opened by the way that leads to each page of the shop."""

    def __init__(self, way: Navigation) -> None:
        self._way = way

    @property
    def page(self) -> Page:
        return self._way.page

    @needs_browser
    def read(self, order_id: str) -> Dispute | None:
        _, screen = self._way.open("dispute", order_id)
        return DisputePage(screen).read(order_id)

    @contextmanager
    def form(self, order: Order, *, received: bool) -> Iterator[DisputeForm]:
        with self._control_of(Act.OPEN_DISPUTE, order):
            layout, screen = self._way.open("dispute_start", order.id)
            if url := DisputePage(screen).way_to_form(order.id, received=received):
                self._way.turn_to(url)
                layout, screen = self._way.look("dispute")
                DisputePage(screen).way_to_form(order.id, received=received)
            form = layout.dispute_form(screen, received)
            yield form
            form.close()

    @contextmanager
    def argument(self, order: Order) -> Iterator[Argument]:
        with self._control_of(Act.ARGUE, order):
            _, screen = self._open(order)
            yield DisputePage(screen).argument()

    @contextmanager
    def answer(self, order: Order, act: Act, offer: Money | None) -> Iterator[Sender]:
        with self._control_of(act, order):
            layout, screen = self._open(order)
            sender = (
                DisputePage(screen).withdrawal()
                if act is Act.WITHDRAW_DISPUTE
                else layout.dispute_answer(screen, act, offer, order.id)
            )
            yield sender
            sender.close()

    def _open(self, order: Order) -> tuple[Layout, Screen]:
        """The page of the dispute, which has been read on the way to what is sent from it."""
        layout, screen = self._way.open("dispute", order.id)
        if DisputePage(screen).read(order.id) is None:
            raise ShopChanged(f"The dispute about order {order.id} is gone. Nothing was sent.")
        return layout, screen

    def _control_of(self, act: Act, order: Order) -> AbstractContextManager[None]:
        return usable(self.page, f"A control for the {act.noun} of order {order.id}")
