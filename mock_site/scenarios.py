"""Worlds as files: `fixtures/scenarios/<name>.toml`, checked whole before they are used."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mock_site.specs import WorldSpec, complaints

_FOLDER = Path(__file__).parent.parent / "fixtures" / "scenarios"


class ScenarioError(Exception):
    """A world can't be made; the message names file, line, field and what was expected."""


def names() -> list[str]:
    return sorted(file.stem for file in _FOLDER.glob("*.toml"))


def load(scenario: str | dict[str, Any]) -> WorldSpec:
    """Read a world by the name of its file, or from the object itself."""
    if not isinstance(scenario, str):
        return _checked("scenario", scenario, "")
    file = _FOLDER / f"{scenario}.toml"
    if scenario not in names():
        raise ScenarioError(f"No scenario is called {scenario!r}; there are: {', '.join(names())}.")
    text = file.read_text(encoding="utf-8")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{file.name} is not valid TOML: {error}") from error
    return _checked(file.name, document, text)


def _checked(where: str, document: dict[str, Any], text: str) -> WorldSpec:
    try:
        spec = WorldSpec.model_validate(document)
    except ValidationError as error:
        lines = [
            f"{where}{_line(text, wrong['field'])}: {wrong['field']} is {wrong['value']!r};"
            f" expected: {wrong['expected']}"
            for wrong in complaints(error)
        ]
        raise ScenarioError("\n".join(lines)) from error
    known = {account.username for account in spec.accounts}
    strangers = {order.account for order in spec.orders} - known
    if strangers:
        raise ScenarioError(f"{where}: orders of accounts that are not there: {sorted(strangers)}")
    return spec


def _line(text: str, field: str) -> str:
    """Say where a field such as orders.3.status, or else its table, stands: `, line N`."""
    parts = field.split(".")
    lines = text.splitlines()
    start = 0
    if len(parts) > 1 and parts[1].isdigit():
        heads = [n for n, line in enumerate(lines) if line.strip() == f"[[{parts[0]}]]"]
        start = heads[int(parts[1])] if int(parts[1]) < len(heads) else 0
    key = parts[-1]
    for number, line in enumerate(lines[start:], start=start + 1):
        if line.split("=")[0].strip() == key:
            return f", line {number}"
    return f", line {start + 1}" if text else ""
