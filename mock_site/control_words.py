"""What can be said in a call beside its subject, for who makes it from Python and checks types.

The shop itself goes by `calls.py`, `specs.py` and `faults.py`; a test keeps these in step.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, TypedDict

from mock_site.faults import PopUp

Moment = datetime | str
Sum = Decimal | str
_Words = Mapping[str, Any]


class WorldWords(TypedDict, total=False):
    """What goes before the scenario; of `variant` what is left out is as usual."""

    seed: int
    layout: Literal["current", "classic"]
    language: str
    variant: Mapping[str, str]
    now: Moment
    rate: float


class OrderWords(TypedDict, total=False):
    """What is left out is chosen by the seed."""

    end_reason: str
    total: Sum
    currency: str
    paid_with: str
    items: int | Sequence[_Words]
    placed_at: Moment
    age_h: float
    seller: _Words
    refund_stage: str
    refund_amount: Sum
    refund_late_days: int
    dispute: _Words
    deleted: Literal["recycle"]
    same_purchase: bool


class ActWords(TypedDict, total=False):
    """What some acts of a seller or of the platform take."""

    days: int
    amount: Sum
    text: str
    to_balance: bool


class FaultWords(TypedDict, total=False):
    """How often something goes wrong, when, for whom, and how long it takes."""

    times: int | Literal["always"] | None
    ms: float
    s: float
    account: str
    after: int
    every: int
    chance: float
    which: PopUp | Literal["any"]
