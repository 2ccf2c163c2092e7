"""Insert or update one row; the account's lock makes two writers of one row impossible."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, insert, update


def put(
    connection: Connection, table: Table, key: Mapping[str, object], values: Mapping[str, object]
) -> None:
    match = [table.c[name] == value for name, value in key.items()]
    if not connection.execute(update(table).where(*match).values(**values)).rowcount:
        connection.execute(insert(table).values(**key, **values))
