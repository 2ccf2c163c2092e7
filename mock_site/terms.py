"""The shop's rules in numbers; articles and captures disagree, so a world may set each its own way.

In a scenario file a time is written as in ISO 8601: `to_answer = "PT48H"`, `to_ship = "P7D"`.
"""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_Span = Annotated[timedelta, Field(ge=timedelta(0), le=timedelta(days=3660))]


def _days(days: float) -> timedelta:
    return timedelta(days=days)


class Terms(BaseModel):
    """How long each thing takes or may be done, and what the shop allows; orders keep theirs.

    With `cancels_paid` "at_once" no seller is asked. While the payment is verified a buyer can
    cancel in the first `cancel_after_paying`, or always where the shop `cancels_while_verifying`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    to_pay: _Span = _days(20)  # articles on the older shop; newer: 1 week, or 6 h for flash deals
    to_verify: _Span = _days(1)  # seller interface: RISK_CONTROL takes about 24 h
    cancel_after_paying: _Span = _days(0)  # articles: the button stays for a minute or two
    cancels_while_verifying: bool = False  # sources contradict each other
    cancels_paid: Literal["request", "at_once"] = "request"  # 2026 texts suggest the other as well
    to_ship: _Span = _days(7)  # guides: about 7 business days
    to_ship_after_declining: _Span = _days(1)  # a guess: the least a seller has, having said no
    to_answer: _Span = _days(2)  # guides: 48 h since March 2020; older: 72 h, newest: 24 h
    extension_asked_before: _Span = _days(1)  # a guess: it leaves the buyer a day to agree
    to_deliver: _Span = _days(18)  # articles: two to five weeks
    to_accept: _Span = _days(60)  # articles: up to 60 days of buyer protection
    dispute_after_shipping: _Span = _days(5)  # articles: from the 6th, later from the 11th day on
    dispute_after_ending: _Span = _days(15)  # articles: until 15 days after completion
    to_answer_dispute: _Span = _days(5)  # articles: the seller has 5 to 15 days
    to_answer_offer: _Span = _days(5)  # a guess
    to_decide: _Span = _days(7)  # a guess: how long the shop takes over an escalated dispute
    most_unpaid: int = Field(20, ge=1)  # a guess: how many unpaid orders an account may have
