from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.money import Money
from flows.sites.aliexpress.sums import parse_money
from flows.sites.aliexpress.words import languages
from mock_site.wording import wording

cents = st.integers(min_value=0, max_value=10**11).map(lambda n: Decimal(n).scaleb(-2))
CURRENCIES = ["USD", "EUR", "GBP", "RUB", "BRL", "PLN", "AUD", "CAD", "JPY", "KRW", "CHF", "ILS"]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("US $4.99", "4.99", "USD"),
        ("US $1,234.56", "1234.56", "USD"),
        ("US$1,234,567.89", "1234567.89", "USD"),
        ("Total:US $4.99", "4.99", "USD"),
        ("Total:$93.62", "93.62", "USD"),
        ("Total (2 items): US $4.99", "4.99", "USD"),
        ("Total:AU$4.99", "4.99", "AUD"),
        ("C$ 12.50", "12.50", "CAD"),
        ("CA$12.50", "12.50", "CAD"),
        ("R$ 1.234,56", "1234.56", "BRL"),
        ("R$12,34", "12.34", "BRL"),
        ("1.234,56 €", "1234.56", "EUR"),
        ("€12.00", "12.00", "EUR"),
        ("12,34€", "12.34", "EUR"),
        ("£0.99", "0.99", "GBP"),
        ("12 345,60 руб.", "12345.60", "RUB"),  # noqa: RUF001 - Cyrillic is meant
        ("1\u00a0234,50 ₽", "1234.50", "RUB"),
        ("1\u202f234,50 EUR", "1234.50", "EUR"),
        ("4.990,00 RUB", "4990.00", "RUB"),
        ("CHF 1'234.50", "1234.50", "CHF"),
        ("PLN 12,5", "12.50", "PLN"),
        ("₩12,345", "12345.00", "KRW"),
        ("JPY 1,200", "1200.00", "JPY"),
        ("KWD 1.234", "1.234", "KWD"),
        ("NZ$12.34", "12.34", "NZD"),
        ("US $12", "12.00", "USD"),
        ("US $0.00", "0.00", "USD"),
        ("-US $5.00", "-5.00", "USD"),
        ("  US $4.99.  ", "4.99", "USD"),
    ],
)
def test_a_sum_on_an_english_page_is_read_in_every_spelling(
    text: str, amount: str, currency: str
) -> None:
    assert parse_money(text, "en") == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "1,234 EUR", "1234.00"),
        ("de", "1.234 EUR", "1234.00"),
        ("de", "1.234,56 EUR", "1234.56"),
        ("de", "1,234.56 EUR", "1234.56"),
        ("fr", "1 234,5 EUR", "1234.50"),
        ("ru", "4.99 EUR", "4.99"),
        ("es", "1.234.567 EUR", "1234567.00"),
    ],
)
def test_the_language_of_the_page_decides_what_a_point_is(
    language: str, text: str, amount: str
) -> None:
    assert parse_money(text, language).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1.234 EUR"), ("de", "1,234 EUR"), ("en", "1.23.45 EUR")]
)
def test_a_number_that_could_be_two_is_no_sum(language: str, text: str) -> None:
    with pytest.raises(ValueError, match="no sum of money in"):
        parse_money(text, language)


@pytest.mark.parametrize("text", ["12,00 $", "$12.00"])
def test_a_bare_dollar_is_nobodys_where_the_language_has_none(text: str) -> None:
    with pytest.raises(ValueError, match="no sum of money in"):
        parse_money(text, "es")


@pytest.mark.parametrize(
    "text",
    ["", "Free", "US $", "12.34", "QQ$12.34", "Total: 12.34 dollars", "US $4.99 or €4.60"],
)
def test_what_has_no_number_no_known_currency_or_two_sums_is_no_sum(text: str) -> None:
    with pytest.raises(ValueError, match="no sum of money in"):
        parse_money(text, "en")


def test_a_sum_that_cannot_be_read_is_shown_as_it_was_printed() -> None:
    with pytest.raises(ValueError, match="'Price on request'"):
        parse_money("Price on request", "en")


@pytest.mark.parametrize("language", languages())
@given(amount=cents, currency=st.sampled_from(CURRENCIES))
def test_every_sum_that_the_shop_prints_is_read_as_it_was(
    language: str, amount: Decimal, currency: str
) -> None:
    printed = wording(language).money(amount, currency)
    label = wording(language).text("orders.total")
    assert parse_money(label + printed, language) == Money(amount, currency)
