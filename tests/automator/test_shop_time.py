"""A system clock that is wrong is told, by the time that the shop's answers carry."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from playwright.sync_api import Page

from automator.browser.shop_time import check_clock, wrong_clock
from mock_site.practice_shop import PracticeShop
from tests.flows.moments import NOW


@pytest.mark.parametrize("minutes", [-9, 0, 9])
def test_a_few_minutes_are_no_trouble(minutes: int) -> None:
    assert wrong_clock({"date": format_datetime(NOW)}, NOW + timedelta(minutes=minutes)) is None


@pytest.mark.parametrize(
    ("minutes", "told"), [(-90, "90 minutes behind"), (15, "15 minutes ahead of")]
)
def test_more_is_told_with_the_direction(minutes: int, told: str) -> None:
    warning = wrong_clock({"date": format_datetime(NOW)}, NOW + timedelta(minutes=minutes))
    assert warning is not None
    assert told in warning


def test_an_answer_that_a_cache_kept_is_as_old_as_it_says() -> None:
    headers = {"date": format_datetime(NOW - timedelta(hours=2)), "age": "7200"}
    assert wrong_clock(headers, NOW) is None


@pytest.mark.parametrize(
    "headers", [{}, {"date": "soon"}, {"date": format_datetime(NOW), "age": "?"}]
)
def test_an_answer_that_tells_no_time_proves_nothing(headers: dict[str, str]) -> None:
    assert wrong_clock(headers, NOW + timedelta(days=1)) is None


@pytest.mark.parametrize(("ahead", "warnings"), [(timedelta(0), 0), (timedelta(hours=1), 1)])
def test_the_first_answer_of_a_page_is_what_the_clock_is_held_against(
    page: Page, shop: PracticeShop, ahead: timedelta, warnings: int
) -> None:
    told = list[str]()
    check_clock(page, lambda: datetime.now(UTC) + ahead, told.append)
    page.goto(shop.url)
    page.reload()
    assert len(told) == warnings
