"""Coupons: what each is worth, and when it is refused; what there is stands beside this file."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from mock_site.currencies import converted

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Coupon:
    """One coupon; sums in US dollars. Without `store` it is for the goods of all stores."""

    code: str
    off: Decimal = Decimal(0)
    percent: int = 0
    at_most: Decimal | None = None
    minimum: Decimal = Decimal(0)
    store: str | None = None
    until: date | None = None
    once: bool = False

    def worth(self, goods: Decimal, currency: str) -> Decimal:
        """What it takes off goods that cost so much."""
        if not self.percent:
            return min(converted(self.off, currency), goods)
        share = (goods * self.percent / 100).quantize(_CENT, ROUND_DOWN)
        return share if self.at_most is None else min(share, converted(self.at_most, currency))


def find(code: str) -> Coupon | None:
    return _coupons().get(tidy(code))


def tidy(code: str) -> str:
    """A code as the shop writes it, however a buyer did."""
    return code.strip().upper()[:40]


def refusal(
    code: str, goods: Mapping[str, Decimal], currency: str, at: datetime, used: Collection[str]
) -> str | None:
    """Why a coupon can't be had for goods that cost so much in each store; None where it can."""
    coupon = find(code)
    if coupon is None:
        return "refused_coupon"
    if coupon.until and at.date() > coupon.until:
        return "refused_coupon_expired"
    if coupon.once and coupon.code in used:
        return "refused_coupon_used"
    concerned = concerned_goods(coupon, goods)
    if not concerned:
        return "refused_coupon_store"
    is_enough = sum(concerned.values()) >= converted(coupon.minimum, currency)
    return None if is_enough else "refused_coupon_minimum"


def concerned_goods(coupon: Coupon, goods: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """What the goods that a coupon is for cost in each store."""
    return {store: cost for store, cost in goods.items() if coupon.store in {None, store}}


def shares(discount: Decimal, goods: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The discount shared out over the goods of each store by their cost, exact to the cent."""
    cost = sum(goods.values(), Decimal(0))
    exact = {store: discount * part / cost for store, part in goods.items()}
    shared = {store: part.quantize(_CENT, ROUND_DOWN) for store, part in exact.items()}
    left = int((discount - sum(shared.values())) / _CENT)
    by_what_was_cut = sorted(exact, key=lambda store: shared[store] - exact[store])
    for store in by_what_was_cut[:left]:
        shared[store] += _CENT
    return shared


@cache
def _coupons() -> dict[str, Coupon]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    coupons = [Coupon(**_sums(coupon)) for coupon in data["coupons"]]
    return {coupon.code: coupon for coupon in coupons}


def _sums(coupon: dict[str, Any]) -> dict[str, Any]:
    sums = {"off", "at_most", "minimum"}
    return {name: Decimal(it) if name in sums else it for name, it in coupon.items()}
