"""What a world or a control call may say about accounts and orders, checked before it is used."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from mock_site.orders import EndReason, OrderStatus, PaidWith, RefundStage, SellerAnswer


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


Moment = Annotated[datetime, AfterValidator(_in_utc)]
Amount = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=2)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SellerSpec(_Strict):
    """How the seller will behave; times in shop seconds."""

    name: str | None = None
    answer: SellerAnswer = SellerAnswer.ACCEPT
    after_s: float = Field(3600, ge=0)
    ships_after_s: float | None = Field(None, ge=0)
    asks_extension_days: int | None = Field(None, ge=1, le=60)


class ItemSpec(_Strict):
    """One product of an order, by its title; the price is for one piece."""

    title: str
    sku: str = ""
    price: Amount
    quantity: int = Field(1, ge=1, le=999)


class OrderSpec(_Strict):
    """An order to make; whatever is left out is chosen by the seed.

    `items` is how many products, or the products. `age_h` is how many hours before the world's time
    it was placed. `same_purchase` makes it a neighbour of the order before it.
    """

    account: str
    status: OrderStatus = OrderStatus.UNPAID
    end_reason: EndReason | None = None
    total: Amount | None = None
    currency: str = Field("USD", pattern=r"^[A-Z]{3}$")
    paid_with: PaidWith = PaidWith.CARD
    items: Annotated[int, Field(ge=1, le=20)] | Annotated[list[ItemSpec], Field(min_length=1)] = 1
    placed_at: Moment | None = None
    age_h: float | None = Field(None, ge=0)
    seller: SellerSpec = SellerSpec()
    refund_stage: RefundStage | None = None
    same_purchase: bool = False
    count: int = Field(1, ge=1, le=10_000)


class AccountSpec(_Strict):
    """A buyer of the world."""

    username: str
    password: str
    first_name: str = "Anna"
    language: str = "en"
    persona: str = "an ordinary buyer"
    code: str = "482913"


class WorldSpec(_Strict):
    """A whole world: what a scenario file holds."""

    about: str = ""
    now: Moment | None = None
    seed: int = 1
    layout: str | None = None
    language: str | None = None
    cancels_while_verifying: bool = False
    accounts: list[AccountSpec] = []
    orders: list[OrderSpec] = []


def complaints(error: ValidationError) -> list[dict[str, Any]]:
    """Each wrong field with its value and what was expected of it."""
    return [
        {
            "field": ".".join(map(str, detail["loc"])) or "body",
            "value": detail["input"] if _is_plain(detail["input"]) else None,
            "expected": detail.get("ctx", {}).get("expected") or detail["msg"],
        }
        for detail in error.errors()
    ]


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)
