"""Worlds as files: `fixtures/scenarios/<name>.toml`, checked whole before they are used."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from mock_site.complaints import complaints
from mock_site.specs import Group, WorldSpec
from mock_site.toml_lines import line_of

DEFAULT = "everyday"
_FOLDER = Path(__file__).parent.parent / "fixtures" / "scenarios"
_UNGROUPED = "other"
_GROUPS = (*get_args(Group), _UNGROUPED)


class ScenarioError(Exception):
    """A world can't be made; the message names file, line, field, value and what was expected."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a world says of itself; of one whose file can't be read, why."""

    name: str
    group: str
    about: str
    lesson: str = ""


def names() -> list[str]:
    return sorted(file.stem for file in _FOLDER.glob("*.toml"))


def told() -> dict[str, list[Told]]:
    """Each group of worlds, in the order in which lists show them."""
    worlds = [_told(name) for name in names()]
    groups = {group: [it for it in worlds if it.group == group] for group in _GROUPS}
    return {group: members for group, members in groups.items() if members}


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


def _told(name: str) -> Told:
    try:
        _, document = _parsed(_FOLDER / f"{name}.toml")
    except ScenarioError as error:
        return Told(name, _UNGROUPED, str(error))
    group, about, lesson = (str(document.get(key, "")) for key in ("group", "about", "lesson"))
    return Told(name, group if group in _GROUPS else _UNGROUPED, about, lesson)


def _parsed(file: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except ValueError as error:
        raise ScenarioError(f"{file.name} is not valid TOML: {error}") from error
