"""Worlds as files: `fixtures/scenarios/<name>.toml`, checked whole before they are used."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mock_site.complaints import complaints
from mock_site.specs import WorldSpec
from mock_site.toml_lines import line_of

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
        lines = [f"{file.name}, line {line_of(text, one.field)}: {one}" for one in wrong]
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
