from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.money import Money
from flows.sites.aliexpress.texts import parse_date, parse_duration, parse_money
from flows.sites.aliexpress.words import words_in

EN = words_in("en")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

cents = st.integers(min_value=0, max_value=10**11).map(lambda n: Decimal(n).scaleb(-2))


def printed_date(text: str) -> date | datetime:
    return parse_date(text, EN.date_pattern, EN.month_numbers())


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("US $4.99", "4.99", "USD"),
        ("US $1,234.56", "1234.56", "USD"),
        ("US$1,234,567.89", "1234567.89", "USD"),
        ("Total:US $4.99", "4.99", "USD"),
        ("Total:$93.62", "93.62", "USD"),
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
        ("US $12", "12.00", "USD"),
        ("US $0.00", "0.00", "USD"),
        ("  US $4.99.  ", "4.99", "USD"),
    ],
)
def test_a_sum_is_read_in_every_spelling(text: str, amount: str, currency: str) -> None:
    assert parse_money(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    ["", "Free", "US $", "12.34", "NZ$12.34", "Total: 12.34 dollars"],
)
def test_what_has_no_number_or_no_known_currency_is_no_sum(text: str) -> None:
    with pytest.raises(ValueError, match="no sum of money in"):
        parse_money(text)


def test_a_sum_that_cannot_be_read_is_shown_as_it_was_printed() -> None:
    with pytest.raises(ValueError, match="'Price on request'"):
        parse_money("Price on request")


@pytest.mark.parametrize(
    ("form", "currency"),
    [
        ("US ${}", "USD"),
        ("€{}", "EUR"),
        ("£{}", "GBP"),
        ("AU${}", "AUD"),
        ("{} RUB", "RUB"),
        ("PLN {}", "PLN"),
    ],
)
@given(amount=cents)
def test_every_sum_that_is_printed_in_english_is_read_as_it_was(
    form: str, currency: str, amount: Decimal
) -> None:
    assert parse_money("Total:" + form.format(f"{amount:,.2f}")) == Money(amount, currency)


@pytest.mark.parametrize("group", [".", " ", "\u00a0", "\u202f"])
@given(amount=cents)
def test_every_sum_that_is_printed_with_a_decimal_comma_is_read_as_it_was(
    group: str, amount: Decimal
) -> None:
    printed = f"{amount:,.2f}".translate(str.maketrans(",.", group + ","))
    assert parse_money(f"{printed} €") == Money(amount, "EUR")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jun 2, 2024", date(2024, 6, 2)),
        ("Order date: Sep 15, 2026", date(2026, 9, 15)),
        ("Sept. 15, 2026", date(2026, 9, 15)),
        ("SEPTEMBER 5, 2026", date(2026, 9, 5)),
        ("May 31, 2026 ", date(2026, 5, 31)),
        ("Nov 23, 2026 14:05", datetime(2026, 11, 23, 14, 5, tzinfo=UTC)),
        ("Since Nov 23, 2026, 4:05", datetime(2026, 11, 23, 4, 5, tzinfo=UTC)),
    ],
)
def test_a_date_is_read_with_its_time_where_one_is_printed(text: str, day: date) -> None:
    assert printed_date(text) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no date in ''"),
        ("yesterday", "no date in 'yesterday'"),
        ("2026-09-15", "no date in '2026-09-15'"),
        ("Brumaire 15, 2026", "no date|no month"),
        ("Feb 30, 2026", "day is out of range"),
        ("Sep 15, 2026 25:00", "hour must be in"),
    ],
)
def test_what_is_no_date_is_an_error_that_says_why(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        printed_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_that_is_printed_is_read_as_it_was(day: date) -> None:
    assert printed_date(f"Date: {MONTHS[day.month - 1]} {day.day}, {day.year}") == day


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("6 days 23 hours 5 minutes", timedelta(days=6, hours=23, minutes=5)),
        ("Pay within 1 day 1 hour or the order will be closed.", timedelta(days=1, hours=1)),
        ("The seller has 59 minutes to answer.", timedelta(minutes=59)),
        ("2d 3h 4m 5s", timedelta(days=2, hours=3, minutes=4, seconds=5)),
        ("23 Hours", timedelta(hours=23)),
        ("The seller asks for 3 more days to ship your order.", None),
        ("The seller declined your cancellation request on Nov 23, 2026 14:05.", None),
        ("less than a minute", None),
        ("", None),
    ],
)
def test_a_countdown_is_read_and_other_numbers_are_not_taken_for_one(
    text: str, duration: timedelta | None
) -> None:
    assert parse_duration(text, EN.units()) == duration


@given(st.integers(0, 400), st.integers(0, 23), st.integers(1, 59))
def test_every_countdown_that_is_printed_is_read_as_it_was(
    days: int, hours: int, minutes: int
) -> None:
    text = f"The seller has {days} days {hours} hours {minutes} minutes to ship your order."
    expected = timedelta(days=days, hours=hours, minutes=minutes)
    assert parse_duration(text, EN.units()) == expected
