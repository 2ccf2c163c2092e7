"""What a layout of the shop is: where its pages stand, and one page object for each of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.domain.acts import Act
from flows.domain.carts import Cart
from flows.domain.messages import Thread
from flows.domain.money import Money
from flows.domain.orders import Order, OrderList
from flows.domain.parcels import Parcel
from flows.domain.refunds import Refund
from flows.ports import OnCall
from flows.sites.aliexpress.act_dialog import ActDialog
from flows.sites.aliexpress.cancel_form import CancelForm
from flows.sites.aliexpress.cart_page import CartPage
from flows.sites.aliexpress.disputes.form import DisputeForm
from flows.sites.aliexpress.disputes.sending import Sender
from flows.sites.aliexpress.parcels_page import ParcelsPage
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.thread_page import MessageForm, ThreadPage
from flows.storefront import Credentials, GoOn, to_the_end

# Opens an address that a page of the shop names as all its pages are opened: tried again where it
# does not answer, past a sign-in, no further than a wall.
Turn = Callable[[str], None]
# What sends an act, once it stands open on the screen.
OpenDialog = ActDialog | MessageForm


class MyOrders(Protocol):
    """The list, as it stands on the screen."""

    def read(self) -> OrderList:
        """The orders shown now."""
        ...

    def read_all(self, go_on: GoOn = to_the_end) -> OrderList:
        """The orders of every page, from the one shown to the last that `go_on` lets be opened."""
        ...

    def search(self, order_id: str) -> Order | None:
        """Ask the list for one order; None where it lists no such order."""
        ...

    def open_cancel_form(self, order_id: str) -> CancelForm:
        """Press the control that cancels beside this order, which is among those shown now."""
        ...


class OrderView(Protocol):
    """The page of one order, as it stands on the screen."""

    def read(self, order_id: str, now: datetime) -> Order:
        """`now` gives countdowns their end. Raises `ShopChanged` where it is another order's."""
        ...

    def open_cancel_form(self, order_id: str) -> CancelForm:
        """Press the control that cancels; raises `ShopChanged` where it is not there."""
        ...

    def open_act_dialog(self, act: Act) -> ActDialog:
        """Press the control of this act; raises `ShopChanged` where it is not there."""
        ...


class DeletedOrders(Protocol):
    """The basket, as it stands on the screen."""

    def read_all(self) -> OrderList:
        """The orders of every page of it."""
        ...


class ThreadView(Protocol):
    """The messages of one order, as they stand on the screen."""

    def read(self, order_id: str) -> Thread: ...

    def open_form(self, order_id: str) -> MessageForm:
        """The form that writes; raises `ShopChanged` where it is not there."""
        ...


class ParcelsView(Protocol):
    """The parcels of one order, as they stand on the screen."""

    def read(self, order_id: str) -> tuple[Parcel, ...]: ...


class CartView(Protocol):
    """The cart, as it stands on the screen."""

    def read(self) -> Cart: ...


class RefundView(Protocol):
    """The way of an order's money, as it stands on the screen."""

    def read(self) -> Refund: ...


class SignInForm(Protocol):
    """The form that asks who one is, as it stands on the screen."""

    def sign_in(self, credentials: Credentials, on_call: OnCall) -> None:
        """Fill it in and wait for the way back; whoever is on call answers for a code."""
        ...


@dataclass(frozen=True, slots=True)
class Layout:
    """One look of the shop.

    `addresses` are paths by the page they lead to, in which `{order_id}` stands for the order and
    `{topic}` for a question of the help centre; the pages go by the names of the layout's
    `readers.js`. The others make the page object of a page that is on the screen; a list also takes
    the way to its other pages, a sign-in form the shop's base address. The form of a dispute also
    takes whether the parcel came; an answer in one, which it is and to what offer.
    """

    name: str
    addresses: dict[str, str]
    my_orders: Callable[[Screen, Turn], MyOrders]
    order: Callable[[Screen], OrderView]
    deleted_orders: Callable[[Screen, Turn], DeletedOrders]
    refund: Callable[[Screen], RefundView]
    sign_in: Callable[[Screen, str], SignInForm]
    dispute_form: Callable[[Screen, bool], DisputeForm]
    dispute_answer: Callable[[Screen, Act, Money | None, str], Sender]
    thread: Callable[[Screen], ThreadView] = ThreadPage
    parcels: Callable[[Screen], ParcelsView] = ParcelsPage
    cart: Callable[[Screen], CartView] = CartPage

    def address(self, what: str, order_id: str = "", *, topic: str = "") -> str:
        """The path of a page such as "order"."""
        return self.addresses[what].format(order_id=order_id, topic=topic)
