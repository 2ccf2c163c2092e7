"""The ledger as lines of JSON: each row with its table, its shop and the name of its account."""

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Table, select

from automator.ledger import schema
from flows.domain.moments import iso

_KEYS = {"id", "account_id"}  # they mean nothing outside of this database


def exported(connection: Connection, account_id: int | None = None) -> Iterator[str]:
    """Of one account, or of all; accounts first, then table by table, facts in time order."""
    names = schema.accounts
    query = select(names.c.id, names.c.shop, names.c.name).order_by(names.c.id)
    if account_id is not None:
        query = query.where(names.c.id == account_id)
    for number, shop, name in connection.execute(query).all():
        yield _line({"table": "accounts", "shop": shop, "account": name})
        for table in schema.metadata.sorted_tables:
            if "account_id" in table.c:
                yield from _rows(connection, table, number, {"shop": shop, "account": name})


def _rows(
    connection: Connection, table: Table, account_id: int, whose: dict[str, str]
) -> Iterator[str]:
    order = [table.c[name] for name in ("id", "order_id") if name in table.c]
    query = select(table).where(table.c.account_id == account_id).order_by(*order)
    for row in connection.execute(query).mappings():
        shown = {name: value for name, value in row.items() if name not in _KEYS}
        yield _line({"table": table.name, **whose, **shown})


def _line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_told)


def _told(value: object) -> str:
    if isinstance(value, datetime):
        return iso(value)
    raise TypeError(value)
