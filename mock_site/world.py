"""The world on stage: a shop made from its specification, and made anew on reset."""

from dataclasses import dataclass

from mock_site.accounts import Account
from mock_site.clock import Clock
from mock_site.order_maker import OrderMaker
from mock_site.passwords import hash_password
from mock_site.shop import Shop
from mock_site.specs import AccountSpec, WorldSpec


@dataclass
class World:
    """Holds the shop that is open now, the maker of its orders, and what the world is for.

    `name` is that of its scenario file, None where it came from elsewhere.
    """

    shop: Shop
    maker: OrderMaker
    name: str | None = None
    about: str = ""

    def become(self, other: "World") -> None:
        """Open another world's shop in place of this one's."""
        self.shop, self.maker = other.shop, other.maker
        self.name, self.about = other.name, other.about


def make_world(spec: WorldSpec, *, rate: float = 1.0, name: str | None = None) -> World:
    """A fresh world; the same specification gives the same one."""
    shop = Shop(
        Clock(spec.now, rate=0),
        seed=spec.seed,
        layout=spec.layout,
        language=spec.language,
        variant=spec.variant,
        terms=spec.terms,
    )
    for account in spec.accounts:
        shop.accounts[account.username] = _account(account, spec.language)
    maker = OrderMaker(shop)
    for order in spec.orders:
        maker.make_several(order, order.count, spec.now)
    for fault in spec.faults:
        shop.faults.arm(fault)
    shop.settle()
    shop.clock.run_at(rate)
    return World(shop, maker, name, spec.about)


def _account(spec: AccountSpec, language: str) -> Account:
    return Account(
        username=spec.username,
        password=spec.password,
        password_hash=hash_password(spec.password, salt=spec.username),
        first_name=spec.first_name,
        language=spec.language or language,
        persona=spec.persona,
        code=spec.code,
        currency=spec.currency,
    )
