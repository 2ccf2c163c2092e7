"""How many pages of the shop an account has loaded lately, counted by the minute."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from automator.ledger.schema import page_loads
from flows.domain.moments import whole_minute

_AN_HOUR = timedelta(hours=1)


def add_page_loads(connection: Connection, account_id: int, loads: int, at: datetime) -> None:
    """Count these as of now, and forget what no hour that counts has in it any more."""
    minute = whole_minute(at)
    mine = page_loads.c.account_id == account_id
    more = update(page_loads).where(mine, page_loads.c.minute == minute)
    if not connection.execute(more.values(loads=page_loads.c.loads + loads)).rowcount:
        first = {"account_id": account_id, "minute": minute, "loads": loads}
        connection.execute(insert(page_loads).values(first))
    connection.execute(delete(page_loads).where(mine, page_loads.c.minute < _hour_before(at)))


def loads_in_last_hour(connection: Connection, account_id: int, now: datetime) -> int:
    """Every load of the last hour, and those of the minute in which it began.

    What was counted by a clock that was ahead counts as well.
    """
    query = select(func.sum(page_loads.c.loads)).where(
        page_loads.c.account_id == account_id, page_loads.c.minute >= _hour_before(now)
    )
    return connection.scalar(query) or 0


def _hour_before(moment: datetime) -> datetime:
    return whole_minute(moment - _AN_HOUR)
