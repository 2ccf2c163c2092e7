"""`watch`: one sweep, or one after the other until nothing is left to follow."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from automator.clock import make_clock
from automator.home import owner_only
from automator.result import OrderResult, Result
from automator.visits import visit
from automator.wiring import Run, Visit, account_ledger, result_of
from flows.domain.moments import iso
from flows.domain.outcomes import Outcome

if TYPE_CHECKING:
    from automator.watch.swept import Swept


def watch_orders(run: Run, order_ids: Collection[str], *, once: bool, now: bool = False) -> Result:
    """Look at what is followed; a shop that fails is given time, unless `now` or ids say else."""
    pausing = None if order_ids or now else _pausing(run)
    if pausing:
        return pausing
    with visit(run, "watch") as at:
        from automator.watch.follow import follow_until_done

        at.progress.step("Looking at what is followed")
        if once:
            swept = at.watch.sweep(order_ids)
        else:
            swept = follow_until_done(at.watch, at.clock, _Telling(run, at), order_ids)
        return told_of_sweep(at, swept)


def _pausing(run: Run) -> Result | None:
    """Why there is no look now; None: there is nothing against one. Opens no browser."""
    from automator.watch.back_off import BackOff

    clock = make_clock(run.settings.clock_url)
    with owner_only():
        ledger = account_ledger(run.settings)
    failing = BackOff(ledger, clock).pausing()
    if failing is None:
        return None
    message = f"{failing.told} It said: {failing.why} `unbuy watch --now` looks at once."
    return result_of(run.settings, "watch", message, at=clock.now(), outcome=Outcome.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells whoever looks at the terminal, and the channels, while the watch goes on."""

    run: Run
    at: Visit

    def news(self, result: OrderResult) -> None:
        self.at.progress.step(f"{result.id}: {result.message}")

    def pauses(self, swept: "Swept") -> None:
        if swept.why_left:
            self.at.progress.step(swept.why_left)
        if self.run.paused:
            self.run.paused(told_of_sweep(self.at, swept))

    def goes_on(self) -> None:
        if self.run.opened:
            self.run.opened(self.at.ledger)


def told_of_sweep(at: Visit, swept: "Swept") -> Result:
    """What `watch` has to say of it."""
    followed = sum(entry.is_awaited for entry in at.ledger.followed())
    told = [f"{followed} still followed." if followed else "Nothing is left to follow in the shop."]
    if swept.left:
        told.append(f"{len(swept.left)} to be opened were left for the next sweep.")
    told.append(swept.why_left)
    message = " ".join(filter(None, told))
    more = {"sweep": _sweep(at, swept)}
    return at.result("watch", message, swept.orders, swept.outcome, more)


def _sweep(at: Visit, swept: "Swept") -> dict[str, Any]:
    return {
        "page_loads": at.page_loads.count,
        "listed": swept.listed,
        "left": list(swept.left),
        "why_left": swept.why_left or None,
        "again_at": iso(swept.again_at) if swept.again_at else None,
    }
