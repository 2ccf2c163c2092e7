from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sites.aliexpress.words import languages, says, words_in
from mock_site.wording import wording

EN = words_in("en")
moments = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 - hypothesis wants it bare
    max_value=datetime(2999, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda moment: moment.replace(second=0, microsecond=0))
TIMERS = ("reminder.pay", "reminder.ship", "reminder.answer")
WITHOUT_TIMER = ("reminder.verifying", "reminder.part_shipped", "reminder.receive")
COUNTED = ("reminder.extension", "reminder.extended")


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
    assert EN.date_in(text) == day


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "05 may, 2020"), ("es", "5 mayo 2020"), ("de", "5. Mai 2020"), ("ru", "5 мая 2020")],
)
def test_a_date_in_another_language_is_read_in_its_own_forms(language: str, text: str) -> None:
    assert words_in(language).date_in(text) == date(2020, 5, 5)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no date in ''"),
        ("yesterday", "no date in 'yesterday'"),
        ("2026-09-15", "no date in '2026-09-15'"),
        ("Brumaire 15, 2026", "no month"),
        ("15 Sep 2026", "no date"),
        ("Feb 30, 2026", "day is out of range"),
        ("Sep 15, 2026 25:00", "hour must be in"),
    ],
)
def test_what_is_no_date_is_an_error_that_says_why(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        EN.date_in(text)


@pytest.mark.parametrize("language", languages())
@given(moment=moments)
def test_every_date_that_the_shop_prints_is_read_as_it_was(language: str, moment: datetime) -> None:
    words, shop = words_in(language), wording(language)
    assert words.date_in(shop.day(moment)) == moment.date()
    assert words.date_in(shop.minute(moment)) == moment
    since = shop.text("refund.since", date=shop.minute(moment))
    assert words.moment_in(since) == moment


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("6 days 23 hours 5 minutes", timedelta(days=6, hours=23, minutes=5)),
        ("Pay within 1 day 1 hour or the order will be closed.", timedelta(days=1, hours=1)),
        ("The seller has 59 minutes to answer.", timedelta(minutes=59)),
        ("2d 3h 4m 5s", timedelta(days=2, hours=3, minutes=4, seconds=5)),
        ("23 Hours", timedelta(hours=23)),
        ("The seller declined your cancellation request on Nov 23, 2026 14:05.", None),
        ("less than a minute", None),
        ("", None),
    ],
)
def test_a_countdown_is_read_and_other_numbers_are_not_taken_for_one(
    text: str, duration: timedelta | None
) -> None:
    assert EN.duration_in(text) == duration


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("timer", TIMERS)
@given(minutes=st.integers(1, 400 * 24 * 60))
def test_every_countdown_that_the_shop_prints_is_read_as_it_was(
    language: str, timer: str, minutes: int
) -> None:
    words, shop = words_in(language), wording(language)
    left = timedelta(minutes=minutes)
    text = shop.text(timer, left=shop.duration(left))
    assert says(words.countdown, text)
    assert words.duration_in(text) == left


@pytest.mark.parametrize("language", languages())
def test_a_length_of_time_that_no_timer_shows_is_not_taken_for_a_countdown(language: str) -> None:
    words, shop = words_in(language), wording(language)
    sentences = [shop.text(key) for key in WITHOUT_TIMER]
    sentences += [shop.counted(key, days) for key in COUNTED for days in (1, 2, 5)]
    assert [text for text in sentences if says(words.countdown, text)] == []
