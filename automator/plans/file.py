"""A plan is checked whole before anything is opened; all that is wrong is told at once."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path as File
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from automator.plans.plan import Limits, Plan, Requires, Rule, When
from automator.plans.unfit import Complaint, Path, unfit
from automator.toml_file import TomlFile, TomlFileError, read_toml

_LONGEST_SHOWN = 60
_ALLOWED = {
    "bool_type": "write true or false",
    "int_type": "write a whole number",
    "greater_than_equal": "write a whole number of at least {ge}",
    "tuple_type": "write a text or a list of texts",
    "model_type": "it is no value but a table of values",
}
_TABLES: dict[str, type[BaseModel]] = {
    "limits": Limits,
    "requires": Requires,
    "rule": Rule,
    "when": When,
}


class PlanError(Exception):
    """A plan that can't be run; the message names each mistake with its line."""


def read_plan(path: File) -> Plan:
    """Raises `PlanError`, for a file that can't be read too."""
    file = _read(path)
    plan, wrong = _checked(file.content)
    if wrong:
        told = sorted((file.line(one.path) or 0, _sentence(one, file.content)) for one in wrong)
        lines = [f"  line {line}: {said}" if line else f"  {said}" for line, said in told]
        raise PlanError("\n".join([f"{path} is no plan that can be run. {_NOTHING}", *lines]))
    return plan


_NOTHING = "Nothing was opened or sent."


def _read(path: File) -> TomlFile:
    try:
        file = read_toml(path)
    except TomlFileError as error:
        raise PlanError(f"{error}. {_NOTHING}") from error
    if not path.exists():
        raise PlanError(f"There is no file {path}. {_NOTHING}")
    return file


def _checked(document: Mapping[str, Any]) -> tuple[Plan, list[Complaint]]:
    """The plan without what could not be read, and all that is wrong with it."""
    try:
        return (plan := Plan.model_validate(document)), list(unfit(plan))
    except ValidationError as error:
        wrong = [_complaint(detail) for detail in error.errors()]
    unread = {_field(one.path) for one in wrong}
    plan = Plan.model_validate(_without(document, (), unread))
    told = [one for one in unfit(plan) if not _rests_on(one, unread)]
    return plan, [*wrong, *told]


def _rests_on(one: Complaint, unread: set[Path]) -> bool:
    """Whether it concerns a field that holds, or is held by, one that could not be read."""
    return any(
        path[:shorter] == other[:shorter]
        for path in (one.path, *one.beside)
        for other in unread
        for shorter in [min(len(path), len(other))]
    )


def _field(path: Path) -> Path:
    """The field or the rule that a path leads to or into."""
    return path[:-1] if len(path) > len(("rule", 0)) and isinstance(path[-1], int) else path


def _without(value: Any, at: Path, wrong: set[Path]) -> Any:
    """A copy without the fields that are wrong; a wrong rule leaves an empty one in its place."""
    if isinstance(value, Mapping):
        kept = {key: it for key, it in value.items() if (*at, key) not in wrong}
        return {key: _without(it, (*at, key), wrong) for key, it in kept.items()}
    if at != ("rule",) or not isinstance(value, list):
        return value
    paths = [(*at, number) for number in range(len(value))]
    return [
        {} if path in wrong else _without(it, path, wrong)
        for path, it in zip(paths, value, strict=True)
    ]


def _complaint(detail: ErrorDetails) -> Complaint:
    path = tuple(detail["loc"])
    if detail["type"] == "extra_forbidden":
        return Complaint(path, _unknown(path))
    said = detail["msg"].removeprefix("Value error, ")
    if path == ("rule",):
        said = "write each rule as a table of its own, under a line [[rule]]"
    elif allowed := _ALLOWED.get(detail["type"]):
        said = allowed.format_map(detail.get("ctx", {}))
    return Complaint(path, said)


def _unknown(path: Path) -> str:
    """What a key that is not known may have been meant for."""
    key = str(path[-1])
    holders = [part for part in path[:-1] if isinstance(part, str)]
    known = list((_TABLES[holders[-1]] if holders else Plan).model_fields)
    if holders == ["rule"] and key in When.model_fields:
        return f"it is a condition: write when.{key}"
    if holders == ["rule", "when"] and key in Rule.model_fields:
        return "it is no condition: write it without when."
    [nearest] = get_close_matches(key, known, n=1, cutoff=0)
    return f"it is unknown; the nearest known one is {nearest}. Known: {', '.join(known)}"


def _sentence(one: Complaint, document: Mapping[str, Any]) -> str:
    """Such as: rule "unpaid", when.older_than = "3 days": write 10s, 5m, 2h or 3d."""
    place = ", ".join(_place(one.path, document))
    text = one.text.removesuffix(".")
    return f"{place}: {text}." if place else f"{text[:1].upper()}{text[1:]}."


def _place(path: Path, document: Mapping[str, Any]) -> Iterator[str]:
    """The rule, and the field of it with its value, as far as there are such."""
    value: Any = document
    if path[:1] == ("rule",) and len(path) > 1:
        value = document["rule"][path[1]]
        name = value.get("name") if isinstance(value, Mapping) else None
        yield f"rule {_shown(name)}" if isinstance(name, str) else f"rule {int(path[1]) + 1}"
        path = path[2:]
    for step in path:
        value = _step(value, step)
    if keys := [step for step in path if isinstance(step, str)]:
        yield ".".join(keys) + ("" if value is None else f" = {_shown(value)}")


def _step(value: Any, step: str | int) -> Any:
    """What stands there; None where nothing does. A text stands for a list of one."""
    if isinstance(value, Mapping):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) else value


def _shown(value: Any) -> str:
    """A value as TOML writes it, if it is short."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"[:_LONGEST_SHOWN]
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
