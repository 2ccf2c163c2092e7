"""The world on stage: a shop made from its specification, and made anew on reset."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from mock_site import limits, payments
from mock_site.catalogue import Catalogue
from mock_site.clock import Clock
from mock_site.orders import (
    Account,
    EndReason,
    Item,
    Order,
    OrderStatus,
    Refund,
    RefundStage,
    Seller,
)
from mock_site.passwords import hash_password
from mock_site.shop import Shop
from mock_site.specs import AccountSpec, OrderSpec, WorldSpec

DEFAULT_NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LAYOUTS = ("current",)
_FIRST_ID = 8190_0000_0000_0000
_NEXT_PURCHASE = 1_360_000
_NEIGHBOUR = 20_000  # known: orders of one purchase have ids in steps of 20000
_LASTS = {
    OrderStatus.UNPAID: limits.TO_PAY,
    OrderStatus.VERIFYING: limits.TO_VERIFY,
    OrderStatus.TO_SHIP: limits.TO_SHIP,
    OrderStatus.IN_CANCEL: limits.TO_ANSWER,
    OrderStatus.SHIPPED: limits.TO_ACCEPT,
}


@dataclass
class World:
    """Holds the shop that is open now."""

    shop: Shop
    maker: "OrderMaker"


def make_world(spec: WorldSpec, *, rate: float = 1.0) -> World:
    """A fresh world; the same specification gives the same one."""
    shop = Shop(
        Clock(spec.now or DEFAULT_NOW, rate),
        seed=spec.seed,
        layout=spec.layout or LAYOUTS[0],
        language=spec.language or "en",
        cancels_while_verifying=spec.cancels_while_verifying,
    )
    maker = OrderMaker(shop)
    for account in spec.accounts:
        shop.accounts[account.username] = _account(account)
    start = spec.now or DEFAULT_NOW
    for order in spec.orders:
        for _ in range(order.count):
            maker.make(order, start)
    shop.settle()
    return World(shop, maker)


def _account(spec: AccountSpec) -> Account:
    return Account(
        username=spec.username,
        password=spec.password,
        password_hash=hash_password(spec.password, salt=spec.username),
        first_name=spec.first_name,
        language=spec.language,
        persona=spec.persona,
        code=spec.code,
    )


class OrderMaker:
    """Makes consistent orders: ids, items, dates and refunds that fit their state."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._catalogue = Catalogue(shop.seed)
        self._made = 0
        self._last_id = _FIRST_ID + shop.seed % 1000 * 10**9

    def make(self, spec: OrderSpec, now: datetime) -> Order:
        """Make one order and put it into the shop."""
        placed = spec.placed_at or now - timedelta(hours=spec.age_h or 0)
        since = placed + (now - placed) / 2
        items = self._items(spec)
        self._made += 1
        self._last_id += _NEIGHBOUR if spec.same_purchase else _NEXT_PURCHASE
        paid = spec.status is not OrderStatus.UNPAID and not _never_paid(spec)
        order = Order(
            id=str(self._last_id),
            account=spec.account,
            status=spec.status,
            status_since=since,
            placed_at=placed,
            items=items,
            shipping=Decimal("0.00"),
            total=sum((i.price * i.quantity for i in items), Decimal("0.00")),
            currency=spec.currency,
            paid_with=spec.paid_with,
            seller=self._seller(spec),
            deadline=since + _LASTS[spec.status] if spec.status in _LASTS else None,
            paid_at=placed if paid else None,
            shipped_at=since if spec.status is OrderStatus.SHIPPED else None,
        )
        order = _finished(order, spec, now)
        self._shop.put(order)
        return order

    def _seller(self, spec: OrderSpec) -> Seller:
        seller = spec.seller
        return Seller(
            name=seller.name or self._catalogue.seller(self._made),
            answer=seller.answer,
            after_s=seller.after_s,
            ships_after_s=seller.ships_after_s,
            asks_extension_days=seller.asks_extension_days,
        )

    def _items(self, spec: OrderSpec) -> tuple[Item, ...]:
        """The products; a given total is shared out among them, to the cent."""
        if not isinstance(spec.items, int):
            return tuple(
                Item(i.title, i.sku, i.price, i.quantity, f"{self._shop.seed}-{i.title}")
                for i in spec.items
            )
        products = [self._catalogue.product(self._made * 3 + n) for n in range(spec.items)]
        prices = [product.price for product in products]
        if spec.total is not None:
            share = (spec.total / spec.items).quantize(Decimal("0.01"))
            prices = [spec.total - share * (spec.items - 1), *[share] * (spec.items - 1)]
        return tuple(
            Item(product.title, product.sku, price, 1, product.id)
            for product, price in zip(products, prices, strict=True)
        )


def _never_paid(spec: OrderSpec) -> bool:
    return spec.end_reason is not None and spec.end_reason.never_paid


def _finished(order: Order, spec: OrderSpec, now: datetime) -> Order:
    """The end of an order that is made finished, and its refund so far."""
    if spec.status is not OrderStatus.FINISH:
        return order
    reason = spec.end_reason or EndReason.ACCEPTED
    order = replace(order, end_reason=reason, ended_at=order.status_since)
    if not (reason.pays_back and order.was_paid):
        return order
    refund = payments.begun(order.total, order.status_since)
    wanted = spec.refund_stage or RefundStage.EXPECTED
    steps = [RefundStage.EXPECTED, RefundStage.PROCESSING, RefundStage.REFUNDED].index(wanted)
    return replace(order, refund=_moved_on(refund, order, steps, now))


def _moved_on(refund: Refund, order: Order, steps: int, now: datetime) -> Refund:
    spent = now - order.status_since
    for step in range(steps):
        at = order.status_since + spent * (step + 1) / (steps + 1)
        refund = payments.advanced(refund, order.paid_with, at)
    return refund
