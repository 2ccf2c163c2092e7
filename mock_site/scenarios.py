"""Worlds as files: `fixtures/scenarios/<name>.toml`, checked whole before they are used."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mock_site.complaints import complaints
from mock_site.specs import WorldSpec

DEFAULT = "everyday"
_FOLDER = Path(__file__).parent.parent / "fixtures" / "scenarios"


class ScenarioError(Exception):
    """A world can't be made; the message names file, line, field, value and what was expected."""


def names() -> list[str]:
    return sorted(file.stem for file in _FOLDER.glob("*.toml"))


def abouts() -> dict[str, str]:
    """What each world says of itself, by name; where its file can't be read, why."""
    return {name: _about(_FOLDER / f"{name}.toml") for name in names()}


def load(name: str) -> WorldSpec:
    """The world of this name; raises ScenarioError if there is none, or its file is wrong."""
    if name not in names():
        raise ScenarioError(f"No scenario is called {name!r}; there are: {', '.join(names())}.")
    return read(_FOLDER / f"{name}.toml")


def read(file: Path) -> WorldSpec:
    """The world that a file describes; raises ScenarioError."""
    text, document = _parsed(file)
    try:
        return WorldSpec.model_validate(document)
    except ValidationError as error:
        wrong = complaints(error, WorldSpec)
        lines = [f"{file.name}, line {_line(text, one.field)}: {one}" for one in wrong]
        raise ScenarioError("\n".join(lines)) from error


def _about(file: Path) -> str:
    try:
        return str(_parsed(file)[1].get("about", ""))
    except ScenarioError as error:
        return str(error)


def _parsed(file: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except ValueError as error:
        raise ScenarioError(f"{file.name} is not valid TOML: {error}") from error


def _line(text: str, field: str) -> int:
    """The number of the line where a field such as orders.3.status stands, or else its table."""
    path = field.split(".")
    lines = [line.strip() for line in text.splitlines()]
    first = _head(lines, path)
    beyond = range(first + 1, len(lines))
    end = next((n for n in beyond if lines[n].startswith("[[")), len(lines))
    for key in reversed(path):
        for number in range(first, end):
            if lines[number].partition("=")[0].strip() == key:
                return number + 1
    return first + 1


def _head(lines: list[str], path: list[str]) -> int:
    """Where the table of a path such as orders.3.status begins, counted from 0."""
    heads = [n for n, line in enumerate(lines) if line == f"[[{path[0]}]]"]
    is_numbered = len(path) > 1 and path[1].isdigit() and int(path[1]) < len(heads)
    return heads[int(path[1])] if is_numbered else 0
