"""Whether a buyer may go on ordering: too many orders left unpaid, and the account is blocked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mock_site.orders import Order
from mock_site.statuses import EndReason, OrderStatus
from mock_site.terms import Terms


@dataclass(frozen=True, slots=True)
class Standing:
    """What the shop's staff said of an account: held by hand, or forgiven what was until then."""

    is_held: bool = False
    forgiven_at: datetime | None = None


class NotPossibleNow(Exception):
    """The account is that already."""

    def __init__(self, username: str, *, is_blocked: bool) -> None:
        state = "blocked" if is_blocked else "not blocked"
        super().__init__(f"The account {username} is {state} already.")
        self.is_blocked = is_blocked


def left_unpaid(orders: Iterable[Order], standing: Standing) -> int:
    """How many orders wait for payment or ran out of time, since the last forgiveness."""
    since = standing.forgiven_at
    return sum(
        order.status is OrderStatus.UNPAID or order.end_reason is EndReason.PAY_TIMEOUT
        for order in orders
        if since is None or order.placed_at > since
    )


def is_blocked(orders: Iterable[Order], standing: Standing, terms: Terms) -> bool:
    return standing.is_held or left_unpaid(orders, standing) > terms.most_unpaid
