"""What may be sent to the control interface, checked before anything is done."""

from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError, model_validator

from mock_site.clock import FASTEST
from mock_site.complaints import Complaint, complaints, misfit
from mock_site.owners import Of
from mock_site.scenarios import DEFAULT
from mock_site.specs import (
    Amount,
    Language,
    Layout,
    Moment,
    NoLessThanNothing,
    Seed,
    Spec,
    WorldSpec,
)
from mock_site.variants import Variant

M = TypeVar("M", bound=BaseModel)
Rate = Annotated[float, Field(ge=0, le=FASTEST, allow_inf_nan=False)]


class Malformed(Exception):
    """What was sent can't be taken as a call."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("; ".join(map(str, complaints)))
        self.complaints = complaints


def read(body: bytes, model: type[M]) -> M:
    """The call in a body of JSON, nothing standing for an empty object; raises Malformed."""
    try:
        return model.model_validate_json(body or b"{}", strict=True)
    except ValidationError as error:
        raise Malformed(complaints(error, model)) from error


def read_list(body: bytes, model: type[M]) -> list[M]:
    """The calls in a body that is a list in JSON; raises Malformed."""
    try:
        return TypeAdapter(list[model]).validate_json(body, strict=True)  # type: ignore[valid-type]
    except ValidationError as error:
        raise Malformed(complaints(error, model)) from error


def read_query(query: dict[str, str], model: type[M]) -> M:
    """The call in the query of an address; raises Malformed."""
    try:
        return model.model_validate(query)
    except ValidationError as error:
        raise Malformed(complaints(error, model)) from error


class Reset(Spec):
    """A fresh world; what is given here goes before what the scenario says.

    With `rate` 0 its clock moves only when wound: then the same calls give the same dates, too.
    """

    scenario: str | WorldSpec = DEFAULT
    seed: Seed | None = None
    layout: Layout | None = None
    language: Language | None = None
    variant: Variant | None = None
    now: Moment | None = None
    rate: Rate = 1.0

    def applied_to(self, world: WorldSpec) -> WorldSpec:
        """The world with what this call says of it; raises Malformed where they don't fit."""
        given = self.model_dump(exclude={"scenario", "rate"}, exclude_none=True)
        try:
            return WorldSpec.model_validate(world.model_dump() | given)
        except ValidationError as error:
            raise Malformed(complaints(error, WorldSpec)) from error


class SetClock(Spec):
    """Go forward by shop seconds, run at shop seconds per second, or both in this order."""

    advance_s: float | None = Field(None, ge=0, allow_inf_nan=False)
    rate: Rate | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.advance_s is None and self.rate is None:
            raise misfit("advance_s", None, "a number, here or as rate")
        return self


SellerDoes = Literal["accept", "decline", "offer", "ship", "ship_part", "ask_extension", "message"]
PlatformDoes = Literal[
    "verify_payment", "freeze", "clear", "annul", "advance_refund", "escalate_dispute",
    "settle_dispute", "deliver", "return_parcel",
]  # fmt: skip


class SellerAct(Spec):
    """The seller acts now: accepts, declines or offers in a dispute, too, while there is one.

    Where an offer has no amount, it is the seller's usual share.
    """

    do: SellerDoes
    days: Annotated[int, Of(("ask_extension",))] = Field(7, ge=1, le=60)
    amount: Annotated[Amount | None, Of(("offer",))] = None
    text: Annotated[str, Of(("message",))] = Field(
        "Your parcel leaves us soon.", min_length=1, max_length=2000
    )


class AccountAct(Spec):
    """The shop's staff put an account on hold, or lift that and forgive what was left unpaid."""

    do: Literal["block", "unblock"]


class PlatformAct(Spec):
    """The shop, or the post, acts now.

    With `to_balance` the money goes there instead. `amount` is what is paid back, where nothing
    said means what the shop would decide.
    """

    do: PlatformDoes
    to_balance: Annotated[bool, Of(("advance_refund",))] = False
    amount: Annotated[NoLessThanNothing | None, Of(("settle_dispute",))] = None
