"""A running shop as a test meets it: its address, its buyers, and its control interface.

    with running_shop() as shop:
        order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "decline"})

It needs nothing but the standard library. In pytest the fixture `practice_shop` is one.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Unpack
from urllib.parse import quote

from mock_site.control_calls import CallRefused, ShopIsSilent, called
from mock_site.shop_process import ShopDidNotStart, ShopProcess

if TYPE_CHECKING:
    from mock_site.calls import PlatformDoes, SellerDoes
    from mock_site.control_words import ActWords, FaultWords, OrderWords, WorldWords
    from mock_site.faults import Kind, Place

__all__ = ["CallRefused", "PracticeShop", "ShopDidNotStart", "ShopIsSilent", "running_shop"]

Told = dict[str, Any]
"""What the shop tells of something: times are ISO 8601 in UTC, sums are decimal strings."""


@dataclass(frozen=True, slots=True)
class PracticeShop:
    """The shop at an address, with each call of its control interface.

    A call that the shop does not take raises CallRefused, whose message is the shop's: it names the
    field and what is allowed. A shop that does not answer at all raises ShopIsSilent.
    """

    url: str
    process: ShopProcess | None = field(default=None, repr=False)

    def reset(
        self, scenario: str | Mapping[str, Any] = "everyday", **world: "Unpack[WorldWords]"
    ) -> None:
        """Open a fresh world: a scenario by its name, or one written out, and what goes before it.

        Its clock stands still until it is wound, so that a test sees the same dates each time;
        `rate=1` lets it run.
        """
        self._post("reset", {"scenario": scenario, "rate": 0, **world})

    def scenarios(self) -> list[Told]:
        """The worlds that can be named, each with what happens in it and what that teaches."""
        scenarios: list[Told] = self._get("scenarios")
        return scenarios

    def state(self) -> Told:
        """The whole truth."""
        state: Told = self._get("state")
        return state

    def accounts(self) -> list[Told]:
        """Who can sign in, with "username", "password" and the "code" that may be asked for."""
        accounts: list[Told] = self.state()["accounts"]
        return accounts

    @property
    def username(self) -> str:
        """What the first buyer of the world signs in with."""
        return str(self.accounts()[0]["username"])

    @property
    def password(self) -> str:
        return str(self.accounts()[0]["password"])

    def orders(self, account: str | None = None) -> dict[str, Told]:
        """Every order by its id, or those of one buyer."""
        orders = self.state()["orders"]
        return {it["id"]: it for it in orders if account in {None, it["account"]}}

    def order(self, order_id: str) -> Told:
        """Everything about one order: what is in it, what `can` be done now, what comes `next`."""
        order: Told = self._get(f"orders/{_part(order_id)}")
        return order

    def first(self, status: str) -> str:
        """The id of the first order in this state; raises LookupError where there is none."""
        orders = self.orders()
        for order_id, order in orders.items():
            if order["status"] == status:
                return order_id
        there = ", ".join(sorted({order["status"] for order in orders.values()}))
        raise LookupError(f"No order is {status!r}; there are: {there or 'none at all'}.")

    def new_order(
        self,
        status: str = "PLACE_ORDER_SUCCESS",
        *,
        account: str | None = None,
        **order: "Unpack[OrderWords]",
    ) -> str:
        """The id of a new order in this state, of the first buyer where none is named."""
        spec = {"account": account or self.username, "status": status, **order}
        return str(self._post("orders", spec)["id"])

    def seller(self, order_id: str, do: "SellerDoes", **more: "Unpack[ActWords]") -> Told:
        """Let the seller of an order act now; what the order then is."""
        return self._act(order_id, "seller", {"do": do, **more})

    def platform(self, order_id: str, do: "PlatformDoes", **more: "Unpack[ActWords]") -> Told:
        """Let the shop, or the post, act on an order now; what the order then is."""
        return self._act(order_id, "platform", {"do": do, **more})

    def now(self) -> datetime:
        """The shop's time, in UTC."""
        return datetime.fromisoformat(self._get("clock")["now"])

    def wind(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> datetime:
        """Let shop time pass, and all that is due happen in order; what time it then is."""
        passed = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        told = self._post("clock", {"advance_s": passed.total_seconds()})
        return datetime.fromisoformat(told["now"])

    def rate(self, shop_seconds_per_second: float) -> None:
        """Let the clock run; 0 stops it."""
        self._post("clock", {"rate": shop_seconds_per_second})

    def arm(self, at: "Place", kind: "Kind", **more: "Unpack[FaultWords]") -> None:
        """Let something go wrong: once, at the next request for this place, unless told else."""
        self._post("faults", [{"at": at, "kind": kind, **more}])

    def armed(self) -> list[Told]:
        """What is still to go wrong, with the `times` that each has left."""
        armed: list[Told] = self._get("faults")["armed"]
        return armed

    def disarm(self) -> None:
        """Nothing goes wrong any more, not even what the world came with."""
        called(self, "DELETE", "faults")

    def log(self, action: str | None = None, order_id: str | None = None) -> list[Told]:
        """Every state-changing request that the shop received, of one action or for one order."""
        return [
            entry
            for entry in self._get("log")
            if action in {None, entry["action"]} and order_id in {None, entry["order"]}
        ]

    def submits(self, order_id: str | None = None) -> list[Told]:
        """Every cancellation that the shop received, for one order or for all."""
        return self.log("cancel.submit", order_id)

    def actions(self) -> list[str]:
        """What was sent to the shop, in its order, such as "sign_in" and "cancel.submit"."""
        return [entry["action"] for entry in self.log()]

    def _act(self, order_id: str, who: str, call: Told) -> Told:
        __tracebackhide__ = True
        order: Told = self._post(f"orders/{_part(order_id)}/{who}", call)
        return order

    def _get(self, call: str) -> Any:
        __tracebackhide__ = True
        return called(self, "GET", call)

    def _post(self, call: str, body: Any) -> Any:
        __tracebackhide__ = True
        return called(self, "POST", call, body)


@contextmanager
def running_shop(*options: str) -> Iterator[PracticeShop]:
    """A shop of its own on a free port, gone when left.

    `options` are those of `python -m mock_site`. Raises ShopDidNotStart.
    """
    process = ShopProcess(*options)
    try:
        yield PracticeShop(process.url, process)
    finally:
        process.stop()


def _part(order_id: str) -> str:
    return quote(order_id, safe="")
