"""What any shop can be asked; a site pack answers for one shop in all its layouts."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.carts import Cart
from flows.domain.disputes import Dispute, DisputeReason
from flows.domain.findings import Looked
from flows.domain.messages import Thread
from flows.domain.money import Money
from flows.domain.orders import Order, OrderList
from flows.domain.parcels import Parcel
from flows.domain.refunds import Refund

GoOn = Callable[[], bool]
"""Whether another page of a list may be opened; without it, every page may."""


def to_the_end() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the sign-in form asks for."""

    username: str
    password: str

    def __repr__(self) -> str:
        return f"Credentials(username={self.username!r})"


@dataclass(frozen=True, slots=True)
class ShopAnswer:
    """What the shop said right after "Send": its words, or None when nothing could be read.

    `refused` is True only when the shop plainly said no. Success is not claimed here: that takes a
    second reading.
    """

    text: str | None
    refused: bool = False


class CancelDialog(Protocol):
    """The open dialog in which a reason is chosen and sent."""

    def offered(self) -> tuple[str, ...]:
        """The reasons the shop offers, in its own words."""
        ...

    def choose(self, reason: Reason) -> str:
        """Choose a reason; returns the shop's words for it.

        Raises `Refused`, naming what is offered, where this reason is not among them.
        """
        ...

    def write(self, note: str) -> None: ...

    def send(self) -> ShopAnswer:
        """The one click that changes something. Never raises for what the shop does after it."""
        ...


class ActDialog(Protocol):
    """One click away from an act other than a cancellation."""

    def send(self) -> ShopAnswer:
        """The one click that changes something. Never raises for what the shop does after it."""
        ...


class FillableDialog(ActDialog, Protocol):
    """One click away from an act that may need a number or a text."""

    def fill(self, content: str) -> bool:
        """Write what goes with the act; False: it takes nothing.

        Raises `Refused` where the shop does not take this content.
        """
        ...


class Argument(ActDialog, Protocol):
    """Where words and files are handed in."""

    def write(self, text: str) -> None:
        """Raises `Refused` where the page does not take all of it."""
        ...

    def attach(self, files: Sequence[Path]) -> None:
        """Raises `Refused` where the page does not take one of them."""
        ...


class DisputeForm(Argument, Protocol):
    """The form that opens a dispute, for a parcel that came or did not."""

    def choose(self, reason: DisputeReason) -> str:
        """Choose a reason; returns the shop's words for it.

        Raises `Refused`, naming what is offered, where this reason is not among them.
        """
        ...

    def ask_for(self, amount: Decimal) -> None:
        """Want this much back, in the order's currency."""
        ...

    def check(self) -> None:
        """Go to the last step; raises `Refused` with what the page complains of."""
        ...


class Disputes(Protocol):
    """The disputes of a shop; each method opens the page that it is about."""

    def read(self, order_id: str) -> Dispute | None:
        """The dispute about an order, freshly asked; None: there is none."""
        ...

    def form(self, order: Order, *, received: bool) -> AbstractContextManager[DisputeForm]:
        """Raises `Refused` with the shop's words where it lets none be opened."""
        ...

    def argument(self, order: Order) -> AbstractContextManager[Argument]: ...

    def answer(
        self, order: Order, act: Act, offer: Money | None
    ) -> AbstractContextManager[ActDialog]:
        """One click away from taking this very offer, letting the shop decide, or withdrawing."""
        ...


class Walk(Protocol):
    """A walk through the pages of a shop that looks for what the journeys need, and sends nothing.

    Each item is what was found on the page that is then on the screen.
    """

    def stops(self) -> Iterator[Sequence[Looked]]:
        """Raises `NeedsPerson` where the account can't be signed in, and `Unreachable`."""
        ...


class Storefront(Protocol):
    """A shop seen through one browser page.

    Each method opens the page that it reads; where the shop asks for a sign-in on the way, it signs
    in once and opens the page again.
    """

    @property
    def disputes(self) -> Disputes: ...

    def is_signed_in(self) -> bool | None:
        """None: could not tell."""
        ...

    def sign_in(self) -> None:
        """Sign in with the credentials at hand; raises `NeedsPerson` where they do not do."""
        ...

    def sign_in_by_hand(self) -> None:
        """Show the form and call a person to it; raises `NeedsPerson` where nobody signs in."""
        ...

    def my_orders(self, go_on: GoOn = to_the_end) -> OrderList:
        """The list up to its end, or to where `go_on` says no: then its end is not reached."""
        ...

    def find(self, order_id: str) -> Order | None:
        """The order as My Orders shows it, freshly asked from the server; None: not listed."""
        ...

    def order(self, order_id: str) -> Order:
        """The order as its own page shows it, freshly asked; raises `UnknownOrder`."""
        ...

    def deleted_orders(self) -> OrderList:
        """The orders in the basket, which My Orders does not list; every page of them."""
        ...

    def refund(self, order_id: str) -> Refund: ...

    def thread(self, order_id: str) -> Thread:
        """The messages of this order, freshly asked; raises `UnknownOrder`."""
        ...

    def parcels(self, order_id: str) -> tuple[Parcel, ...]:
        """The parcels of this order; raises `Refused` where the shop has none to show."""
        ...

    def cart(self) -> Cart:
        """The cart, freshly asked."""
        ...

    def help_page(self, topic: str) -> str:
        """The address of the shop's own answer to a question, such as "refund_late"."""
        ...

    def cancel_dialog(self, order: Order) -> AbstractContextManager[CancelDialog]:
        """The dialog, opened from the page of this order; closed again when left unsent."""
        ...

    def act_dialog(self, order: Order, act: Act) -> AbstractContextManager[FillableDialog]:
        """What sends this act, opened from the page of this order; closed again when unsent."""
        ...
