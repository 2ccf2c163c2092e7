"""A shop in this process whose clock moves only when wound, for tests of what it keeps."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from mock_site import buyer_acts
from mock_site.faults import Fault
from mock_site.orders import Order
from mock_site.shop import Answer, Shop
from mock_site.specs import OrderSpec, WorldSpec
from mock_site.world import World, make_world

ANNA = "anna@example.com"
NOAH = "noah@example.com"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NOT_WANTED = "buyerDonotwantOrder"


@dataclass
class Stage:
    """A world with the hands of a test on it."""

    world: World

    @property
    def shop(self) -> Shop:
        return self.world.shop

    def order(self, status: str = "PLACE_ORDER_SUCCESS", **spec: Any) -> str:
        """Make an order of Anna's; returns its id."""
        wanted = OrderSpec.model_validate({"account": ANNA, "status": status, **spec})
        return self.world.maker.make(wanted, self.shop.clock.now()).id

    def arm(self, at: str, kind: str, **more: Any) -> None:
        self.shop.faults.arm(a_fault(at, kind, **more))

    def wind(self, by: timedelta) -> None:
        self.shop.wind(by.total_seconds())

    def see(self, order_id: str) -> Order:
        return self.shop.orders[order_id]

    def cancel(self, order_id: str, reason: str = NOT_WANTED, buyer: str = ANNA) -> Answer:
        return self.shop.ask(buyer, order_id, buyer_acts.cancel(reason))


def a_fault(at: str, kind: str, **more: Any) -> Fault:
    return Fault.model_validate({"at": at, "kind": kind, **more})


def a_stage(**spec: Any) -> Stage:
    accounts = [{"username": name, "password": "correct-horse-9"} for name in (ANNA, NOAH)]
    return Stage(make_world(WorldSpec.model_validate({"accounts": accounts, **spec}), rate=0))
