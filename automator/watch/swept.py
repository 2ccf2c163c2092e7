"""What one sweep brought."""

from dataclasses import dataclass
from datetime import datetime

from automator.result import OrderResult
from flows.domain.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Swept:
    """The orders that were looked at, and what was left for the next sweep.

    `listed` is how many orders My Orders showed; None: it was not read, or not to its end. `left`
    are the ids of orders to be opened that were not: then `outcome` is pending or unreachable,
    `why_left` says why, and `again_at` is when it may go on.
    """

    orders: list[OrderResult]
    listed: int | None = None
    left: tuple[str, ...] = ()
    outcome: Outcome = Outcome.DONE
    why_left: str = ""
    again_at: datetime | None = None
