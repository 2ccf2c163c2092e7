"""The way of the money back: its stages and how long each method usually takes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from flows.domain.money import Money


class RefundStage(StrEnum):
    """The shop's three stages, no refund at all, and the buyer's own word."""

    NONE = "none"
    EXPECTED = "expected"
    PROCESSING = "processing"
    REFUNDED = "refunded"
    RECEIVED = "received"


class Method(StrEnum):
    """How the order was paid, which is how the money goes back."""

    CARD = "card"
    WEBMONEY = "webmoney"
    QIWI = "qiwi"
    YANDEX = "yandex"
    MOBILE = "mobile"
    CASH = "cash"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class UsualTime:
    """The longest usual time; `working` counts Monday to Friday only."""

    days: int
    working: bool
    source: str


USUAL_TIME = {
    Method.CARD: UsualTime(20, working=True, source="help centre copies: 3-20 business days"),
    Method.WEBMONEY: UsualTime(10, working=True, source="help centre copies: 7-10 business days"),
    Method.QIWI: UsualTime(15, working=False, source="buyers' guides: the whole takes 2-15 days"),
    Method.YANDEX: UsualTime(15, working=False, source="buyers' guides: the whole takes 2-15 days"),
    Method.MOBILE: UsualTime(15, working=False, source="buyers' guides: the whole takes 2-15 days"),
    Method.CASH: UsualTime(15, working=False, source="buyers' guides: the whole takes 2-15 days"),
    Method.BALANCE: UsualTime(1, working=False, source="help centre copies: at once to one day"),
}
# How long a refund usually stays at a stage; the last one is followed by the due date alone.
USUAL_STAGE = {
    RefundStage.EXPECTED: UsualTime(3, working=False, source="help centre copies: look 3 days on"),
    RefundStage.PROCESSING: UsualTime(
        15, working=False, source="buyers' guides: the whole takes 2-15 days"
    ),
}
UNKNOWN_METHOD = UsualTime(20, working=True, source="the longest of the known methods")


@dataclass(frozen=True, slots=True)
class Refund:
    """What the page says of the refund; what it does not say is None.

    `since` is when the present stage began, `due` when the money should be there at the latest.
    `received_at` is the buyer's own word, which makes the stage `received` whatever the page says.
    """

    stage: RefundStage
    amount: Money | None = None
    method: Method | None = None
    since: datetime | None = None
    due: datetime | None = None
    received_at: datetime | None = None

    @property
    def is_on_balance(self) -> bool:
        """Paid back to the balance in the shop, where it can be spent at once."""
        return self.stage is RefundStage.REFUNDED and self.method is Method.BALANCE


def stalls_from(refund: Refund) -> datetime | None:
    """From when on the refund has stayed at its stage for longer than usual; None: not told."""
    usual = USUAL_STAGE.get(refund.stage)
    if usual is None or refund.since is None:
        return None
    return refund.since + timedelta(days=usual.days)


def due_date(method: Method | None, closed_at: datetime) -> datetime:
    """When money sent back at `closed_at` should have arrived, by the usual time of its method."""
    usual = USUAL_TIME[method] if method else UNKNOWN_METHOD
    if not usual.working:
        return closed_at + timedelta(days=usual.days)
    return _after_working_days(closed_at, usual.days)


def with_due_date(refund: Refund, closed_at: datetime | None) -> Refund:
    """The same refund with our due date, unless the page named one itself."""
    if refund.due or closed_at is None or refund.stage is RefundStage.NONE:
        return refund
    return replace(refund, due=due_date(refund.method, closed_at))


def _after_working_days(start: datetime, days: int) -> datetime:
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5  # noqa: PLR2004 - Saturday is 5
    return day
