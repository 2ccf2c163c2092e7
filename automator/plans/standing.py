"""An order as a plan looks at it: its best reading, and what the ledger adds."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from flows.domain.orders import Order
from flows.domain.situations import Known
from flows.ports import Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`place` counts from the newest order of My Orders on.

    `sent` is the latest cancellation that was sent for it, `is_planned` whether one waits until the
    shop allows it, and `last_deadline` when its timer would end when it was last seen.
    """

    order: Order
    place: int
    known: Known = field(default_factory=Known)
    sent: Attempt | None = None
    is_planned: bool = False
    last_deadline: datetime | None = None

    @property
    def id(self) -> str:
        return self.order.id

    @property
    def was_opened(self) -> bool:
        """Its own page was read, so it tells no more than it does."""
        return self.order.seen_on == "detail"

    @property
    def is_open(self) -> bool:
        """Something was sent whose end is not known."""
        return self.sent is not None and self.sent.is_open

    @property
    def age(self) -> tuple[date, int]:
        """Sorts the oldest first; within a day the list's own order decides."""
        placed = self.order.placed_at
        day = placed.date() if isinstance(placed, datetime) else placed
        return day or date.max, -self.place

    def placed_between(self) -> tuple[datetime, datetime] | None:
        """The earliest and the latest moment at which it can have been placed; None: not told."""
        placed = self.order.placed_at
        if placed is None:
            return None
        if isinstance(placed, datetime):
            return placed, placed
        midnight = datetime.combine(placed, time(), UTC)
        return midnight, midnight + timedelta(days=1)
