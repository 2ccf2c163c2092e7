"""A shop that fails: how often in a row, and from when on it is looked at again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from automator.ledger.put import put
from automator.ledger.schema import failing_shops
from flows.domain.moments import minute


@dataclass(frozen=True, slots=True)
class FailingShop:
    """`failures` sweeps in a row brought no answer, the first at `since`; `why` is the last one's.

    There is no look before `look_from`, unless somebody asks for one.
    """

    failures: int
    since: datetime
    look_from: datetime
    why: str

    @property
    def told(self) -> str:
        times = "once" if self.failures == 1 else f"{self.failures} times in a row"
        return (
            f"The shop failed {times} since {minute(self.since)}, and is looked at again from"
            f" {minute(self.look_from)} on."
        )


def failing_shop(connection: Connection, account_id: int) -> FailingShop | None:
    """None: the last sweep got through."""
    query = select(failing_shops).where(failing_shops.c.account_id == account_id)
    row = connection.execute(query).first()
    return FailingShop(row.failures, row.since, row.look_from, row.why) if row else None


def record_failure(connection: Connection, account_id: int, shop: FailingShop) -> None:
    put(
        connection,
        failing_shops,
        {"account_id": account_id},
        {
            "failures": shop.failures,
            "since": shop.since,
            "look_from": shop.look_from,
            "why": shop.why,
        },
    )


def forget_failures(connection: Connection, account_id: int) -> None:
    connection.execute(delete(failing_shops).where(failing_shops.c.account_id == account_id))
