"""Makes consistent orders: ids, items, dates and refunds that fit their state."""

from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from mock_site.catalogue import Catalogue
from mock_site.history import grown, numbered
from mock_site.orders import Item, Order
from mock_site.sellers import Seller
from mock_site.shop import Shop
from mock_site.specs import OrderSpec
from mock_site.statuses import OrderStatus

_CENT = Decimal("0.01")


class OrderMaker:
    """Makes the orders of a shop, the same ones for the same seed and specifications."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._catalogue = Catalogue(shop.seed)
        self._made = 0
        self._id = ""
        self.last: Order | None = None

    def make(self, spec: OrderSpec, now: datetime) -> Order:
        """Make one order, which was checked to fit, and put it into the shop."""
        self._number(spec)
        return self._put(self._grown(spec, now), now)

    def make_several(self, spec: OrderSpec, count: int, now: datetime) -> None:
        """Make as many orders of one kind; those of the same goods grow up as one."""
        grown_up: dict[int, Order] = {}
        for _ in range(count):
            self._number(spec)
            goods = self._made % self._catalogue.cycle
            if goods not in grown_up:
                grown_up[goods] = self._grown(spec, now)
            self._put(grown_up[goods], now)

    def _number(self, spec: OrderSpec) -> None:
        self._made += 1
        ids = self._shop.order_ids
        is_neighbour = spec.same_purchase and self.last
        self._id = ids.beside(self._id) if is_neighbour else ids.of_a_purchase()

    def _grown(self, spec: OrderSpec, now: datetime) -> Order:
        return grown(self._new(spec, self._placed_at(spec, now)), spec, now)

    def _put(self, like: Order, now: datetime) -> Order:
        """Put an order like this one into the shop, under the latest number."""
        self.last = numbered(like, self._id, now)
        self._shop.put(self.last)
        return self.last

    def _new(self, spec: OrderSpec, placed_at: datetime) -> Order:
        items = self._items(spec)
        cost = sum((item.price * item.quantity for item in items), Decimal("0.00"))
        total = cost if spec.total is None else spec.total
        return Order(
            id=self._id,
            account=spec.account,
            status=OrderStatus.UNPAID,
            status_since=placed_at,
            placed_at=placed_at,
            items=items,
            shipping=total - cost,
            total=total,
            currency=spec.currency,
            paid_with=spec.paid_with,
            seller=self._seller(spec),
            terms=self._shop.terms,
            refund_late=timedelta(days=spec.refund_late_days),
            deleted=spec.deleted,
        )

    def _placed_at(self, spec: OrderSpec, now: datetime) -> datetime:
        if spec.placed_at:
            return spec.placed_at
        if spec.same_purchase and self.last:
            return self.last.placed_at
        return now - timedelta(hours=spec.age_h or 0)

    def _seller(self, spec: OrderSpec) -> Seller:
        behaviour = spec.seller.model_dump(exclude={"name"})
        return Seller(name=spec.seller.name or self._catalogue.seller(self._made), **behaviour)

    def _items(self, spec: OrderSpec) -> tuple[Item, ...]:
        """The products; a given total is shared out among them, to the cent."""
        if isinstance(spec.items, list):
            return tuple(Item(i.title, i.sku, i.price, i.quantity) for i in spec.items)
        products = [self._catalogue.product(self._made * 3 + n) for n in range(spec.items)]
        prices = [product.price for product in products]
        if spec.total is not None:
            share = (spec.total / spec.items).quantize(_CENT, ROUND_DOWN)
            prices = [spec.total - share * (spec.items - 1), *[share] * (spec.items - 1)]
        return tuple(
            Item(product.title, product.sku, price, 1)
            for product, price in zip(products, prices, strict=True)
        )
