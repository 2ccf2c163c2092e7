"""A run that dies on the way from a fact to its notice loses none and tells none twice unsaid."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from automator import notice_jobs
from automator.ledger import notices
from automator.ledger.account import AccountLedger
from automator.ledger.facts import Fact
from automator.ledger.notices import NewFact
from automator.notify import delivery
from automator.notify.channels import Message, send
from automator.notify.delivery import Notifier
from automator.notify_settings import ChannelSettings
from automator.settings import Settings
from automator.wiring import Run, result_of
from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Status
from flows.domain.outcomes import Outcome
from flows.domain.refunds import Refund, RefundStage
from flows.ports import AttemptState
from flows.seller_answer import Answer, AnswerKind
from tests.automator.notify.receivers import Webhook
from tests.flows.fakes import FakeClock, order_in

ANN, BEN, CAT = "8190000000010001", "8190000000020001", "8190000000030001"
DECLINED = Answer(AnswerKind.DECLINED, None, "The seller declined.", Outcome.DECLINED)
Tell = Callable[[], None]


class Killed(BaseException):
    """The process is gone: nothing that runs afterwards may catch it."""


class Silent:
    def step(self, text: str) -> None:
        """Tell nobody."""


@pytest.fixture
def tell(tmp_path: Path, ledger: AccountLedger, clock: FakeClock, hook: Webhook) -> Tell:
    """What a run does at its end, with the facts that are in the ledger by then."""
    channel = ChannelSettings(name="hook", url=hook.url)
    settings = Settings(home=tmp_path / "home", shop_url="https://shop.example")
    settings = settings.model_copy(update={"channels": (channel,)})
    nothing = result_of(settings, "watch", "", at=clock.time)

    def at_its_end() -> None:
        notice_jobs.tell(Run(settings, Silent()), ledger, nothing, clock.now)

    return at_its_end


def see(ledger: AccountLedger, order_id: str, at: datetime, stage: RefundStage) -> None:
    """All that one look at an order brings, in its one transaction."""
    order = order_in(Status.CANCELLED, order_id)
    with ledger.news(at) as news:
        news.order(order)
        news.refund(order_id, Refund(stage))


def subjects_about(hook: Webhook, order_id: str) -> list[str]:
    return [subject.split(": order")[0] for subject in hook.subjects if order_id in subject]


def some_are_told_and_some_are_not(ledger: AccountLedger, clock: FakeClock, tell: Tell) -> None:
    """Ann's and Ben's refunds were told; then Ben's moved on and Cat's seller said no."""
    see(ledger, ANN, clock.time, RefundStage.EXPECTED)
    see(ledger, BEN, clock.time, RefundStage.EXPECTED)
    tell()
    clock.wind(minutes=15)
    see(ledger, BEN, clock.time, RefundStage.PROCESSING)
    with ledger.news(clock.time) as news:
        news.order(order_in(Status.AWAITING_SHIPMENT, CAT))
        news.answer(order_in(Status.AWAITING_SHIPMENT, CAT), DECLINED)


EACH_ONCE = {
    ANN: ["The refund is expected"],
    BEN: ["The refund is expected", "The refund is processing"],
    CAT: ["The seller declined"],
}


def each_is_told_once(hook: Webhook) -> None:
    assert {order: subjects_about(hook, order) for order in EACH_ONCE} == EACH_ONCE
    assert not any("may have been sent" in posted["message"] for posted in hook.got)


def test_a_run_killed_before_its_notices_leaves_them_to_the_next_which_tells_each_once(
    ledger: AccountLedger, clock: FakeClock, tell: Tell, hook: Webhook
) -> None:
    some_are_told_and_some_are_not(ledger, clock, tell)
    assert len(hook.got) == 2  # and here it was killed
    tell()
    tell()
    each_is_told_once(hook)


@pytest.mark.parametrize(
    ("where", "what"), [(Notifier, "take"), (Notifier, "send_due"), (notice_jobs, "_advice")]
)
def test_a_run_killed_while_it_makes_notices_leaves_them_to_the_next_which_tells_each_once(
    ledger: AccountLedger,
    clock: FakeClock,
    tell: Tell,
    hook: Webhook,
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    what: str,
) -> None:
    some_are_told_and_some_are_not(ledger, clock, tell)

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(where, what, killed)
        with pytest.raises(Killed):
            tell()
    tell()
    tell()
    each_is_told_once(hook)


def test_a_run_killed_within_the_transaction_that_keeps_the_news_keeps_none_of_them(
    ledger: AccountLedger,
    clock: FakeClock,
    tell: Tell,
    hook: Webhook,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some_are_told_and_some_are_not(ledger, clock, tell)

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("automator.ledger.notices.mark_facts", killed)
        with pytest.raises(Killed):
            tell()
    tell()
    each_is_told_once(hook)


def test_a_run_killed_between_two_messages_tells_the_second_again_and_says_so(
    ledger: AccountLedger,
    clock: FakeClock,
    tell: Tell,
    hook: Webhook,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some_are_told_and_some_are_not(ledger, clock, tell)
    sent: list[str] = []

    def sent_and_killed(to: ChannelSettings, message: Message) -> None:
        send(to, message)
        sent.append(message.key)
        if len(sent) == 2:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "send", sent_and_killed)
        with pytest.raises(Killed):
            tell()
    tell()
    tell()
    assert len(hook.got) == 5
    assert hook.keys[-1] == hook.keys[-2]
    assert ["may have been sent" in posted["message"] for posted in hook.got] == [False] * 4 + [
        True
    ]


# A cancellation that carries out a plan is news; one that somebody asked for is not


def kinds_told(ledger: AccountLedger) -> list[str]:
    with ledger.telling() as (connection, account_id):
        facts = notices.new_facts(connection, account_id)
    return [notice_jobs._plan_carried_out(ledger, new).fact.kind for new in facts]  # noqa: SLF001 - the rule itself


def cancel(ledger: AccountLedger, at: datetime, state: AttemptState | None = None) -> None:
    order = order_in(Status.AWAITING_SHIPMENT, ANN)
    attempt = ledger.attempts.intend(order, Act.CANCEL, at, reason=Reason.NOT_NEEDED)
    attempt = ledger.attempts.sent(attempt, "Done", at)
    if state:
        ledger.attempts.settle(attempt, state, order, at)


def plan(ledger: AccountLedger, at: datetime) -> None:
    with ledger.news(at) as news:
        news.order(order_in(Status.PAYMENT_VERIFYING, ANN))
        news.plan(order_in(Status.PAYMENT_VERIFYING, ANN), Reason.NOT_NEEDED, "")


def test_a_planned_cancellation_that_is_sent_is_news(
    ledger: AccountLedger, clock: FakeClock
) -> None:
    plan(ledger, clock.time)
    cancel(ledger, clock.time)
    assert kinds_told(ledger).count("plan_sent") == 1
    assert "cancellation_sent" not in kinds_told(ledger)


def test_one_that_a_rule_chose_is_news_too(ledger: AccountLedger, clock: FakeClock) -> None:
    with ledger.news(clock.time) as news:
        news.order(order_in(Status.AWAITING_SHIPMENT, ANN))
        news.chosen(ANN, "plan.toml", "unpaid")
    cancel(ledger, clock.time)
    assert "plan_sent" in kinds_told(ledger)


def test_one_that_somebody_asked_for_is_none(ledger: AccountLedger, clock: FakeClock) -> None:
    cancel(ledger, clock.time)
    assert "plan_sent" not in kinds_told(ledger)


def test_one_that_somebody_asked_for_after_the_plan_was_over_is_none(
    ledger: AccountLedger, clock: FakeClock
) -> None:
    plan(ledger, clock.time)
    planned = ledger.plan(ANN)
    assert planned is not None
    with ledger.news(clock.time) as news:
        news.end_plan(planned, "taken back")
    cancel(ledger, clock.time)
    assert "plan_sent" not in kinds_told(ledger)


def test_a_plan_is_carried_out_once_and_what_is_sent_again_by_hand_is_none(
    ledger: AccountLedger, clock: FakeClock
) -> None:
    plan(ledger, clock.time)
    cancel(ledger, clock.time, AttemptState.REFUSED)
    clock.wind(minutes=5)
    cancel(ledger, clock.time)
    assert kinds_told(ledger).count("plan_sent") == 1
    assert kinds_told(ledger).count("cancellation_sent") == 1


def test_other_facts_stay_what_they_are(ledger: AccountLedger, clock: FakeClock) -> None:
    new = NewFact(1, ANN, Fact(clock.time, "refund", None, {"stage": "expected"}))
    assert notice_jobs._plan_carried_out(ledger, new) is new  # noqa: SLF001 - the rule itself
