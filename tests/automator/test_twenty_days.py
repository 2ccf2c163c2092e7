"""Twenty days of many orders, with sellers and refunds of every kind: nothing twice, nothing lost.

One browser in this process; the shop's clock is wound between the sweeps.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from automator.ledger import notices
from automator.ledger.account import AccountLedger
from automator.notice_jobs import begin_run, end_run
from automator.notify_settings import ChannelSettings
from automator.settings import Settings
from automator.visits import visit
from automator.watch_jobs import told_of_sweep
from automator.wiring import Run, Visit
from flows.domain.refunds import RefundStage
from flows.seller_answer import AnswerKind
from mock_site.practice_shop import PracticeShop
from tests.automator.notify.receivers import Webhook, webhook
from tests.flows.fakes import Silent

DAYS = 20
FAR_AHEAD = datetime(2100, 1, 1, tzinfo=UTC)
AN_HOUR = 3600
SELLERS: list[dict[str, Any]] = [
    {"answer": "accept", "after_s": 2 * AN_HOUR},
    {"answer": "accept", "after_s": 30 * AN_HOUR},
    {"answer": "ignore"},
    {"answer": "decline", "after_s": 20 * AN_HOUR},
    {"answer": "ship", "after_s": 5 * AN_HOUR},
    {"answer": "decline", "after_s": 3 * AN_HOUR, "ships_after_s": 90 * AN_HOUR},
]
METHODS = ["card", "webmoney", "qiwi", "yandex", "mobile", "cash", "balance"]
ANSWERS = {
    "accept": {AnswerKind.ACCEPTED},
    "ignore": {AnswerKind.ACCEPTED, AnswerKind.TIMED_OUT, AnswerKind.CLOSED_BY_SHOP},
    "decline": {AnswerKind.DECLINED},
    "ship": {AnswerKind.SHIPPED},
}
STAGES = {
    "EXPECTED": RefundStage.EXPECTED,
    "PROCESSING": RefundStage.PROCESSING,
    "REFUNDED": RefundStage.REFUNDED,
    "ON_BALANCE": RefundStage.REFUNDED,
}


def requests(count: int) -> list[dict[str, Any]]:
    """Requests to cancel that wait for their sellers; the bank keeps each ninth refund for long."""
    kinds = islice(cycle(product(SELLERS, METHODS)), 0, count * 5, 5)
    return [
        {
            "account": "buyer@example.com",
            "status": "IN_CANCEL",
            "seller": seller,
            "paid_with": method,
            "refund_late_days": 30 if number % 9 == 0 else 0,
        }
        for number, (seller, method) in enumerate(kinds)
    ]


@dataclass
class Story:
    """What the sweeps brought."""

    page_loads: list[int] = field(default_factory=list)
    ledger: AccountLedger | None = None
    told: list[str] = field(default_factory=list)


@pytest.fixture
def hook() -> Iterator[Webhook]:
    with webhook() as receiver:
        yield receiver


@pytest.mark.browser
@pytest.mark.complete
@pytest.mark.parametrize(
    ("orders", "sweeps"),
    [
        pytest.param(20, 10, marks=pytest.mark.timeout(300)),
        pytest.param(200, 60, marks=pytest.mark.timeout(3600)),
    ],
)
def test_every_fact_and_every_notice_is_there_once_and_every_refund_is_followed_to_its_end(
    shop: PracticeShop, hook: Webhook, tmp_path: Path, orders: int, sweeps: int
) -> None:
    shop.reset(
        {
            "now": "2026-03-02T09:00:00Z",
            "accounts": [{"username": "buyer@example.com", "password": "correct-horse-9"}],
            "orders": requests(orders),
        }
    )
    run = Run(settings(shop, hook, tmp_path), Silent())
    with ThreadPoolExecutor(1) as apart:  # from the browser of other tests of this process
        story = apart.submit(twenty_days, run, shop, sweeps).result()
    loads = story.page_loads
    sys.stdout.write(
        f"\n{orders} orders, {DAYS} days, {len(loads)} sweeps: {sum(loads)} page loads, at most"
        f" {max(loads)} in one sweep; {len(hook.got)} messages\n"
    )
    truth = shop.orders()
    for order_id, kind in zip(truth, requests(orders), strict=True):
        is_as_in_the_shop(story.ledger, order_id, truth[order_id], kind["seller"])
    assert max(loads) <= run.settings.max_page_loads_per_sweep
    assert sum(loads) <= len(loads) + 12 * orders, (
        "the list once a sweep, and what changed or is due"
    )
    is_told_once(story.ledger, hook)
    assert shop.submits() == []


def settings(shop: PracticeShop, hook: Webhook, home: Path) -> Settings:
    chosen = Settings(
        home=home / "home",
        shop_url=shop.url,
        clock_url=shop.url,
        username=shop.username,
        password=SecretStr(shop.password),
    )
    return chosen.model_copy(update={"channels": (ChannelSettings(name="hook", url=hook.url),)})


def twenty_days(run: Run, shop: PracticeShop, sweeps: int) -> Story:
    story = Story()
    with visit(run, "watch") as at:
        story.ledger = at.ledger
        wanted = list(shop.orders())
        while wanted:  # to begin with, each is asked for by its id
            wanted = sweep(run, at, story, wanted)
        for _ in range(sweeps):
            shop.wind(seconds=timedelta(days=DAYS).total_seconds() / sweeps)
            while sweep(run, at, story):
                shop.wind(minutes=5)
    return story


def sweep(run: Run, at: Visit, story: Story, order_ids: list[str] | None = None) -> list[str]:
    """One run of `watch --once`, but for its browser; the orders that were left for the next."""
    began, before = at.clock.now(), at.page_loads.count
    run_id = begin_run(at.ledger, "watch", began)
    swept = at.watch.sweep(order_ids or ())
    end_run(run, told_of_sweep(at, swept), "watch", began, run_id)
    story.page_loads.append(at.page_loads.count - before)
    return list(swept.left)


def is_as_in_the_shop(
    ledger: AccountLedger | None, order_id: str, truth: Mapping[str, Any], seller: Mapping[str, Any]
) -> None:
    assert ledger is not None
    facts = ledger.history(order_id)
    twice = Counter((fact.kind, *sorted(map(str, fact.details.items()))) for fact in facts)
    assert max(twice.values()) == 1, twice.most_common(1)
    answers = [AnswerKind(f.details["answer"] or "") for f in facts if f.kind == "seller_answer"]
    assert answers[:1], f"{order_id}: no answer of a seller who would {seller['answer']}"
    assert answers[0] in ANSWERS[seller["answer"]]
    refund, stage = ledger.refund(order_id), truth["refund"]["stage"]
    if stage == "NONE":
        assert refund is None or refund.stage is RefundStage.NONE
    else:
        assert refund is not None, f"{order_id}: {stage}"
        assert refund.stage is STAGES[stage]
        stages = [RefundStage(f.details["stage"] or "") for f in facts if f.kind == "refund"]
        assert stages == sorted(set(stages), key=[*RefundStage].index)


def is_told_once(ledger: AccountLedger | None, hook: Webhook) -> None:
    assert ledger is not None
    with ledger.telling() as (connection, account_id):
        left = notices.due_deliveries(connection, account_id, "hook", FAR_AHEAD)
    assert left == []
    single = [one for one in hook.subjects if " news of your orders " not in one]
    assert len(single) == len(set(single))
