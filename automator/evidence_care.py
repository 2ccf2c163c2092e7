"""At the end of each run: evidence beyond the limits goes, but for what the ledger still needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from automator.clock import SystemClock
from automator.evidence_limits import Limits, Pruned, prune
from automator.home import Home
from automator.settings import Settings

if TYPE_CHECKING:
    from automator.browser.evidence import RunEvidence


@contextmanager
def within_limits(
    settings: Settings, clock: SystemClock, evidence: "RunEvidence"
) -> Iterator[None]:
    """Remove old evidence afterwards; where that can't be done it is told, and stops no run."""
    try:
        yield
    finally:
        from loguru import logger

        try:
            pruned = _pruned(settings, clock.now(), measure=evidence.kept is not None)
        except Exception as error:  # noqa: BLE001 - whatever it is, the run has done its work
            logger.warning("old evidence was not removed: {}", error)
        else:
            if pruned.gone:
                told = "the evidence of {} old run(s) was removed; that of {} is still needed"
                logger.info(told, len(pruned.gone), pruned.needed)


def _pruned(settings: Settings, now: datetime, *, measure: bool) -> Pruned:
    limits = Limits(settings.evidence_max_mb, settings.evidence_max_days)
    ask = partial(_settled_orders, settings, now)
    return prune(Home(settings.home).evidence, limits, now, ask, measure=measure)


def _settled_orders(settings: Settings, now: datetime) -> set[str]:
    from automator.ledger.open import open_ledger
    from automator.ledger.standing import settled_orders

    with open_ledger(settings.ledger_url).connect() as connection:
        return settled_orders(connection, now)
