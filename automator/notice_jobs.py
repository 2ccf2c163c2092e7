"""What every run that nobody watches does around its work: notes itself, and tells what is new."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from automator.account_lock import Busy, notices_lock
from automator.browser.kept import kept_until
from automator.browser.session_file import SessionClosed
from automator.clock import make_clock
from automator.home import owner_only
from automator.ledger import notices, runs
from automator.ledger.account import AccountLedger
from automator.ledger.notices import NewFact
from automator.notify import incidents
from automator.notify.channels import ChannelRefused, Message, problem_with, send
from automator.notify.delivery import Notifier
from automator.result import Result
from automator.settings import Settings, SettingsError
from automator.watch.back_off import BackOff
from automator.wiring import Run, account_ledger, kept_session, prepared_home, result_of
from flows.domain.advice import Advice
from flows.domain.outcomes import Outcome

_RUNS_LOOKED_AT = 10
_NO_NEWS = {Outcome.USAGE, Outcome.BUSY, Outcome.INTERRUPTED}
_NO_END = {None, Outcome.INTERRUPTED}
_PLANNED = {"cancellation_planned", "chosen_by_plan"}
_PLAN_OR_SENT = _PLANNED | {"plan_ended", "cancellation_sent"}
_LOOKS_AT_NOTHING_DUE = "run"  # a plan reads all orders, and follows none


def check_channels(settings: Settings) -> None:
    """Raise SettingsError for an address that no channel has."""
    wrong = list(filter(None, map(problem_with, settings.channels)))
    if wrong:
        raise SettingsError("\n".join(f"[[notify]]: {why}" for why in wrong))


def begin_run(ledger: AccountLedger, command: str, began: datetime) -> int:
    """Note that a run began, and how many orders were due then; returns what it is noted as."""
    due = None if command == _LOOKS_AT_NOTHING_DUE else _due(ledger, began)
    with ledger.telling() as (connection, account_id):
        return runs.begin_run(connection, account_id, command, began, due)


def end_run(run: Run, result: Result, command: str, began: datetime, run_id: int | None) -> None:
    """Note how a run ended, and tell the channels; `run_id` is None where it never began to look.

    The facts are in the ledger by then: a crash meanwhile loses no notice, the next run makes it.
    """
    clock = make_clock(run.settings.clock_url)
    with owner_only():
        ledger = account_ledger(run.settings)
    read = sum(entry.order is not None for entry in result.orders)
    listed = result.more.get("sweep", {}).get("listed")
    with ledger.telling() as (connection, account_id):
        noted = run_id or runs.begin_run(connection, account_id, command, began, None)
        runs.end_run(connection, noted, clock.now(), result.outcome, result.message, read, listed)
    if result.own_outcome not in _NO_NEWS:
        tell(run, ledger, result, clock.now)


def tell(run: Run, ledger: AccountLedger, result: Result, now: Callable[[], datetime]) -> None:
    """Make notices of what is new and send what is due; never fails because of a channel."""
    notifier = Notifier(ledger, run.settings.channels, now, run.progress.step)
    try:
        with notices_lock(prepared_home(run.settings).sessions, run.settings.account):
            _take_news(notifier, result, _session_end(run.settings), now())
            notifier.send_due()
    except Busy as busy:
        run.progress.step(str(busy))


def _session_end(settings: Settings) -> datetime | None:
    """When a person has to sign in anew; None: nobody has to, or it is not known when."""
    if settings.password is not None:
        return None
    try:
        kept = kept_session(settings, settings.account).read()
    except SessionClosed:  # a run that needs it tells that
        return None
    return kept_until(kept) if kept else None


def _take_news(
    notifier: Notifier, result: Result, session_ends: datetime | None, now: datetime
) -> None:
    ledger = notifier.ledger
    with ledger.telling() as (connection, account_id):
        facts = notices.new_facts(connection, account_id)
        latest = runs.last_runs(connection, account_id, _RUNS_LOOKED_AT)
        still = [one.incident for one in notices.open_notices(connection, account_id)]
    told = [_plan_carried_out(ledger, new) for new in facts]
    news = [
        *incidents.from_facts(told, _advice(ledger, told, now)),
        *incidents.without_known_walls(incidents.from_result(result), still),
        *incidents.from_claims(ledger.claims(now)),
        *incidents.from_runs(latest),
        *incidents.from_list(latest),
        *incidents.from_session(session_ends, now),
    ]
    notifier.take(news, facts[-1].id if facts else None)


def _advice(ledger: AccountLedger, facts: Sequence[NewFact], now: datetime) -> dict[str, Advice]:
    """On each of these orders, as last seen."""
    seen = map(ledger.seen, {new.order_id for new in facts})
    return ledger.advice(list(filter(None, seen)), now)


def _plan_carried_out(ledger: AccountLedger, new: NewFact) -> NewFact:
    """A sending that carries out a plan is news; one that somebody asked for just now is not."""
    if new.fact.kind != "cancellation_sent":
        return new
    history = ledger.history(new.order_id)
    before = history[: history.index(new.fact)] if new.fact in history else []
    kinds = [fact.kind for fact in before if fact.kind in _PLAN_OR_SENT]
    planned = bool(kinds) and kinds[-1] in _PLANNED
    return replace(new, fact=replace(new.fact, kind="plan_sent")) if planned else new


def _due(ledger: AccountLedger, now: datetime) -> int:
    entries = ledger.followed()
    return sum(entry.next_look_at is not None and entry.next_look_at <= now for entry in entries)


def send_samples(settings: Settings) -> Result:
    """Send a sample to every channel, and tell of each what became of it."""
    if not settings.channels:
        raise SettingsError(
            "No channel is configured. Add a [[notify]] table with a url to config.toml."
        )
    now = make_clock(settings.clock_url).now()
    sample = Message(
        key=f"test.{now:%Y%m%d%H%M%S}",
        subject="A sample from unbuy",
        text=f"If you read this, notices for the account {settings.account} arrive here.\n",
    )
    told = []
    for channel in settings.channels:
        trouble = None
        try:
            send(channel, sample)
        except ChannelRefused as refusal:
            trouble = str(refusal)
        told.append(
            {
                "name": channel.name,
                "address": channel.masked,
                "levels": sorted(channel.levels),
                "taken": trouble is None,
                "trouble": trouble,
            }
        )
    failed = [channel["name"] for channel in told if not channel["taken"]]
    message = (
        f"Not taken by: {', '.join(map(str, failed))}." if failed else "Every channel took it."
    )
    return result_of(
        settings,
        "notify test",
        message,
        at=now,
        outcome=Outcome.UNREACHABLE if failed else Outcome.DONE,
        more={"channels": told},
    )


def note_slow_shop(run: Run, why: str) -> None:
    """A run that took too long is a failure of the shop: it is given time."""
    clock = make_clock(run.settings.clock_url)
    BackOff(account_ledger(run.settings), clock).failed(why)


def note_broken_run(run: Run, result: Result, began: datetime) -> None:
    """Say in the ledger how a run ended that was stopped or killed since then, and tell it."""
    ledger = account_ledger(run.settings)
    clock = make_clock(run.settings.clock_url)
    with ledger.telling() as (connection, account_id):
        newest = runs.last_runs(connection, account_id, 1)
        own = [one.id for one in newest if one.began_at >= began and one.outcome in _NO_END]
        run_id = own[0] if own else runs.begin_run(connection, account_id, "watch", began, None)
        runs.end_run(connection, run_id, clock.now(), result.outcome, result.message, read=0)
    tell(run, ledger, result, clock.now)


def note_next_run(settings: Settings, at: datetime) -> None:
    """Keep with the newest run when the next one is due."""
    with account_ledger(settings).telling() as (connection, account_id):
        for entry in runs.last_runs(connection, account_id, 1):
            runs.plan_next_run(connection, entry.id, at)
