"""A state of an order that was stopped, to be gone back to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mock_site.statuses import EndReason, OrderStatus


@dataclass(frozen=True, slots=True)
class Paused:
    """The state, how long it had lasted, what its timer had left, the ending it may have had."""

    status: OrderStatus
    spent: timedelta
    left: timedelta | None
    end_reason: EndReason | None = None
    ended_at: datetime | None = None
