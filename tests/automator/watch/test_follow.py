from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace

import pytest

from automator.ledger.account import AccountLedger
from automator.result import OrderResult
from automator.watch.follow import follow_until_done, wait_for_answers
from automator.watch.sweep import Watch
from automator.watch.swept import Swept
from flows.domain.acts import Act
from flows.domain.orders import EndReason, Order, Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Refund, RefundStage
from flows.errors import BrowserGone, Unreachable
from flows.ports import AttemptState
from tests.automator.watch.conftest import WoundClock
from tests.flows.fakes import ID, FakeShop, order_in
from tests.flows.moments import NOW


class LivelyShop(FakeShop):
    """A shop in which time brings changes: it comes back, the seller agrees, the money moves."""

    clock: WoundClock
    away_for = timedelta(0)
    agrees_after = timedelta(hours=5)

    def order(self, order_id: str) -> Order:
        passed = self.clock.now() - NOW
        if passed < self.away_for:
            self.say("away")
            raise Unreachable("Away.")
        if passed > self.agrees_after:
            self.change(Status.CANCELLED, end_reason=EndReason.CANCELLED_WITH_SELLER)
            stages = [RefundStage.EXPECTED, RefundStage.PROCESSING, RefundStage.REFUNDED]
            self.refunds[ID] = Refund(stages[min(passed.days // 2, 2)])
        return super().order(order_id)


@pytest.fixture
def shop(clock: WoundClock) -> LivelyShop:
    lively = LivelyShop()
    lively.clock = clock
    return lively


def ignored(_line: str) -> None:
    """Nobody watches."""


@dataclass
class Heard:
    """Whoever is told while it goes on."""

    results: list[OrderResult] = field(default_factory=list)
    sweeps: list[Swept] = field(default_factory=list)
    went_on: int = 0

    def news(self, result: OrderResult) -> None:
        self.results.append(result)

    def pauses(self, swept: Swept) -> None:
        self.sweeps.append(swept)

    def goes_on(self) -> None:
        self.went_on += 1


def request(shop: FakeShop, ledger: AccountLedger) -> None:
    attempt = ledger.attempts.intend(order_in(Status.AWAITING_SHIPMENT), Act.CANCEL, NOW)
    seen = shop.put(order_in(Status.CANCEL_REQUESTED))
    ledger.attempts.settle(attempt, AttemptState.ACCEPTED, seen, NOW)


def test_the_watch_goes_on_until_the_page_says_refunded_and_tells_each_news_once(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    request(shop, ledger)
    heard = Heard()
    (last,) = follow_until_done(watch, clock, heard).orders
    assert last.refund is not None
    assert (last.outcome, last.refund.stage) == (Outcome.DONE, RefundStage.REFUNDED)
    stages = [result.refund.stage for result in heard.results if result.refund]
    assert list(dict.fromkeys(stages)) == [
        RefundStage.EXPECTED,
        RefundStage.PROCESSING,
        RefundStage.REFUNDED,
    ]
    assert ledger.followed() == []
    assert len(heard.sweeps) == heard.went_on > 3


def test_following_looks_less_and_less_often(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    request(shop, ledger)
    follow_until_done(watch, clock, Heard())
    assert clock.now() - NOW < timedelta(days=6)
    assert clock.waits < 80


def test_with_nothing_to_follow_the_watch_ends_at_once(watch: Watch, clock: WoundClock) -> None:
    assert follow_until_done(watch, clock, Heard()).orders == []
    assert clock.waits == 0


def test_where_a_person_is_needed_the_watch_does_not_wait_for_ever(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    order = shop.put(order_in(Status.AWAITING_SHIPMENT))
    ledger.attempts.sent(ledger.attempts.intend(order, Act.CANCEL, NOW), None, NOW)
    (last,) = follow_until_done(watch, clock, Heard()).orders
    assert last.outcome is Outcome.NEEDS_PERSON
    assert clock.now() - NOW < timedelta(minutes=5)


def test_an_order_that_cannot_be_read_for_hours_is_not_asked_for_without_pause(
    watch: Watch, shop: LivelyShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    request(shop, ledger)
    shop.away_for = timedelta(hours=4)
    (last,) = follow_until_done(watch, clock, Heard()).orders
    assert last.outcome is Outcome.DONE
    assert 1 < shop.events.count("away") < 60


@pytest.fixture
def stopwatch(monkeypatch: pytest.MonkeyPatch, clock: WoundClock) -> None:
    """Let real time pass as fast as the clock is wound."""
    real_time = SimpleNamespace(monotonic=lambda: (clock.now() - NOW) / timedelta(seconds=1))
    monkeypatch.setattr("automator.watch.follow.time", real_time)


@pytest.mark.usefixtures("stopwatch")
def test_waiting_for_an_answer_ends_with_the_answer(
    watch: Watch, shop: LivelyShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    request(shop, ledger)
    shop.agrees_after = timedelta(minutes=5)
    told = list[str]()
    (last,) = wait_for_answers(watch, clock, [ID], 3600, told.append)
    assert (last.outcome, last.order and last.order.status) == (Outcome.DONE, Status.CANCELLED)
    assert timedelta(minutes=5) < clock.now() - NOW < timedelta(minutes=6)
    assert told[0] == "Waiting for 1 answer(s), at most 1:00:00"
    assert 2 < len(told) < 6, "often at first, then less"


@pytest.mark.usefixtures("stopwatch")
def test_waiting_for_an_answer_ends_when_the_time_is_over(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    request(shop, ledger)
    (last,) = wait_for_answers(watch, clock, [ID], 90, ignored)
    assert last.outcome is Outcome.PENDING
    assert clock.now() - NOW == timedelta(seconds=90)


@pytest.mark.usefixtures("stopwatch")
def test_an_answered_order_is_not_waited_for(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    request(shop, ledger)
    shop.change(Status.SHIPPED)
    watch.sweep()
    assert wait_for_answers(watch, clock, [ID], 90, ignored) == []
    assert clock.now() == NOW


def test_a_watch_without_its_browser_ends_and_forgets_no_order(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    request(shop, ledger)
    shop.trouble["order"] = BrowserGone("Gone.")
    with pytest.raises(BrowserGone):
        follow_until_done(watch, clock, Heard(), [ID])
    [entry] = ledger.followed()
    assert entry.is_awaited
    assert entry.next_look_at


@pytest.mark.usefixtures("stopwatch")
def test_waiting_for_an_answer_ends_with_the_browser_and_what_was_done_stays_told(
    watch: Watch, shop: FakeShop, ledger: AccountLedger, clock: WoundClock
) -> None:
    request(shop, ledger)
    shop.trouble["order"] = BrowserGone("Gone.")
    told: list[str] = []
    assert wait_for_answers(watch, clock, [ID], 60, told.append) == []
    assert told[-1] == "Gone."
