"""Checkouts: what somebody is about to order, and how; each becomes a purchase once at most."""

from dataclasses import dataclass, field
from hashlib import blake2b

from mock_site.buying.carts import Line
from mock_site.refunds import PaidWith

_MOST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """One checkout; `deliveries` by the store's id, `orders` are the numbers of what it became."""

    token: str
    username: str
    lines: tuple[Line, ...]
    is_of_cart: bool
    coupon: str = ""
    deliveries: dict[str, str] = field(default_factory=dict)
    paid_with: PaidWith = PaidWith.CARD
    orders: tuple[str, ...] = ()


class Checkouts:
    """Those of one world, known by a token that the checkout's form carries."""

    def __init__(self, seed: int) -> None:
        self._seed = str(seed).encode()
        self._begun = 0
        self._by_token: dict[str, Checkout] = {}

    def begin(self, username: str, lines: tuple[Line, ...], *, is_of_cart: bool) -> Checkout:
        self._begun += 1
        token = blake2b(str(self._begun).encode(), key=self._seed, digest_size=12).hexdigest()
        return self.keep(
            Checkout(token=token, username=username, lines=lines, is_of_cart=is_of_cart)
        )

    def find(self, username: str, token: str) -> Checkout | None:
        """A buyer's own checkout, unless it was too long ago."""
        found = self._by_token.get(token)
        return found if found and found.username == username else None

    def keep(self, checkout: Checkout) -> Checkout:
        self._by_token[checkout.token] = checkout
        if len(self._by_token) > _MOST:
            self._by_token.pop(next(iter(self._by_token)))
        return checkout
