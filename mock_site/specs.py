"""What a world or a control call may say about accounts and orders, checked before it is used."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from mock_site.complaints import Unfit, misfit
from mock_site.currencies import DOLLARS, currencies
from mock_site.disputes import DisputeReason, DisputeStage
from mock_site.faults import Fault
from mock_site.owners import Of
from mock_site.refunds import PaidWith, RefundStage
from mock_site.sellers import InDispute, SellerAnswer
from mock_site.statuses import EndReason, OrderStatus
from mock_site.terms import Terms
from mock_site.variants import Variant
from mock_site.wording import languages

LAYOUTS = ("current", "classic")
DEFAULT_NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
_YEARS = range(2000, 2200)
_CENT = Decimal("0.01")
_FINISHED = (OrderStatus.FINISH,)


def _in_utc(moment: datetime) -> datetime:
    if moment.year not in _YEARS:
        raise ValueError(f"a time in the years {_YEARS[0]} to {_YEARS[-1]}")
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _known_layout(layout: str) -> str:
    return _one_of("layout", layout, LAYOUTS)


def _known_language(language: str) -> str:
    return _one_of("language", language, languages())


def _known_currency(currency: str) -> str:
    return _one_of("currency", currency, currencies())


def _one_of(what: str, value: str, known: Collection[str]) -> str:
    if value not in known:
        raise ValueError(f"a known {what}: {', '.join(known)}")
    return value


Moment = Annotated[datetime, AfterValidator(_in_utc)]
Amount = Annotated[
    Decimal,
    Field(gt=0, max_digits=12, decimal_places=2),
    AfterValidator(lambda a: a.quantize(_CENT)),
]
NoLessThanNothing = Annotated[
    Decimal,
    Field(ge=0, max_digits=12, decimal_places=2),
    AfterValidator(lambda a: a.quantize(_CENT)),
]
Seconds = Annotated[float, Field(ge=0, le=10 * 366 * 86_400, allow_inf_nan=False)]
Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=4)]
Seed = Annotated[int, Field(ge=0, lt=2**63)]
Layout = Annotated[str, AfterValidator(_known_layout)]
Language = Annotated[str, AfterValidator(_known_language)]
Currency = Annotated[str, AfterValidator(_known_currency)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Group = Literal["basics", "orders", "sellers", "money", "pages", "trouble", "size"]


class Spec(BaseModel):
    """Takes the fields it knows and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SellerSpec(Spec):
    """How the seller will behave; times in shop seconds."""

    name: Name | None = None
    answer: SellerAnswer = SellerAnswer.ACCEPT
    after_s: Seconds = 3600
    ships_after_s: Seconds | None = None
    ships_part_after_s: Seconds | None = None
    asks_extension_days: int | None = Field(None, ge=1, le=60)
    asks_extension_times: int = Field(1, ge=1, le=20)
    in_dispute: InDispute = InDispute.IGNORE
    dispute_after_s: Seconds = 86_400
    offers_share: Share = Decimal("0.5")
    decided_share: Share = Decimal(1)


class ItemSpec(Spec):
    """One product of an order, by its title; the price is for one piece."""

    title: Name
    sku: str = Field("", max_length=200)
    price: Amount
    quantity: int = Field(1, ge=1, le=999)


class DisputeSpec(Spec):
    """Where a dispute stands; all of the total is wanted where nothing else is said."""

    reason: DisputeReason = DisputeReason.NOT_RECEIVED
    wanted: Amount | None = None
    received: bool = False
    text: str = Field("", max_length=2000)
    stage: Literal[DisputeStage.SELLER, DisputeStage.BUYER, DisputeStage.PLATFORM] = (
        DisputeStage.SELLER
    )
    offered: Amount | None = None


class OrderSpec(Spec):
    """An order to make; whatever is left out is chosen by the seed.

    `items` is how many products, or the products; what the total has beyond them is the shipping.
    `age_h` is how many hours ago it was placed, where `placed_at` does not say when.
    `refund_amount` is what goes back, where that is not all, `refund_late_days` how much longer
    than usual that takes, whenever it begins.
    `same_purchase` makes it a neighbour of the order before it.
    """

    account: str
    status: OrderStatus = OrderStatus.UNPAID
    end_reason: Annotated[EndReason | None, Of(_FINISHED)] = None
    total: Amount | None = None
    currency: str = Field("USD", pattern=r"^[A-Z]{3}$")
    paid_with: PaidWith = PaidWith.CARD
    items: Annotated[int, Field(ge=1, le=20)] | Annotated[list[ItemSpec], Field(min_length=1)] = 1
    placed_at: Moment | None = None
    age_h: float | None = Field(None, ge=0, le=10 * 366 * 24, allow_inf_nan=False)
    seller: SellerSpec = SellerSpec()
    refund_stage: Annotated[RefundStage | None, Of(_FINISHED)] = None
    refund_amount: Annotated[Amount | None, Of(_FINISHED)] = None
    refund_late_days: int = Field(0, ge=0, le=365)
    dispute: Annotated[DisputeSpec | None, Of((OrderStatus.IN_ISSUE, *_FINISHED))] = None
    deleted: Annotated[Literal["recycle"] | None, Of(_FINISHED)] = None
    same_purchase: bool = False

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.end_reason and self.status is not OrderStatus.FINISH:
            raise misfit("end_reason", self.end_reason, f"none, for it is not {OrderStatus.FINISH}")
        pays_back = self.end_reason is not None and self.end_reason.pays_back
        if self.refund_stage and (self.refund_stage is RefundStage.NONE) == pays_back:
            expected = "a stage where money goes back, else NONE"
            raise misfit("refund_stage", self.refund_stage, expected)
        self._has_a_fitting_dispute()
        if self.refund_amount and not pays_back:
            raise misfit("refund_amount", self.refund_amount, "none, for no money goes back")
        if self.deleted and self.status is not OrderStatus.FINISH:
            raise misfit("deleted", self.deleted, f"none, for it is not {OrderStatus.FINISH}")
        if self.total is not None and self.total < self.items_cost:
            raise misfit("total", self.total, f"{self.items_cost} or more, as the items cost")
        return self

    def _has_a_fitting_dispute(self) -> None:
        is_disputed = self.status is OrderStatus.IN_ISSUE or self.end_reason is EndReason.ISSUE
        if self.dispute and not is_disputed:
            raise misfit("dispute", self.dispute.reason, "none, for there is no dispute")
        if self.dispute and self.dispute.offered and self.dispute.stage is not DisputeStage.BUYER:
            raise misfit(
                "dispute.offered", self.dispute.offered, f"none, but at {DisputeStage.BUYER}"
            )

    @property
    def items_cost(self) -> Decimal:
        """What the named products cost together; 0 where they are left to the seed."""
        items = self.items if isinstance(self.items, list) else []
        return sum((item.price * item.quantity for item in items), Decimal("0.00"))


class OrdersSpec(OrderSpec):
    """Several orders of the same kind."""

    count: int = Field(1, ge=1, le=10_000)


class AccountSpec(Spec):
    """A buyer of the world, whose language is the world's where none is named.

    What they buy costs their currency; orders that a world is made with have one of their own.
    """

    username: Name
    password: Name
    first_name: Name = "Anna"
    language: Language | None = None
    persona: str = "an ordinary buyer"
    code: str = Field("482913", pattern=r"^[0-9]{6}$")
    currency: Currency = DOLLARS


class WorldSpec(Spec):
    """A whole world: what a scenario file holds.

    `about` is what happens in it, `lesson` what an automation can learn from that, and `group`
    where lists of worlds show it.
    """

    about: str = ""
    lesson: str = ""
    group: Group | None = None
    now: Moment = DEFAULT_NOW
    seed: Seed = 1
    layout: Layout = LAYOUTS[0]
    language: Language = "en"
    variant: Variant = Variant()
    terms: Terms = Terms()
    accounts: list[AccountSpec] = []
    orders: list[OrdersSpec] = []
    faults: list[Fault] = []

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        names = [account.username for account in self.accounts]
        for number, name in enumerate(names):
            if name in names[:number]:
                raise misfit(f"accounts.{number}.username", name, "another name for each account")
        try:
            check_faults(self.faults, names)
        except Unfit as unfit:
            raise _passed_on(unfit, "faults") from unfit
        before = None
        for number, order in enumerate(self.orders):
            try:
                check_fits(order, names, self.now, before)
            except Unfit as unfit:
                raise _passed_on(unfit, f"orders.{number}") from unfit
            before = order.account
        return self


def check_fits(
    spec: OrderSpec, accounts: Collection[str], now: datetime, before: str | None
) -> None:
    """Raise Unfit where an order has no place in a world.

    `before` is the account of the order made before it, None if there was none.
    """
    _check_account("account", spec.account, accounts)
    if spec.placed_at and spec.placed_at > now:
        raise Unfit("placed_at", spec.placed_at.isoformat(), f"no time after {now.isoformat()}")
    if spec.same_purchase and spec.account != before:
        raise Unfit("same_purchase", value=True, expected="an order of the same account before it")


def check_faults(faults: Sequence[Fault], accounts: Collection[str]) -> None:
    """Raise Unfit where one of these faults is for a buyer that the world does not have."""
    for number, fault in enumerate(faults):
        if fault.account is not None:
            _check_account(f"{number}.account", fault.account, accounts)


def _check_account(field: str, account: str, accounts: Collection[str]) -> None:
    if account not in accounts:
        raise Unfit(field, account, f"an account of this world: {', '.join(accounts)}")


def _passed_on(unfit: Unfit, path: str) -> PydanticCustomError:
    """The complaint about a part, for the model that holds the part to raise."""
    one = unfit.complaint
    return misfit(f"{path}.{one.field}", one.value, one.expected)
