"""Numbers for orders: those of one purchase are neighbours, as in the real shop."""

_FIRST = 8190_0000_0000_0000
_NEXT_PURCHASE = 1_360_000
_NEIGHBOUR = 20_000  # known: orders of one purchase have ids in steps of 20000


class OrderIds:
    """Gives each number once; the same ones for the same seed and calls."""

    def __init__(self, seed: int) -> None:
        self._last = _FIRST + seed % 1000 * 10**9
        self._given: set[int] = set()

    def of_a_purchase(self) -> str:
        """The number of the first order of another purchase."""
        return self._give(self._last + _NEXT_PURCHASE)

    def beside(self, order_id: str) -> str:
        """The number of the order after this one in the same purchase."""
        return self._give(int(order_id) + _NEIGHBOUR)

    def _give(self, number: int) -> str:
        while number in self._given:  # many neighbours reach as far as the next purchase
            number += _NEIGHBOUR
        self._given.add(number)
        self._last = max(self._last, number)
        return str(number)
