"""The fields of a call as a form asks for them, read from its model, so that none is forgotten."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from inspect import isclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mock_site.owners import Of

_LONG = 1000
# What is typed for these; the first that a field takes decides. Sums stay text, to the cent.
_TYPED: dict[type, str] = {
    bool: "flag",
    int: "number",
    float: "number",
    Decimal: "sum",
    datetime: "moment",
    str: "text",
}

Choices = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class FormField:
    """One field by its path, as `seller.answer`.

    `kind` is choice, account (a choice among those of the world), flag, number, sum, moment, text
    or long_text. `default` is what is taken where nothing is said, "" where that is nothing.
    `whose` are the choices elsewhere in the form that it belongs to, none meaning all of them.
    """

    name: str
    kind: str
    choices: tuple[str, ...]
    default: str
    required: bool
    whose: tuple[str, ...]


def fields_of(model: type[BaseModel], choices: Choices) -> Iterator[FormField]:
    """All fields but lists, those of a model within it by their path.

    `choices` are those that the model's types do not tell.
    """
    for name, info in model.model_fields.items():
        members = list(_members(info.annotation))
        inner = next((it for it in members if isclass(it) and issubclass(it, BaseModel)), None)
        known = tuple(map(str, choices.get(name, _choices(members))))
        if inner and not known:
            yield from _below(name, info, fields_of(inner, {}))
        elif kind := _kind(name, members, info, known):
            yield FormField(name, kind, known, _default(info), info.is_required(), _whose(info))


def _below(name: str, info: FieldInfo, inner: Iterator[FormField]) -> Iterator[FormField]:
    """The fields of a model within; where all of it may be left out, none of them is chosen."""
    for field in inner:
        is_chosen = field.kind != "choice" or info.default is not None
        default = field.default if is_chosen else ""
        path = f"{name}.{field.name}"
        yield replace(field, name=path, default=default, whose=field.whose or _whose(info))


def _members(annotation: Any) -> Iterator[Any]:
    """The types that a field may have, without their constraints."""
    if get_origin(annotation) is Annotated:
        yield from _members(get_args(annotation)[0])
    elif get_origin(annotation) in {Union, UnionType}:
        for member in get_args(annotation):
            yield from _members(member)
    elif annotation is not NoneType:
        yield annotation


def _choices(members: list[Any]) -> Iterator[Any]:
    for member in members:
        if get_origin(member) is Literal:
            yield from get_args(member)
        elif isclass(member) and issubclass(member, StrEnum):
            yield from member


def _kind(name: str, members: list[Any], info: FieldInfo, choices: tuple[str, ...]) -> str | None:
    if name == "account":
        return "account"
    if choices:
        return "choice"
    kind = next((kind for type_, kind in _TYPED.items() if type_ in members), None)
    is_long = any(isinstance(it, MaxLen) and it.max_length >= _LONG for it in info.metadata)
    return "long_text" if kind == "text" and is_long else kind


def _default(info: FieldInfo) -> str:
    if info.is_required() or info.default is None or isinstance(info.default, bool):
        return ""
    return str(info.default)


def _whose(info: FieldInfo) -> tuple[str, ...]:
    return next((it.whose for it in info.metadata if isinstance(it, Of)), ())
