"""What a plan says, field by field; `unfit.py` says which fields do not go together."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from automator.duration import span
from automator.named import one_of, reason_named
from flows.domain.cancellation import Reason
from flows.domain.orders import Status

_SUM = re.compile(r"\d{1,9}(\.\d{1,2})?")
T = TypeVar("T")


def _read_as(read: Callable[[str], T], allowed: str) -> BeforeValidator:
    """Read a text; what is none is refused with what is allowed."""

    def value(given: Any) -> T:
        if not isinstance(given, str):
            raise ValueError(allowed)  # noqa: TRY004 - pydantic expects a ValueError
        return read(given)

    return BeforeValidator(value)


def _listed(given: Any) -> Any:
    """A list of TOML as a tuple; one text stands for a list of one."""
    if isinstance(given, str):
        return (given,)
    return tuple(given) if isinstance(given, list) else given


def _sum(given: Any) -> Decimal:
    """A number of TOML is taken as it is written, which its shortest form gives back."""
    if isinstance(given, bool) or not _SUM.fullmatch(str(given)):
        raise ValueError('write a sum such as 10 or "12.50"')
    return Decimal(str(given))


def _currency(text: str) -> str:
    from babel.numbers import is_currency

    if not is_currency(text):
        raise ValueError('write the three letters of a currency, such as "USD"')
    return text


def _only_true(given: Any) -> Any:
    if given is False:
        raise ValueError("write true, or leave it out")
    return given


def _pattern(text: str) -> str:
    """A text in which * stands for any characters and ? for one."""
    if not text.strip():
        raise ValueError("write a text that is not blank")
    return text


def _part_of_title(text: str) -> str:
    if not set(text) & {"*", "?"}:
        raise ValueError(f'it is compared with the whole title: for a part of it write "*{text}*"')
    return _pattern(text)


_TEXT = "write a text in quotes"
Span = Annotated[timedelta, _read_as(span, 'write a text such as "12h" or "3d"')]
Sum = Annotated[Decimal, BeforeValidator(_sum)]
StatusName = Annotated[Status, _read_as(lambda text: one_of(Status, text, "status"), _TEXT)]
Patterns = tuple[Annotated[str, _read_as(_pattern, _TEXT)], ...]
Titles = tuple[Annotated[str, _read_as(_part_of_title, _TEXT)], ...]


class _Table(BaseModel):
    """A table of the file; a key that is not known is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Limits(_Table):
    """How much a plan may do; what is left out is not limited."""

    per_run: int | None = Field(
        None,
        ge=1,
        description="At most this many orders in one run. A run that was killed or stopped is gone"
        " on with by the next one within a day, and both together keep to it.",
    )
    per_day: int | None = Field(
        None,
        ge=1,
        description="At most this many in any 24 hours, counted in the ledger over all that was"
        " sent or planned for the account, by hand too.",
    )


class Requires(_Table):
    """What must be so before a plan does anything."""

    canary: bool = Field(
        default=False,
        description="The pages of the shop are as known: `unbuy doctor --live` passed within a day"
        " for this shop and this overrides.toml, or the run itself looks at them first. Where they"
        " are not, nothing is sent, and what is the matter is told.",
    )


class When(_Table):
    """What an order must be for a rule to apply: all that is written; nothing is every order."""

    status: Annotated[tuple[StatusName, ...], BeforeValidator(_listed)] = Field(
        (), description="It is in this state, or one of these."
    )
    older_than: Span | None = Field(None, description="It was placed longer ago than this.")
    younger_than: Span | None = Field(None, description="It was placed less long ago than this.")
    seller: Annotated[Patterns, BeforeValidator(_listed)] = Field(
        (), description="Its seller is called so, or one of these."
    )
    title: Annotated[Titles, BeforeValidator(_listed)] = Field(
        (), description="One of its items has such a title, or one of these."
    )
    total_at_least: Sum | None = Field(None, description="Its total is this or more.")
    total_at_most: Sum | None = Field(None, description="Its total is this or less.")
    currency: Annotated[str, _read_as(_currency, _TEXT)] | None = Field(
        None, description="What those two are in; an order in another currency is none of the rule."
    )
    missed_shipping_date: Annotated[bool, BeforeValidator(_only_true)] = Field(
        default=False, description="It awaits shipment, and the seller's time to ship ran out."
    )
    unpaid_more_than: int | None = Field(
        None,
        ge=0,
        description="It is unpaid, more than so many are, and it is among the oldest of them: the"
        " oldest go until so many are left.",
    )


class Rule(_Table):
    """One `[[rule]]`: which orders, and what is done with them."""

    name: Annotated[str, _read_as(_pattern, _TEXT)] = Field(
        "", description="What reports call it; each rule has its own."
    )
    when: When = Field(When(), description="Which orders; see below.")
    keep: bool = Field(
        default=False,
        description="Protects its orders: no other rule touches them, wherever it stands.",
    )
    reason: Annotated[Reason, _read_as(reason_named, _TEXT)] = Field(
        Reason.NOT_NEEDED, description="Why it is cancelled: a name, or the shop's own words."
    )
    note: Annotated[str, _read_as(_pattern, _TEXT)] = Field(
        "", description="What to write to the seller."
    )
    wait: Span | None = Field(
        None, description="Follow the seller's answer that long, after all was sent."
    )
    when_possible: bool = Field(
        default=False,
        description="Where the shop does not allow it yet: plan it, and `watch` sends it.",
    )

    @property
    def conditions(self) -> frozenset[str]:
        """The names of what is written under `when`."""
        return frozenset(self.when.model_fields_set)


class Plan(_Table):
    """A whole plan: of the rules that cancel, the first that applies to an order decides."""

    limits: Limits = Field(Limits(), description="How much it may do.")
    requires: Requires = Field(Requires(), description="What must be so before it does anything.")
    rule: Annotated[tuple[Rule, ...], BeforeValidator(_listed)] = Field(
        (), description="The rules."
    )

    @property
    def keeping(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rule if rule.keep)

    @property
    def cancelling(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rule if not rule.keep)
