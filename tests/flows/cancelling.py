"""One cancellation on fakes: how it is set up, run, and seen to have sent nothing."""

import pytest

from flows.cancel_order import Cancellation, Wish, cancel_order
from flows.domain.orders import Order, Status
from flows.storefront import ShopAnswer
from tests.flows.fakes import ID, Machine

UNPAID, PAID = Status.AWAITING_PAYMENT, Status.AWAITING_SHIPMENT
BOTH = pytest.mark.parametrize("status", [UNPAID, PAID])


def machine_with(order: Order) -> Machine:
    """A machine and a shop that honestly does what it is sent."""
    machine = Machine()
    machine.shop.put(order)

    def obey() -> ShopAnswer:
        unpaid = order.status is UNPAID
        machine.shop.change(Status.CANCELLED if unpaid else Status.CANCEL_REQUESTED)
        return ShopAnswer("Done")

    machine.shop.on_send = obey
    return machine


def run(machine: Machine, **wish: object) -> Cancellation:
    return cancel_order(machine.shop, Wish(ID, **wish), machine.ports)  # type: ignore[arg-type]  # named by each test


def assert_left_alone(machine: Machine) -> None:
    assert machine.shop.sent == []
    assert "intend" not in machine.shop.events
