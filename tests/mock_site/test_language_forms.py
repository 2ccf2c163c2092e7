"""Sums, dates and times left, as each language writes them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_site.wording import languages, wording

NARROW = "\u202f"
NO_BREAK = "\u00a0"
CURRENCIES = ("USD", "EUR", "GBP", "RUB", "BRL", "PLN", "AUD", "CAD", "KRW", "CHF")

a_language = st.sampled_from(languages())
a_sum = st.tuples(
    st.decimals(Decimal("-99999999.99"), Decimal("99999999.99"), places=2).map(lambda a: a + 0),
    st.sampled_from(CURRENCIES),
)
a_moment = st.datetimes(datetime(2000, 1, 1), datetime(2199, 12, 31)).map(  # noqa: DTZ001 - UTC below
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)


def _plain(text: str) -> str:
    """As a person reads it: blanks that don't break are blanks."""
    return text.replace(NO_BREAK, " ").replace(NARROW, " ")


@pytest.mark.parametrize(
    ("language", "amount", "currency", "shown"),
    [
        ("en", "4.99", "USD", "US $4.99"),
        ("en", "1234.56", "USD", "US $1,234.56"),
        ("en", "7", "EUR", "€7.00"),
        ("en", "7", "GBP", "£7.00"),
        ("en", "1234567.5", "RUB", "1,234,567.50 RUB"),
        ("en", "7", "BRL", "R$7.00"),
        ("en", "7", "PLN", "PLN 7.00"),
        ("en", "7", "AUD", "AU$7.00"),
        ("en", "7", "CAD", "CAD 7.00"),
        ("en", "-3", "USD", "-US $3.00"),
        ("de", "1234.56", "EUR", "1.234,56 €"),
        ("de", "4.99", "USD", "4,99 US$"),
        ("de", "-3", "EUR", "-3,00 €"),
        ("es", "1234.56", "EUR", "1.234,56 €"),
        ("es", "4.99", "USD", "4,99 US$"),
        ("fr", "1234.56", "EUR", "1 234,56 €"),
        ("fr", "4.99", "USD", "4,99 $US"),
        ("pt", "1234.56", "BRL", "R$ 1.234,56"),
        ("pt", "4.99", "USD", "US$ 4,99"),
        ("ru", "1234.56", "RUB", "1 234,56 ₽"),
        ("ru", "1234.56", "USD", "US $1 234,56"),
        ("ru", "7", "CHF", "7,00 CHF"),
    ],
)
def test_sums_are_written_as_the_language_writes_them(
    language: str, amount: str, currency: str, shown: str
) -> None:
    assert _plain(wording(language).money(Decimal(amount), currency)) == shown


def test_a_sum_is_never_broken_over_two_lines_where_its_language_sets_blanks() -> None:
    assert wording("fr").money(Decimal(1234), "EUR") == f"1{NARROW}234,00{NO_BREAK}€"
    assert wording("ru").money(Decimal(1234), "RUB") == f"1{NO_BREAK}234,00{NO_BREAK}₽"
    for language in set(languages()) - {"en", "ru"}:
        for currency in CURRENCIES:
            assert " " not in wording(language).money(Decimal("1234567.89"), currency)


@pytest.mark.parametrize(
    ("language", "day", "minute"),
    [
        ("en", "May 5, 2026", "May 5, 2026 14:05"),
        ("de", "5. Mai 2026", "5. Mai 2026, 14:05"),
        ("es", "05 may, 2026", "05 may, 2026 14:05"),
        ("fr", "5 mai 2026", "5 mai 2026 à 14:05"),
        ("pt", "5 de mai. de 2026", "5 de mai. de 2026, 14:05"),
        ("ru", "5 мая 2026 г.", "5 мая 2026 г., 14:05"),  # noqa: RUF001 - Cyrillic is meant
    ],
)
def test_dates_are_written_in_words_and_in_utc(language: str, day: str, minute: str) -> None:
    moment = datetime(2026, 5, 5, 14, 5, tzinfo=UTC)
    assert wording(language).day(moment) == day
    assert wording(language).minute(moment) == minute


@pytest.mark.parametrize(
    ("language", "month"),
    [
        ("en", "Sep"),
        ("de", "Sep."),
        ("es", "sept"),
        ("fr", "sept."),
        ("pt", "set."),
        ("ru", "сент."),
    ],
)
def test_months_have_the_names_of_the_language(language: str, month: str) -> None:
    assert (
        month in wording(language).day(datetime(2026, 9, 15, tzinfo=UTC)).replace(",", "").split()
    )


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (timedelta(days=19, hours=23, minutes=59, seconds=59), "19 days 23 hours 59 minutes"),
        (timedelta(days=1), "1 day 0 hours 0 minutes"),
        (timedelta(hours=1, minutes=1), "1 hour 1 minute"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(seconds=-5), "less than a minute"),
    ],
)
def test_a_countdown_leaves_out_units_that_are_used_up(left: timedelta, shown: str) -> None:
    assert wording("en").duration(left) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "1 day 0 hours 1 minute, 2 days 5 hours 2 minutes, 21 days 11 hours 5 minutes"),
        (
            "de",
            "1 Tag 0 Stunden 1 Minute, 2 Tage 5 Stunden 2 Minuten, 21 Tage 11 Stunden 5 Minuten",
        ),
        ("es", "1 día 0 horas 1 minuto, 2 días 5 horas 2 minutos, 21 días 11 horas 5 minutos"),
        ("fr", "1 jour 0 heure 1 minute, 2 jours 5 heures 2 minutes, 21 jours 11 heures 5 minutes"),
        ("pt", "1 dia 0 hora 1 minuto, 2 dias 5 horas 2 minutos, 21 dias 11 horas 5 minutos"),
        ("ru", "1 день 0 часов 1 минута, 2 дня 5 часов 2 минуты, 21 день 11 часов 5 минут"),
    ],
)
def test_times_left_are_counted_in_the_forms_of_the_language(language: str, shown: str) -> None:
    left = [
        timedelta(days=1, minutes=1),
        timedelta(days=2, hours=5, minutes=2),
        timedelta(days=21, hours=11, minutes=5),
    ]
    assert ", ".join(wording(language).duration(time) for time in left) == shown


@given(a_language, a_sum, a_sum)
def test_two_sums_never_print_alike(
    language: str, one: tuple[Decimal, str], other: tuple[Decimal, str]
) -> None:
    shown = [_plain(wording(language).money(*each)) for each in (one, other)]
    assert (shown[0] == shown[1]) == (one == other)


@given(a_language, a_sum)
def test_a_sum_prints_all_its_digits_and_says_its_currency(
    language: str, one: tuple[Decimal, str]
) -> None:
    amount, currency = one
    shown = wording(language).money(amount, currency)
    assert "".join(filter(str.isdigit, shown)) == f"{abs(amount):.2f}".replace(".", "")
    signs = {wording(language).money(amount, other) for other in CURRENCIES}
    assert len(signs) == len(CURRENCIES)


@given(a_language, a_moment, a_moment)
def test_two_moments_never_print_alike(language: str, one: datetime, other: datetime) -> None:
    words = wording(language)
    assert (words.minute(one) == words.minute(other)) == (one == other)
    assert (words.day(one) == words.day(other)) == (one.date() == other.date())


@given(a_language, st.integers(0, 100_000), st.integers(0, 100_000))
def test_two_times_left_never_print_alike(language: str, one: int, other: int) -> None:
    shown = [wording(language).duration(timedelta(minutes=m)) for m in (one, other)]
    assert (shown[0] == shown[1]) == (one == other)
