"""The ledger as lines of JSON: each row with its table, its shop and the name of its account."""

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Select, Table, select

from automator.ledger import schema
from flows.domain.moments import iso

_KEYS = {"id", "account_id", "notice_id"}  # they mean nothing outside of this database


def exported(connection: Connection, account_id: int | None = None) -> Iterator[str]:
    """Of one account, or of all; accounts first, then table by table, facts in time order."""
    names = schema.accounts
    query = select(names.c.id, names.c.shop, names.c.name).order_by(names.c.id)
    if account_id is not None:
        query = query.where(names.c.id == account_id)
    for number, shop, name in connection.execute(query).all():
        yield _line({"table": "accounts", "shop": shop, "account": name})
        whose = {"shop": shop, "account": name}
        for table in schema.metadata.sorted_tables:
            if "account_id" in table.c:
                yield from _rows(connection, table, number, whose)
        yield from _deliveries(connection, number, whose)


def _rows(
    connection: Connection, table: Table, account_id: int, whose: dict[str, str]
) -> Iterator[str]:
    order = [table.c[name] for name in ("id", "order_id") if name in table.c]
    query = select(table).where(table.c.account_id == account_id).order_by(*order)
    yield from _lines(connection, query, {"table": table.name, **whose})


def _deliveries(connection: Connection, account_id: int, whose: dict[str, str]) -> Iterator[str]:
    """Each with the notice that it tells; of a channel the ledger knows the name alone."""
    notices, deliveries = schema.notices, schema.deliveries
    query = (
        select(notices.c.key, notices.c.episode, deliveries)
        .join_from(deliveries, notices, notices.c.id == deliveries.c.notice_id)
        .where(notices.c.account_id == account_id)
        .order_by(deliveries.c.id)
    )
    yield from _lines(connection, query, {"table": deliveries.name, **whose})


def _lines(
    connection: Connection, query: Select[tuple[object, ...]], before: dict[str, str]
) -> Iterator[str]:
    for row in connection.execute(query).mappings():
        shown = {name: value for name, value in row.items() if name not in _KEYS}
        yield _line({**before, **shown})


def _line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_told)


def _told(value: object) -> str:
    if isinstance(value, datetime):
        return iso(value)
    raise TypeError(value)
