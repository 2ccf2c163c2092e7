"""One run at the shop: from the lock on its account, through its page, to what it leaves."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from traceback import format_exc
from typing import TYPE_CHECKING

from automator.account_lock import account_lock
from automator.browser.display import has_display
from automator.browser.session_file import Whose
from automator.clock import SystemClock, make_clock
from automator.evidence_care import within_limits
from automator.home import Home, owner_only
from automator.overrides import read_overrides
from automator.settings import Settings, SettingsError
from automator.wiring import (
    LOOKED_AT,
    Run,
    Visit,
    account_ledger,
    credentials,
    kept_session,
    prepared_home,
)
from flows.domain.outcomes import Outcome
from flows.errors import FlowError
from flows.ports import OnCall, Progress

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from automator.browser.evidence import RunEvidence
    from automator.browser.find import Browser
    from automator.browser.held_open import Hold
    from automator.browser.page_loads import PageLoads
    from automator.hand_over.notice import Told
    from automator.stepping.stepper import Stepper
    from flows.sites.aliexpress.shop import AliExpress
    from flows.sites.aliexpress.tables import Tables


@contextmanager
def visit(run: Run, command: str) -> Iterator[Visit]:
    """Lock the account and open a browser page on the shop with the kept session.

    While the browser starts, another thread imports what comes next: each takes a good part of a
    second.
    """
    settings = run.settings
    _raise_without_display(settings)
    _raise_without_terminal(run)
    overridden = read_overrides(settings)
    home = prepared_home(settings)
    clock = make_clock(settings.clock_url)
    with (
        owner_only(),
        account_lock(home.sessions, settings.account, settings.buyer),
        _shop_page(run, home, clock) as (page, keep_session, browser),
    ):
        from automator.browser.held_open import held_open, let_go
        from automator.browser.tracing import traced
        from automator.hand_over.means import person_on_call
        from flows.sites.aliexpress.tables import OURS

        tables = overridden or OURS
        evidence = _evidence(run, command, home, clock, page, tables)
        _log_begins(run, home, browser, evidence)
        _refuse_unwanted(run, page)
        loads = _page_loads(page, settings, clock)
        told = _progress(run, page)
        stepper = _stepper(run, page, evidence, told)
        progress = stepper or told
        hold = held_open(page) if run.pause_on_error else let_go
        call = partial(_told, settings, clock, evidence, progress)
        with (
            within_limits(settings, clock, evidence),
            _bundled(evidence, hold),
            traced(page.context, run.trace, _raw_traces(home, settings), evidence),
            person_on_call(settings, page, progress, call, is_awaited=run.by_hand) as on_call,
            stepper.stepping() if stepper else nullcontext(),
        ):
            at = Visit(
                settings,
                clock,
                _shop(settings, page, clock, keep_session, tables, on_call),
                evidence,
                progress,
                keep_session,
                page,
                tables,
                stepper,
                hold,
                loads,
            )
            with _counted(at):
                if run.opened:
                    run.opened(at.ledger)
                yield at


@contextmanager
def _shop_page(
    run: Run, home: Home, clock: SystemClock
) -> Iterator[tuple["Page", Callable[[], None], "Browser"]]:
    """A page with the kept session, what keeps the session anew, and the browser that was found."""
    from automator.browser.find import find_browser
    from automator.browser.session import SessionSettings, browser_page, keep_session
    from automator.browser.tracing import no_raw_traces

    settings = run.settings
    whose = Whose(settings.shop_url, settings.username)
    kept = kept_session(settings, settings.account)
    kept.check(whose)
    kept.prepare()
    Thread(target=_import_ahead, args=(run,), daemon=True).start()
    raw = _raw_traces(home, settings)
    session = SessionSettings(
        browser=find_browser(headless=not settings.headed, path=settings.browser_path),
        kept=kept,
        cache=home.path / "cache",
        headed=settings.headed,
        slow_mo=settings.slow_mo,
        traces=None if run.trace == "off" else raw,
        imported=run.imported,
    )
    with no_raw_traces(raw), browser_page(session) as page:
        keep = partial(keep_session, page.context, kept, whose, clock.now)
        yield page, keep, session.browser


def _shop(
    settings: Settings,
    page: "Page",
    clock: SystemClock,
    signed_in: Callable[[], None],
    tables: "Tables",
    on_call: OnCall,
) -> "AliExpress":
    from flows.sites.aliexpress.shop import AliExpress

    return AliExpress(
        page,
        settings.shop_url,
        clock,
        credentials(settings),
        settings.timeout_s,
        signed_in,
        tables,
        on_call,
    )


def _raw_traces(home: Home, settings: Settings) -> Path:
    return home.path / "cache" / f"raw-traces-{settings.account}"


def _import_ahead(run: Run) -> None:
    for name in (
        "automator.ledger.account",
        "loguru",
        "flows.sites.aliexpress.shop",
        "automator.hand_over.means",
    ):
        import_module(name)
    if run.opened:
        import_module("automator.notice_jobs")


def _evidence(
    run: Run, command: str, home: Home, clock: SystemClock, page: "Page", tables: "Tables"
) -> "RunEvidence":
    from automator.browser.evidence import RunEvidence, RunFacts

    facts = RunFacts(command, run.settings.account, tables, run.settings.secrets)
    return RunEvidence(page, home.evidence / f"{clock.now():%Y%m%dT%H%M%S}-{command}", facts)


def _log_begins(run: Run, home: Home, browser: "Browser", evidence: "RunEvidence") -> None:
    from loguru import logger
    from stamina.instrumentation import set_on_retry_hooks

    from automator.log import start_log

    set_on_retry_hooks(())  # a second try of a reading is nothing to report
    start_log(run.verbosity, home.logs, run.settings.secrets, evidence.logged)
    logger.info("browser: {}", browser)
    if browser.warning:
        logger.warning(browser.warning)
    kept = kept_session(run.settings, run.settings.account)
    if kept.is_damaged:
        logger.warning("the kept session {} is damaged and not used", kept.path)
    if kept.is_encrypted and not run.settings.encrypt_session:
        logger.warning("the kept session is encrypted, and stays so until `unbuy sign-out`")


def _progress(run: Run, page: "Page") -> Progress:
    from automator.browser.shown import ShownOnPage
    from automator.log import LoggedProgress

    logged = LoggedProgress(run.progress)
    return ShownOnPage(logged, page) if run.settings.headed else logged


def _page_loads(page: "Page", settings: Settings, clock: SystemClock) -> "PageLoads":
    """Counts from now on; what the shop answers first tells whether the system's clock is right."""
    from loguru import logger

    from automator.browser.page_loads import PageLoads
    from automator.browser.shop_time import check_clock

    if settings.clock_url is None:
        check_clock(page, clock.now, logger.warning)
    return PageLoads(page.context)


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
        if error.outcome in LOOKED_AT:
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
