"""What a checkout costs: a parcel for each store, with goods, delivery and share of the coupon."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from mock_site.buying import coupons, deliveries
from mock_site.buying.carts import Line, by_store
from mock_site.buying.checkouts import Checkout
from mock_site.buying.deliveries import Delivery
from mock_site.catalogue import Store
from mock_site.currencies import converted

_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one store sends, which becomes one order."""

    store: Store
    lines: tuple[Line, ...]
    delivery: Delivery
    goods: Decimal
    shipping: Decimal
    discount: Decimal

    @property
    def total(self) -> Decimal:
        return self.goods + self.shipping - self.discount


@dataclass(frozen=True, slots=True)
class Quote:
    """All parcels; `refusal` is why the coupon counts for nothing, as a code."""

    currency: str
    parcels: tuple[Parcel, ...]
    refusal: str | None = None

    @property
    def goods(self) -> Decimal:
        return sum((parcel.goods for parcel in self.parcels), _NOTHING)

    @property
    def shipping(self) -> Decimal:
        return sum((parcel.shipping for parcel in self.parcels), _NOTHING)

    @property
    def discount(self) -> Decimal:
        return sum((parcel.discount for parcel in self.parcels), _NOTHING)

    @property
    def total(self) -> Decimal:
        return self.goods + self.shipping - self.discount


def quote(checkout: Checkout, currency: str, at: datetime, used: Collection[str]) -> Quote:
    """The costs in a currency; `used` are the coupons that the buyer has had already."""
    lines = by_store(checkout.lines)
    goods = {store.name: _cost(of_store, currency) for store, of_store in lines.items()}
    code = checkout.coupon
    refusal = coupons.refusal(code, goods, currency, at, used) if code else None
    discounts = _discounts(code, goods, currency) if code and not refusal else {}
    parcels = []
    for store, of_store in lines.items():
        way = deliveries.find(checkout.deliveries.get(store.id, ""))
        shipping = converted(way.price, currency)
        discount = discounts.get(store.name, _NOTHING)
        parcels.append(Parcel(store, of_store, way, goods[store.name], shipping, discount))
    return Quote(currency, tuple(parcels), refusal)


def _cost(lines: tuple[Line, ...], currency: str) -> Decimal:
    costs = (converted(line.product.price, currency) * line.quantity for line in lines)
    return sum(costs, _NOTHING)


def _discounts(code: str, goods: dict[str, Decimal], currency: str) -> dict[str, Decimal]:
    coupon = coupons.find(code)
    if coupon is None:
        return {}
    concerned = coupons.concerned_goods(coupon, goods)
    return coupons.shares(coupon.worth(sum(concerned.values(), _NOTHING), currency), concerned)
