"""What can go wrong in the shop, where each kind of it can strike, and one such thing.

`lie`, `late`, `ships_now` and `declined` are about the shop's state and are honoured by the shop
itself; all other kinds are about pages and connections, which the web layer honours.
"""

from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from mock_site.complaints import misfit
from mock_site.owners import Of

Place = Literal[
    "sign_in", "orders.list", "order.detail", "cancel.open", "cancel.submit", "refund.view",
    "tracking.view", "messages.view", "delete.submit", "restore.submit", "purge.submit",
    "dispute.submit", "extend.submit", "confirm.submit", "message.submit", "pay.submit",
    "cart.submit", "order.submit", "any",
]  # fmt: skip
StateKind = Literal["lie", "late", "ships_now", "declined"]
WebKind = Literal[
    "error_before", "error_after", "drop_before", "drop_after", "slow", "signed_out", "slider",
    "code", "popup", "renamed", "missing", "garbled", "hang", "empty", "list_late", "out_of_order",
    "covered",
]  # fmt: skip
PopUp = Literal["coupon", "cookies", "app", "assistant"]
Kind = Literal[WebKind, StateKind]
PLACES: tuple[str, ...] = get_args(Place)
STATE_KINDS: tuple[str, ...] = get_args(StateKind)
KINDS: tuple[str, ...] = get_args(Kind)
POP_UPS: tuple[str, ...] = get_args(PopUp)

_NAMED = tuple(place for place in PLACES if place != "any")
_SUBMITS = tuple(place for place in PLACES if place.endswith(".submit"))
_VIEWS = ("orders.list", "order.detail", "refund.view", "tracking.view", "messages.view")
_ON_ORDERS = tuple(place for place in _SUBMITS if place not in {"cart.submit", "order.submit"})
# Kinds that are not named here can strike anywhere, on pages without a name as well.
_WHERE: dict[str, tuple[str, ...]] = {
    "code": ("sign_in",),
    "renamed": _NAMED,
    "missing": _NAMED,
    "garbled": ("orders.list",),
    "empty": ("orders.list",),
    "list_late": ("orders.list",),
    "out_of_order": _VIEWS,
    "lie": _SUBMITS,
    "late": _ON_ORDERS,
    "ships_now": _ON_ORDERS,
    "declined": ("pay.submit",),
}


def can_strike(kind: str, place: str) -> bool:
    """Whether this kind makes sense at a place; `any` stands for a page without a name."""
    return place in _WHERE.get(kind, PLACES)


def _times(given: object) -> object:
    return None if given == "always" else given


class Fault(BaseModel):
    """One thing to go wrong, as a world or a control call says it.

    It is met by requests for its place: those of `account` where one is named, without the first
    `after`, only each `every`th of the rest, and of these by `chance`; `times` is how often in all,
    null or (where a format has no null) "always" meaning for ever.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: Place
    kind: Kind
    times: Annotated[Annotated[int, Field(ge=1, le=1000)] | None, BeforeValidator(_times)] = 1
    ms: Annotated[float, Of(("slow", "list_late", "out_of_order", "covered"))] = Field(
        1000, ge=0, le=600_000, allow_inf_nan=False
    )
    s: Annotated[float, Of(("late",))] = Field(60, ge=0, le=10 * 366 * 86_400, allow_inf_nan=False)
    account: str | None = None
    after: int = Field(0, ge=0, le=100_000)
    every: int = Field(1, ge=1, le=100_000)
    chance: float = Field(1, gt=0, le=1, allow_inf_nan=False)
    which: Annotated[PopUp | Literal["any"] | None, Of(("popup",))] = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.at != "any" and not can_strike(self.kind, self.at):
            places = ", ".join((*_WHERE[self.kind], "any"))
            raise misfit("at", self.at, f"where {self.kind} can strike: {places}")
        if self.which and self.kind != "popup":
            raise misfit("which", self.which, f"none, for {self.kind} is no pop-up")
        return self

    @property
    def waits_in_line(self) -> bool:
        """Whether it simply comes next, once or several times; else it keeps time by itself."""
        is_plain = self.after == 0 and self.every == 1 and self.chance == 1
        return is_plain and self.times is not None

    def concerns(self, place: str, account: str | None) -> bool:
        """Whether requests of this account for this place meet it, when it is its time."""
        return self.at in {place, "any"} and self.account in {None, account}
