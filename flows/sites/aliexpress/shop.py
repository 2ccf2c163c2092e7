"""AliExpress as a `Storefront`: which page answers which question, walls first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from flows.domain.acts import Act
from flows.domain.carts import Cart
from flows.domain.messages import Thread
from flows.domain.orders import Control, Order, OrderList, Status
from flows.domain.parcels import Parcel
from flows.domain.refunds import Refund
from flows.ports import Clock, OnCall
from flows.sites.aliexpress.browser_gone import needs_browser
from flows.sites.aliexpress.cancel_form import CancelForm
from flows.sites.aliexpress.checks import NOBODY, Checks
from flows.sites.aliexpress.disputes.shop import AliExpressDisputes
from flows.sites.aliexpress.layout import Layout, MyOrders, OpenDialog
from flows.sites.aliexpress.navigation import Navigation
from flows.sites.aliexpress.pop_ups import close_pop_ups, usable
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.tables import OURS, Tables
from flows.storefront import CancelDialog, Credentials, FillableDialog, GoOn, to_the_end

if TYPE_CHECKING:
    from flows.sites.aliexpress.canary.walk import PageWalk

_CANCELLED_BY_A_CONTROL = {Status.AWAITING_PAYMENT, Status.AWAITING_SHIPMENT}


class AliExpress:
    """The shop through one page.

    `timeout_s` bounds the wait for one page or control; `signed_in` is called after each sign-in,
    `on_call` where the shop wants to see a person.
    """

    def __init__(
        self,
        page: Page,
        shop_url: str,
        clock: Clock,
        credentials: Credentials | None = None,
        timeout_s: float = 15,
        signed_in: Callable[[], None] = lambda: None,
        tables: Tables = OURS,
        on_call: OnCall = NOBODY,
    ) -> None:
        checks = Checks(page, on_call, tables)
        self._at = Navigation(page, shop_url, credentials, timeout_s, signed_in, tables, checks)
        self._clock = clock
        self.disputes = AliExpressDisputes(self._at)
        self._cancelled_in_list: set[str] = set()  # orders whose control stands beside them there
        page.set_default_timeout(timeout_s * 1000)
        close_pop_ups(page)

    @needs_browser
    def is_signed_in(self) -> bool | None:
        return self._at.is_signed_in()

    @property
    def page(self) -> Page:
        return self._at.page

    @property
    def greeting(self) -> str | None:
        """The words to the buyer in the header, as `is_signed_in` has seen them last."""
        return self._at.greeting

    @needs_browser
    def sign_in(self) -> None:
        self._at.sign_in()

    @needs_browser
    def sign_in_by_hand(self) -> None:
        self._at.sign_in_by_hand()

    @needs_browser
    def show(self, what: str, order_id: str = "") -> None:
        """Leave a page such as "order" on the screen; `ShopChanged` where it is not as known."""
        self._at.open(what, order_id)

    @needs_browser
    def my_orders(self, go_on: GoOn = to_the_end) -> OrderList:
        return self._my_orders().read_all(go_on)

    @needs_browser
    def find(self, order_id: str) -> Order | None:
        listed = self._my_orders()
        first = next((o for o in listed.read().orders if o.id == order_id), None)
        return first or listed.search(order_id)

    @needs_browser
    def order(self, order_id: str) -> Order:
        layout, screen = self._at.open("order", order_id)
        order = layout.order(screen).read(order_id, self._clock.now())
        if order.status in _CANCELLED_BY_A_CONTROL and not order.can_cancel:
            return self._with_control_in_list(order)
        return order

    @needs_browser
    def deleted_orders(self) -> OrderList:
        layout, screen = self._at.open("deleted_orders")
        return layout.deleted_orders(screen, self._at.turn_to).read_all()

    @needs_browser
    def refund(self, order_id: str) -> Refund:
        layout, screen = self._at.open("refund", order_id)
        return layout.refund(screen).read()

    @needs_browser
    def thread(self, order_id: str) -> Thread:
        layout, screen = self._at.open("thread", order_id)
        return layout.thread(screen).read(order_id)

    @needs_browser
    def parcels(self, order_id: str) -> tuple[Parcel, ...]:
        layout, screen = self._at.open("parcels", order_id)
        return layout.parcels(screen).read(order_id)

    @needs_browser
    def cart(self) -> Cart:
        layout, screen = self._at.open("cart")
        return layout.cart(screen).read()

    def walk(self) -> "PageWalk":
        """The walk through all pages; only the doctor needs it."""
        from flows.sites.aliexpress.canary.walk import PageWalk

        return PageWalk(self._at, self._clock)

    def help_page(self, topic: str) -> str:
        return self._at.address_of_help(topic)

    @contextmanager
    def cancel_dialog(self, order: Order) -> Iterator[CancelDialog]:
        with usable(self.page, f"A control that cancels order {order.id}"):
            form = self._at.past_checks(lambda: self._cancel_form(order))
            try:
                yield form
            finally:
                form.close()

    @contextmanager
    def act_dialog(self, order: Order, act: Act) -> Iterator[FillableDialog]:
        with usable(self.page, f"A control for the {act.noun} of order {order.id}"):
            dialog = self._at.past_checks(lambda: self._act_dialog(order, act))
            try:
                yield dialog
            finally:
                dialog.close()

    def _act_dialog(self, order: Order, act: Act) -> OpenDialog:
        if act is Act.MESSAGE:
            layout, screen = self._at.open("thread", order.id)
            return layout.thread(screen).open_form(order.id)
        layout, screen = self._page_of(order)
        return layout.order(screen).open_act_dialog(act)

    def _cancel_form(self, order: Order) -> CancelForm:
        if order.id in self._cancelled_in_list:
            listed = self._my_orders()
            if order.id not in {shown.id for shown in listed.read().orders}:
                listed.search(order.id)
            return listed.open_cancel_form(order.id)
        layout, screen = self._page_of(order)
        return layout.order(screen).open_cancel_form(order.id)

    def _page_of(self, order: Order) -> tuple[Layout, Screen]:
        is_shown = order.url == self.page.url
        return self._at.look("order") if is_shown else self._at.open("order", order.id)

    def _with_control_in_list(self, order: Order) -> Order:
        """The order with the control that its page lacks, where My Orders has it beside it."""
        listed = self.find(order.id)
        if listed is None or not listed.can_cancel:
            return order
        self._cancelled_in_list.add(order.id)
        return replace(order, controls=(order.controls or frozenset()) | {Control.CANCEL})

    def _my_orders(self) -> MyOrders:
        layout, screen = self._at.open("my_orders")
        return layout.my_orders(screen, self._at.turn_to)
