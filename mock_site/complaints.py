"""What is wrong with something that was handed in: which field, its value, what was expected."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import isclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

_LONGEST_SHOWN = 200
_LARGEST_SHOWN = 10**18
_FIELD_NAME = re.compile(r"(?!(str|int)$)[a-z_]+")  # and not pydantic's names of a union's members


@dataclass(frozen=True, slots=True)
class Complaint:
    """One wrong field, by its path such as `orders.3.status`."""

    field: str
    value: Any
    expected: str

    def __str__(self) -> str:
        return f"{self.field} is {self.value!r}; expected: {self.expected}"


class Unfit(Exception):
    """A value that is well formed and does not fit the world it is meant for."""

    def __init__(self, field: str, value: object, expected: str) -> None:
        self.complaint = Complaint(field, _shown(value), expected)
        super().__init__(str(self.complaint))


def misfit(field: str, value: object, expected: str) -> PydanticCustomError:
    """For a model to raise about a field of its own, or deeper by its path (`seller.name`)."""
    about = {"field": field, "value": _shown(value), "expected": expected}
    return PydanticCustomError("misfit", "{expected}", about)


def complaints(error: ValidationError, model: type[BaseModel]) -> list[Complaint]:
    """Each field that `model` did not take; where a union failed, the member that came furthest."""
    told = [_complaint(detail, model) for detail in error.errors()]
    return [
        one for one in told if not any(other.field.startswith(f"{one.field}.") for other in told)
    ]


def _complaint(detail: ErrorDetails, model: type[BaseModel]) -> Complaint:
    context = detail.get("ctx", {})
    path = [str(part) for part in detail["loc"] if _is_field(part)]
    if "field" in context:
        path.append(context["field"])
    nothing_there = detail["type"] in {"missing", "json_invalid"}
    value = None if nothing_there else _shown(context.get("value", detail["input"]))
    return Complaint(".".join(path) or "body", value, _expected(detail, path, model))


def _expected(detail: ErrorDetails, path: list[str], model: type[BaseModel]) -> str:
    match detail["type"]:
        case "missing":
            return "a value"
        case "extra_forbidden":
            return f"one of {', '.join(_fields_beside(path, model))}"
    expected = str(detail.get("ctx", {}).get("expected") or detail["msg"])
    return expected.removeprefix("Input should be ").removeprefix("Value error, ")


def _fields_beside(path: list[str], model: type[BaseModel]) -> list[str]:
    """The fields that are known where the path ends."""
    for name in path[:-1]:
        if name in model.model_fields:
            model = next(_models_in(model.model_fields[name].annotation))
    return list(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isclass(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _is_field(part: str | int) -> bool:
    return isinstance(part, int) or _FIELD_NAME.fullmatch(part) is not None


def _shown(value: object) -> Any:
    """The value where it is plain and short, so that any answer can carry it; else what it is."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, int) and abs(value) > _LARGEST_SHOWN:
        return "a huge number"
    is_plain = value is None or isinstance(value, int)
    if is_plain or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)[:_LONGEST_SHOWN]
