"""The other matrix: each kind of trouble at each place that an act about money comes by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from mock_site.faults import Kind, Place, can_strike
from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import Layout
from tests.matrix.cells import LAYOUTS

_KINDS: tuple[Kind, ...] = get_args(Kind)
_OF_AN_ORDER: tuple[Place, ...] = ("sign_in", "order.detail", "orders.list")


@dataclass(frozen=True, slots=True)
class Deed:
    """An act about money: its command, the order it is for, where it comes by and what it sends.

    `ends` is the exit code where nothing goes wrong.
    """

    command: str
    more: tuple[str, ...]
    order: Callable[[PracticeShop], str]
    submit: Place
    action: str
    on_its_way: tuple[Place, ...] = _OF_AN_ORDER
    ends: int = 0

    @property
    def places(self) -> tuple[Place, ...]:
        return (*self.on_its_way, self.submit)


@dataclass(frozen=True, slots=True)
class FaultCell:
    """One kind of trouble at one place of an act."""

    deed: str
    place: Place
    kind: Kind
    layout: Layout

    @property
    def matrix(self) -> str:
        return "Faults"

    @property
    def row(self) -> str:
        return f"{self.deed} {self.place}"

    @property
    def column(self) -> str:
        return self.kind

    @property
    def name(self) -> str:
        return f"{self.deed}-{self.place}-{self.kind}-{self.layout}"


def _unpaid(shop: PracticeShop) -> str:
    return shop.new_order("PLACE_ORDER_SUCCESS")


def _paid(shop: PracticeShop) -> str:
    return shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ignore"})


def _over(shop: PracticeShop) -> str:
    return shop.new_order("FINISH", end_reason="buyer_cancel_notpay_order")


def _deleted(shop: PracticeShop) -> str:
    return shop.new_order("FINISH", end_reason="buyer_cancel_notpay_order", deleted="recycle")


def _shipped(shop: PracticeShop) -> str:
    order = shop.new_order("WAIT_BUYER_ACCEPT_GOODS", seller={"in_dispute": "ignore"})
    shop.wind(days=6)
    return order


def _with_an_offer(shop: PracticeShop) -> str:
    dispute = {"reason": "notReceived", "stage": "WAIT_BUYER", "offered": "5.00"}
    return shop.new_order("IN_ISSUE", total="20.00", dispute=dispute)


def _asking_for_time(shop: PracticeShop) -> str:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS")
    shop.seller(order, "ask_extension", days=4)
    return order


_TO_CANCEL: tuple[Place, ...] = (*_OF_AN_ORDER, "cancel.open")
_TO_DELETE: tuple[Place, ...] = (*_OF_AN_ORDER, "refund.view")
DEEDS = {
    "cancel": Deed("cancel", (), _unpaid, "cancel.submit", "cancel.submit", _TO_CANCEL),
    "request": Deed("cancel", (), _paid, "cancel.submit", "cancel.submit", _TO_CANCEL, ends=6),
    "delete": Deed("delete", (), _over, "delete.submit", "delete", _TO_DELETE),
    "purge": Deed("purge", (), _deleted, "purge.submit", "purge", _TO_DELETE),
    "dispute": Deed(
        "dispute", ("--reason", "not_received"), _shipped, "dispute.submit", "dispute.open"
    ),
    "accept": Deed("dispute", ("--accept",), _with_an_offer, "dispute.submit", "dispute.accept"),
    "extend": Deed("extend", ("--days", "4"), _asking_for_time, "extend.submit", "extend"),
}


def every_fault() -> list[FaultCell]:
    return [
        FaultCell(name, place, kind, layout)
        for name, deed in DEEDS.items()
        for place in deed.places
        for kind in _KINDS
        if can_strike(kind, place)
        for layout in LAYOUTS
    ]


def sample_of_faults() -> list[FaultCell]:
    """Each kind once, where it is sent or on the way there, in turn over acts and layouts."""
    cells = every_fault()
    return [
        chosen[number % len(chosen)]
        for number, kind in enumerate(_KINDS)
        if (chosen := [c for c in cells if c.kind == kind and _at_submit(c) is (number % 2 == 0)])
    ]


def _at_submit(cell: FaultCell) -> bool:
    return cell.place.endswith(".submit")
