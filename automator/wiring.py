"""The one place that puts the parts together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from automator.clock import SystemClock, make_clock
from automator.home import Home
from automator.result import OrderResult, Result
from automator.settings import Settings
from flows.domain.orders import Order
from flows.domain.outcomes import Outcome
from flows.errors import FlowError
from flows.ports import Attempts, Person, Ports, Progress
from flows.storefront import Credentials

if TYPE_CHECKING:
    from playwright.sync_api import Page, StorageStateCookie

    from automator.browser.evidence import RunEvidence
    from automator.browser.held_open import Hold
    from automator.browser.page_loads import PageLoads
    from automator.browser.session_file import SessionFile
    from automator.ledger.account import AccountLedger
    from automator.stepping.stepper import Stepper
    from automator.watch.allowance import PageAllowance
    from automator.watch.sweep import Watch
    from flows.sites.aliexpress.shop import AliExpress
    from flows.sites.aliexpress.tables import Tables


LOOKED_AT = {Outcome.SHOP_CHANGED, Outcome.NEEDS_PERSON, Outcome.FAILED}
"""Outcomes for which what stood on the page is kept."""


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
    read: dict[str, Order] = field(default_factory=dict)

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
        return Ports(attempts, person, self.clock, self.evidence, self.progress, self.read)

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
            orders=list(map(self._with_help, self._advised(orders))),
            outcome=outcome,
            more=more,
        )
        self.evidence.ended(result.outcome, result.message)
        return result

    def _advised(self, entries: Sequence[OrderResult]) -> list[OrderResult]:
        """With the advice on each order, where an entry has none yet."""
        bare = [entry.order for entry in entries if entry.order and not entry.advice]
        advice = self.ledger.advice(bare, self.clock.now()) if bare else {}
        return [replace(it, advice=it.advice or advice.get(it.id)) for it in entries]

    def _with_help(self, entry: OrderResult) -> OrderResult:
        topic = entry.advice and entry.advice.help
        return replace(entry, help_url=self.shop.help_page(topic)) if topic else entry

    def failed(self, order_id: str, error: FlowError) -> OrderResult:
        """One order of several stopped; what somebody must look at is kept."""
        evidence = None
        if error.outcome in LOOKED_AT:
            evidence = self.evidence.bundle(str(error), order_id)
        self.hold(error)
        return OrderResult(
            id=order_id,
            outcome=error.outcome,
            message=str(error),
            order=self.read.get(order_id),
            evidence=evidence,
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


def account_ledger(settings: Settings) -> "AccountLedger":
    from automator.ledger.account import AccountLedger
    from automator.ledger.open import open_ledger

    prepared_home(settings)
    return AccountLedger(open_ledger(settings.ledger_url), settings.shop_url, settings.account)


def kept_session(settings: Settings, account: str) -> "SessionFile":
    """Where the session of an account is kept; accounts are never mixed."""
    from automator.browser.session_file import SessionFile

    file = Home(settings.home).sessions / f"{account}.json"
    return SessionFile(file, encrypt=settings.encrypt_session)


def prepared_home(settings: Settings) -> Home:
    home = Home(settings.home)
    home.prepare()
    return home


def credentials(settings: Settings) -> Credentials | None:
    if settings.username is None or settings.password is None:
        return None
    return Credentials(settings.username, settings.password.get_secret_value())
