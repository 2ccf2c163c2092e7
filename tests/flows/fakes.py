"""A shop and a machine in memory, which write down in one sequence what was asked of them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.carts import Cart
from flows.domain.disputes import Dispute, DisputeReason
from flows.domain.messages import Thread
from flows.domain.money import Money
from flows.domain.orders import Control, Order, OrderList, Status
from flows.domain.parcels import Parcel
from flows.domain.refunds import Refund, RefundStage
from flows.errors import FlowError, Refused, UnknownOrder
from flows.ports import Attempt, AttemptState, Ports, Proposal
from flows.storefront import GoOn, ShopAnswer, to_the_end
from tests.flows.moments import NOW

ID = "8190000000000001"
CANCELLABLE = frozenset({Control.CANCEL, Control.MESSAGE})


def order_in(status: Status, order_id: str = ID, **facts: object) -> Order:
    """An order as its own page shows it, with the control to cancel it."""
    known = {"id": order_id, "status": status, "controls": CANCELLABLE, "seen_on": "detail"}
    return Order(**{**known, **facts})  # type: ignore[arg-type]  # facts are named by each test


@dataclass
class FakeClock:
    """Time that passes only when wound or waited for."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time

    def pause(self, seconds: float) -> None:
        self.wind(seconds=seconds)

    def wind(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass
class FakeDialog:
    """Offers reasons; what `send` does to the shop is up to the shop's `on_send`."""

    shop: "FakeShop"
    order_id: str

    def offered(self) -> tuple[str, ...]:
        return tuple(self.shop.offers)

    def choose(self, reason: Reason) -> str:
        if reason not in self.shop.offers:
            raise Refused(f"It offers: {'; '.join(self.shop.offers)}.")
        return f"words for {reason}"

    def write(self, note: str) -> None:
        self.shop.say(f"write {note}")

    def fill(self, content: str) -> bool:
        self.shop.say(f"fill {content}")
        return self.shop.takes(content)

    def send(self) -> ShopAnswer:
        self.shop.say("send")
        self.shop.sent.append(self.order_id)
        return self.shop.on_send()


@dataclass
class FakeDisputes:
    """Disputes by the id of their order; whatever is sent goes through the shop's `on_send`."""

    shop: "FakeShop"
    truth: dict[str, Dispute] = field(default_factory=dict)
    offers: list[str] = field(default_factory=lambda: list(DisputeReason))

    def read(self, order_id: str) -> Dispute | None:
        self.shop.read("dispute")
        return self.truth.get(order_id)

    @contextmanager
    def form(self, order: Order, *, received: bool) -> Iterator["FakeDisputeForm"]:
        self.shop.say(f"open dispute form, parcel {'came' if received else 'missing'}")
        yield FakeDisputeForm(self.shop, order.id)

    @contextmanager
    def argument(self, order: Order) -> Iterator["FakeDisputeForm"]:
        self.shop.say("open argument form")
        yield FakeDisputeForm(self.shop, order.id)

    @contextmanager
    def answer(self, order: Order, act: Act, offer: Money | None) -> Iterator["FakeDisputeForm"]:
        self.shop.say(f"open {act} on {offer}")
        yield FakeDisputeForm(self.shop, order.id)


@dataclass
class FakeDisputeForm:
    """Whatever is filled in is written down as an event."""

    shop: "FakeShop"
    order_id: str

    def choose(self, reason: DisputeReason) -> str:
        if reason not in self.shop.disputes.offers:
            raise Refused(f"It offers: {'; '.join(self.shop.disputes.offers)}.")
        return f"words for {reason}"

    def ask_for(self, amount: Decimal) -> None:
        self.shop.say(f"ask for {amount}")

    def write(self, text: str) -> None:
        self.shop.say(f"write {text}")

    def attach(self, files: Sequence[Path]) -> None:
        self.shop.say(f"attach {', '.join(file.name for file in files)}")

    def check(self) -> None:
        self.shop.say("check")

    def send(self) -> ShopAnswer:
        self.shop.say("send")
        self.shop.sent.append(self.order_id)
        return self.shop.on_send()


@dataclass
class FakeShop:
    """A shop whose pages are values.

    `truth` is what its server holds; `listed` replaces what My Orders shows of an order, and
    `trouble` what reading a page or the list raises.
    """

    events: list[str] = field(default_factory=list)
    truth: dict[str, Order] = field(default_factory=dict)
    listed: dict[str, Order] = field(default_factory=dict)
    refunds: dict[str, Refund] = field(default_factory=dict)
    trouble: dict[str, FlowError] = field(default_factory=dict)
    offers: list[str] = field(default_factory=lambda: list(Reason))
    on_send: Callable[[], ShopAnswer] = lambda: ShopAnswer("Done")
    sent: list[str] = field(default_factory=list)
    takes: Callable[[str], bool] = lambda _: True
    threads: dict[str, Thread] = field(default_factory=dict)
    ways: dict[str, tuple[Parcel, ...]] = field(default_factory=dict)
    in_cart: Cart = field(default_factory=Cart)

    def __post_init__(self) -> None:
        self.disputes = FakeDisputes(self)

    def say(self, event: str) -> None:
        self.events.append(event)

    def put(self, order: Order) -> Order:
        self.truth[order.id] = order
        return order

    def change(self, status: Status, order_id: str = ID, **facts: object) -> None:
        self.put(replace(self.truth[order_id], status=status, **facts))  # type: ignore[arg-type]  # the same

    def is_signed_in(self) -> bool | None:
        return True

    def sign_in(self) -> None:
        self.say("sign_in")

    def sign_in_by_hand(self) -> None:
        self.say("sign_in_by_hand")

    def my_orders(self, go_on: GoOn = to_the_end) -> OrderList:
        del go_on
        self.read("my_orders")
        return OrderList(tuple(map(self._card, self.truth)))

    def find(self, order_id: str) -> Order | None:
        self.read("find")
        return self._card(order_id) if order_id in self.truth else None

    def order(self, order_id: str) -> Order:
        self.read(f"order {order_id}" if order_id != ID else "order")
        if order_id not in self.truth:
            raise UnknownOrder(f"This account has no order {order_id}.")
        return self.truth[order_id]

    def refund(self, order_id: str) -> Refund:
        self.read("refund")
        return self.refunds.get(order_id, Refund(RefundStage.NONE))

    def deleted_orders(self) -> OrderList:
        self.read("deleted_orders")
        return OrderList(
            tuple(self._card(i) for i, order in self.truth.items() if order.is_deleted)
        )

    def thread(self, order_id: str) -> Thread:
        self.read("thread")
        return self.threads.get(order_id, Thread())

    def parcels(self, order_id: str) -> tuple[Parcel, ...]:
        self.read("parcels")
        if order_id not in self.ways:
            raise Refused(f"The shop has no parcel to show for order {order_id}.")
        return self.ways[order_id]

    def cart(self) -> Cart:
        self.read("cart")
        return self.in_cart

    def help_page(self, topic: str) -> str:
        return f"https://shop.example/help/{topic}"

    @contextmanager
    def act_dialog(self, order: Order, act: Act) -> Iterator[FakeDialog]:
        self.say(f"open {act} dialog")
        yield FakeDialog(self, order.id)
        self.say("close dialog")

    @contextmanager
    def cancel_dialog(self, order: Order) -> Iterator[FakeDialog]:
        self.say("open dialog")
        yield FakeDialog(self, order.id)
        self.say("close dialog")

    def read(self, what: str) -> None:
        self.say(what)
        if what in self.trouble:
            raise self.trouble[what]

    def _card(self, order_id: str) -> Order:
        """What the list shows: no controls."""
        order = self.listed.get(order_id, self.truth[order_id])
        return replace(order, controls=None, seen_on="list")


@dataclass
class FakeAttempts:
    """The record of attempts, kept in memory."""

    events: list[str]
    kept: list[Attempt] = field(default_factory=list)

    def latest(self, order_id: str, act: Act, what: str | None = "") -> Attempt | None:
        wanted = (order_id, act)
        newest_first = (a for a in reversed(self.kept) if (a.order_id, a.act) == wanted)
        return next((a for a in newest_first if what in {None, a.what}), None)

    def intend(
        self, order: Order, act: Act, at: datetime, *, reason: Reason | None = None, what: str = ""
    ) -> Attempt:
        self.events.append("intend")
        number = len(self.kept) + 1
        new = Attempt(number, order.id, act, AttemptState.INTENDED, at, reason, what)
        self.kept.append(new)
        return new

    def sent(self, attempt: Attempt, answer: str | None, at: datetime) -> Attempt:
        del at
        self.events.append("sent")
        return self._keep(replace(attempt, state=AttemptState.SENT, answer=answer))

    def settle(
        self, attempt: Attempt, state: AttemptState, order: Order | None, at: datetime
    ) -> None:
        del order, at
        self.events.append(f"settle {state}")
        self._keep(replace(attempt, state=state))

    def _keep(self, attempt: Attempt) -> Attempt:
        self.kept[attempt.id - 1] = attempt
        return attempt


@dataclass
class FakePerson:
    """Says yes or no, and remembers what was shown."""

    yes: bool = True
    asked: list[Proposal] = field(default_factory=list)

    def agrees(self, proposal: Proposal) -> bool:
        self.asked.append(proposal)
        return self.yes


@dataclass
class Silent:
    """Evidence and progress for tests that look at neither."""

    kept: list[str] = field(default_factory=list)

    def keep(self, moment: str) -> None:
        self.kept.append(moment)

    def step(self, text: str) -> None:
        del text


@dataclass
class Machine:
    """Everything that a journey is handed; the shop and the attempts share one sequence."""

    shop: FakeShop = field(default_factory=FakeShop)
    clock: FakeClock = field(default_factory=FakeClock)
    person: FakePerson = field(default_factory=FakePerson)
    seen: Silent = field(default_factory=Silent)

    def __post_init__(self) -> None:
        self.attempts = FakeAttempts(self.shop.events)
        self.ports = Ports(self.attempts, self.person, self.clock, self.seen, self.seen)


def state_of_attempt(machine: Machine) -> AttemptState:
    latest = machine.attempts.latest(ID, Act.CANCEL)
    assert latest is not None
    return latest.state
