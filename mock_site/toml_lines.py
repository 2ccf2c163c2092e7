"""On which line of a TOML file a value stands, so that a complaint about it can say so."""

import re
from collections.abc import Iterator

_TABLE = re.compile(r"\[(?P<array>\[)?(?P<keys>[^\[\]]+)\]")
_KEY = re.compile(r"""(?P<keys>(?:[\w\s.-]|"[^"]*"|'[^']*')+?)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_LONG_STRING = re.compile(r"\"{3}|'{3}")

Path = tuple[str, ...]


def line_of(text: str, field: str) -> int:
    """The line, counted from 1, of a field such as orders.3.status, or else of what holds it."""
    wanted = tuple(field.split("."))
    nearest, shared = 1, 0
    for number, path in _places(text):
        if len(path) > shared and path == wanted[: len(path)]:
            nearest, shared = number, len(path)
    return nearest


def _places(text: str) -> Iterator[tuple[int, Path]]:
    """Each line that opens a table or gives a value, with the path of that."""
    tables: dict[Path, int] = {}
    here: Path = ()
    for number, line in _lines(text):
        if table := _TABLE.match(line):
            here = _opened(tables, _parts(table["keys"]), in_array=bool(table["array"]))
            yield number, here
        elif key := _KEY.match(line):
            yield number, (*here, *_parts(key["keys"]))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, those within a long string left out."""
    is_within = False
    for number, line in enumerate(text.splitlines(), 1):
        if not is_within:
            yield number, line.strip()
        is_within ^= len(_LONG_STRING.findall(line)) % 2 == 1


def _opened(tables: dict[Path, int], keys: Path, *, in_array: bool) -> Path:
    """The path of a table that is opened, with the numbers of the arrays that it is in."""
    path: Path = ()
    for key in keys[:-1]:
        path = (*path, key)
        if path in tables:
            path = (*path, str(tables[path]))
    path = (*path, keys[-1])
    if in_array:
        tables[path] = tables.get(path, -1) + 1
        return (*path, str(tables[path]))
    return path


def _parts(keys: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(keys))
