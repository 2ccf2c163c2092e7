"""The one place that puts the parts together."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from traceback import format_exc
from typing import TYPE_CHECKING, Any

from automator.account_lock import account_lock
from automator.browser.display import has_display
from automator.browser.kept import Whose, is_damaged, raise_if_anothers
from automator.clock import SystemClock, make_clock
from automator.evidence_care import within_limits
from automator.home import Home, owner_only
from automator.overrides import read_overrides
from automator.result import OrderResult, Result
from automator.settings import Settings, SettingsError
from flows.domain.outcomes import Outcome
from flows.errors import FlowError
from flows.ports import Attempts, Person, Ports, Progress
from flows.storefront import Credentials

if TYPE_CHECKING:
    from playwright.sync_api import Page, StorageStateCookie

    from automator.browser.evidence import RunEvidence
    from automator.browser.find import Browser
    from automator.browser.held_open import Hold
    from automator.browser.page_loads import PageLoads
    from automator.hand_over.notice import Told
    from automator.ledger.account import AccountLedger
    from automator.stepping.stepper import Stepper
    from automator.watch.allowance import PageAllowance
    from automator.watch.sweep import Watch
    from flows.sites.aliexpress.shop import AliExpress
    from flows.sites.aliexpress.tables import Tables


# Outcomes for which what stood on the page is kept.
_LOOKED_AT = {Outcome.SHOP_CHANGED, Outcome.NEEDS_PERSON}


@dataclass(frozen=True, slots=True)
class Run:
    """What a command is run with; `trace` is on, off or on-failure.

    `by_hand`: a person asked for it, to do something in its page by themselves. `imported`: the
    session is not the kept one, but these cookies. `step`: a person says at the terminal how to go
    on before each action; `pause_on_error`: they look at what went wrong.

    `opened` is given the account's ledger once the browser shows a page, before anything is done,
    and each time that a run which pauses goes on; `paused` what it has to say until then.
    """

    settings: Settings
    progress: Progress
    verbosity: int = 0
    trace: str = "off"
    by_hand: bool = False
    imported: "Sequence[StorageStateCookie] | None" = None
    step: bool = False
    pause_on_error: bool = False
    opened: "Callable[[AccountLedger], None] | None" = None
    paused: Callable[[Result], None] | None = None


@dataclass(frozen=True)
class Visit:
    """One run at the shop: everything that its journeys need."""

    settings: Settings
    clock: SystemClock
    shop: "AliExpress"
    evidence: "RunEvidence"
    progress: Progress
    keep_session: Callable[[], None]
    page: "Page"
    tables: "Tables"
    stepper: "Stepper | None"
    hold: "Hold"
    page_loads: "PageLoads"

    @cached_property
    def ledger(self) -> "AccountLedger":
        return account_ledger(self.settings)

    @cached_property
    def watch(self) -> "Watch":
        from automator.watch.planned import AgreedWhenPlanned
        from automator.watch.sweep import Watch

        return Watch(self.shop, self.ledger, self.ports(AgreedWhenPlanned()), self.allowance)

    @cached_property
    def allowance(self) -> "PageAllowance":
        from automator.watch.allowance import PageAllowance

        return PageAllowance(
            self.ledger,
            self.clock,
            self.settings.max_page_loads_per_sweep,
            self.settings.max_page_loads_per_hour,
            made=lambda: self.page_loads.count,
        )

    def ports(self, person: Person) -> Ports:
        attempts: Attempts = self.ledger.attempts
        if self.stepper:
            from automator.stepping.attempts import AskedAttempts

            attempts = AskedAttempts(attempts, self.stepper)
        return Ports(attempts, person, self.clock, self.evidence, self.progress)

    def result(
        self,
        command: str,
        message: str,
        orders: Sequence[OrderResult] = (),
        outcome: Outcome = Outcome.DONE,
        more: dict[str, Any] | None = None,
    ) -> Result:
        result = result_of(
            self.settings,
            command,
            f"{message}{self.evidence.loss}",
            at=self.clock.now(),
            orders=list(map(self._with_help, orders)),
            outcome=outcome,
            more=more,
        )
        self.evidence.ended(result.outcome, result.message)
        return result

    def _with_help(self, entry: OrderResult) -> OrderResult:
        topic = entry.advice and entry.advice.help
        return replace(entry, help_url=self.shop.help_page(topic)) if topic else entry

    def failed(self, order_id: str, error: FlowError) -> OrderResult:
        """One order of several stopped; what somebody must look at is kept."""
        evidence = None
        if error.outcome in _LOOKED_AT:
            evidence = self.evidence.bundle(str(error), order_id)
        self.hold(error)
        return OrderResult(
            id=order_id, outcome=error.outcome, message=str(error), evidence=evidence
        )


def result_of(
    settings: Settings,
    command: str,
    message: str,
    *,
    at: datetime | None = None,
    orders: Sequence[OrderResult] = (),
    outcome: Outcome = Outcome.DONE,
    more: Mapping[str, Any] | None = None,
    lines: Sequence[str] | None = None,
) -> Result:
    """What a command has to say for the account in use; at the configured clock's time, if none."""
    return Result(
        command=command,
        account=settings.account,
        shop=settings.shop_url,
        at=at or make_clock(settings.clock_url).now(),
        message=message,
        orders=orders,
        own_outcome=outcome,
        more=dict(more or {}),
        lines=lines,
    )


@contextmanager
def visit(run: Run, command: str) -> Iterator[Visit]:
    """Lock the account and open a browser page on the shop with the kept session.

    While the browser starts, another thread imports what comes next: each takes a good part of a
    second.
    """
    settings = run.settings
    _raise_without_display(settings)
    _raise_without_terminal(run)
    tables = read_overrides(settings)
    home = prepared_home(settings)
    clock = make_clock(settings.clock_url)
    with owner_only(), account_lock(home.sessions, settings.account, settings.buyer):
        from automator.browser.session import SessionSettings, browser_page, keep_session
        from automator.browser.tracing import no_raw_traces, traced

        whose = Whose(settings.shop_url, settings.username)
        raise_if_anothers(state_file(settings, settings.account), whose)
        Thread(target=_import_ahead, daemon=True).start()
        raw = home.path / "cache" / f"raw-traces-{settings.account}"
        session = SessionSettings(
            browser=_browser(settings),
            state_file=state_file(settings, settings.account),
            cache=home.path / "cache",
            headed=settings.headed,
            slow_mo=settings.slow_mo,
            traces=None if run.trace == "off" else raw,
            imported=run.imported,
        )
        with no_raw_traces(raw), browser_page(session) as page:
            from loguru import logger
            from stamina.instrumentation import set_on_retry_hooks

            from automator.browser.evidence import RunEvidence, RunFacts
            from automator.browser.held_open import held_open, let_go
            from automator.browser.shown import ShownOnPage
            from automator.hand_over.means import person_on_call
            from automator.log import LoggedProgress, start_log
            from flows.sites.aliexpress.shop import AliExpress
            from flows.sites.aliexpress.tables import OURS

            set_on_retry_hooks(())  # a second try of a reading is nothing to report
            known = RunFacts(command, settings.account, tables or OURS, settings.secrets)
            folder = home.evidence / f"{clock.now():%Y%m%dT%H%M%S}-{command}"
            evidence = RunEvidence(page, folder, known)
            start_log(run.verbosity, home.logs, settings.secrets, evidence.logged)
            logger.info("browser: {}", session.browser)
            if session.browser.warning:
                logger.warning(session.browser.warning)
            _refuse_unwanted(run, page)
            if is_damaged(session.state_file):
                logger.warning(f"the kept session {session.state_file} is damaged and not used")
            loads = _page_loads(page, settings, clock)
            keep = partial(keep_session, page.context, session.state_file, whose, clock.now)
            progress: Progress = LoggedProgress(run.progress)
            if settings.headed:
                progress = ShownOnPage(progress, page)
            hold = held_open(page) if run.pause_on_error else let_go
            stepper = _stepper(run, page, evidence, progress)
            progress = stepper or progress
            with (
                within_limits(settings, clock, evidence),
                _bundled(evidence, hold),
                traced(page.context, run.trace, raw, evidence),
                person_on_call(
                    settings,
                    page,
                    progress,
                    partial(_told, settings, clock, evidence, progress),
                    is_awaited=run.by_hand,
                ) as on_call,
                stepper.stepping() if stepper else nullcontext(),
            ):
                shop = AliExpress(
                    page,
                    settings.shop_url,
                    clock,
                    credentials(settings),
                    settings.timeout_s,
                    keep,
                    tables or OURS,
                    on_call,
                )
                at = Visit(
                    settings,
                    clock,
                    shop,
                    evidence,
                    progress,
                    keep,
                    page,
                    tables or OURS,
                    stepper,
                    hold,
                    loads,
                )
                with _counted(at):
                    _opened(run, at)
                    yield at


def _page_loads(page: "Page", settings: Settings, clock: SystemClock) -> "PageLoads":
    """Counts from now on; what the shop answers first tells whether the system's clock is right."""
    from loguru import logger

    from automator.browser.page_loads import PageLoads
    from automator.browser.shop_time import check_clock

    if settings.clock_url is None:
        check_clock(page, clock.now, logger.warning)
    return PageLoads(page.context)


def _opened(run: Run, at: Visit) -> None:
    if run.opened:
        run.opened(at.ledger)


def _refuse_unwanted(run: Run, page: "Page") -> None:
    """But from a person who signs in by hand: they may do so in another site's window."""
    from loguru import logger

    from automator.browser.unwanted import refuse_unwanted
    from flows.sites.aliexpress.walls import is_shops_host

    if not run.by_hand:
        is_own = partial(is_shops_host, shop_url=run.settings.shop_url)
        refuse_unwanted(page.context, is_own, logger.warning)


def _told(
    settings: Settings, clock: SystemClock, evidence: "RunEvidence", progress: Progress
) -> "Told":
    from automator.hand_over.notice import Told

    def picture() -> str | None:
        file = evidence.picture("person-needed")
        return str(file) if file else None

    return Told(settings, partial(account_ledger, settings), clock, picture, progress.step)


def _raise_without_display(settings: Settings) -> None:
    if settings.headed and not has_display():
        raise SettingsError(
            "A visible browser needs a display, and there is none here. Leave out --headed (or"
            " UNBUY_HEADED): where a person is needed, `unbuy hand-over` gives them the page."
        )


def _raise_without_terminal(run: Run) -> None:
    if run.step and not sys.stdin.isatty():
        raise SettingsError("--step asks before each action, and there is no terminal to ask on.")


def _stepper(
    run: Run, page: "Page", evidence: "RunEvidence", progress: Progress
) -> "Stepper | None":
    if not run.step:
        return None
    from automator.stepping.stepper import Stepper

    return Stepper(page, evidence, progress)


def _import_ahead() -> None:
    for name in ("automator.ledger.account", "loguru", "flows.sites.aliexpress.shop"):
        import_module(name)


def _browser(settings: Settings) -> "Browser":
    from automator.browser.find import find_browser

    return find_browser(headless=not settings.headed, path=settings.browser_path)


@contextmanager
def _counted(at: Visit) -> Iterator[None]:
    """Note how many pages were loaded; that it can't be noted changes nothing of how a run ends."""
    from loguru import logger

    try:
        yield
    finally:
        if at.page_loads.count:
            try:
                at.allowance.note()
            except Exception as error:  # noqa: BLE001 - a full disk, a clock that is gone
                logger.warning("The page loads could not be noted: {}", error)


@contextmanager
def _bundled(evidence: "RunEvidence", hold: "Hold") -> Iterator[None]:
    """Keep what stood on the page when a run stops for a reason that somebody must look at."""
    try:
        yield
    except FlowError as error:
        evidence.ended(error.outcome, str(error))
        if error.outcome in _LOOKED_AT:
            error.evidence = evidence.bundle(str(error))
            error.add_note(_where(evidence))
        hold(error)
        raise
    except Exception as error:
        evidence.ended(Outcome.FAILED, str(error))
        evidence.bundle(format_exc())
        error.add_note(_where(evidence))
        hold(error)
        raise
    finally:
        evidence.finish()


def _where(evidence: "RunEvidence") -> str:
    kept = evidence.kept
    return f"{f'What the page showed is kept in {kept}.' if kept else ''}{evidence.loss}".strip()


def account_ledger(settings: Settings) -> "AccountLedger":
    from automator.ledger.account import AccountLedger
    from automator.ledger.open import open_ledger

    prepared_home(settings)
    return AccountLedger(open_ledger(settings.ledger_url), settings.shop_url, settings.account)


def state_file(settings: Settings, account: str) -> Path:
    """Where the session of an account is kept; accounts are never mixed."""
    return Home(settings.home).sessions / f"{account}.json"


def prepared_home(settings: Settings) -> Home:
    home = Home(settings.home)
    home.prepare()
    return home


def credentials(settings: Settings) -> Credentials | None:
    if settings.username is None or settings.password is None:
        return None
    return Credentials(settings.username, settings.password.get_secret_value())
