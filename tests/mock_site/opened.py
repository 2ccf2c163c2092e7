"""A world of `fixtures/scenarios/`, opened for a test whose hands move its clock and its people."""

from datetime import timedelta
from typing import Any

from mock_site import buyer_acts, scenarios
from mock_site.app import create_app
from mock_site.buyer_acts import Asked
from mock_site.layouts import classic, current
from mock_site.orders import Order
from mock_site.shop import Answer, Shop
from mock_site.world import make_world
from tests.mock_site.direct import DirectVisitor, Reply
from tests.mock_site.stage import NOT_WANTED

PASSWORD = "correct-horse-9"
_ADDRESSES = {"current": current.ADDRESSES, "classic": classic.ADDRESSES}


def username(account: str) -> str:
    return f"{account}@example.com"


class Opened:
    """Time moves only when wound; pages are asked for without a network."""

    def __init__(self, name: str, **more: Any) -> None:
        world = make_world(scenarios.load(name).model_copy(update=more), rate=0, name=name)
        self.shop: Shop = world.shop
        self.app = create_app(world)

    def orders(self, account: str | None = None, status: str | None = None) -> list[Order]:
        """Those of one buyer or of all, in one state or in any, oldest number first."""
        wanted = [it for it in self.shop.orders.values() if status in {None, it.status}]
        return [it for it in wanted if account is None or it.account == username(account)]

    def order(self, total: str, status: str | None = None) -> Order:
        """The only order of this total."""
        (found,) = [it for it in self.orders(status=status) if str(it.total) == total]
        return found

    def now(self, order: Order) -> Order:
        """What has become of it."""
        return self.shop.orders[order.id]

    def ended(self, total: str) -> str | None:
        """Why the order of this total ended."""
        return self.order(total).end_reason

    def wind(self, **by: float) -> None:
        self.shop.wind(timedelta(**by).total_seconds())

    def ask(self, order: Order, asked: Asked) -> Answer:
        return self.shop.ask(order.account, order.id, asked)

    def cancel(self, order: Order) -> Answer:
        return self.ask(order, buyer_acts.cancel(NOT_WANTED))

    def control(self, method: str, call: str, body: Any = None) -> Any:
        return DirectVisitor(self.app).control(method, call, body)

    def page(self, page: str, order: Order) -> Reply:
        """A page such as `refund` of one order, as its buyer sees it."""
        visitor = DirectVisitor(self.app)
        visitor.sign_in(order.account, PASSWORD)
        return visitor.get(_ADDRESSES[self.shop.layout].of_order(page, order.id))

    def visitor(self, account: str) -> DirectVisitor:
        """A page visitor who is signed in as this buyer."""
        visitor = DirectVisitor(self.app)
        visitor.sign_in(username(account), PASSWORD)
        return visitor
