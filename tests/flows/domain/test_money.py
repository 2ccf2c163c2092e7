from decimal import Decimal

import pytest

from flows.domain.money import Money


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("4.99", "4.99 USD"), ("1200", "1200.00 USD"), ("0.1", "0.10 USD"), ("0", "0.00 USD")],
)
def test_a_sum_is_shown_with_two_decimals_and_its_currency(amount: str, shown: str) -> None:
    assert str(Money(Decimal(amount), "USD")) == shown


def test_the_same_amount_in_another_currency_is_another_sum() -> None:
    assert Money(Decimal(5), "USD") != Money(Decimal(5), "AUD")
