"""A walk that passed is good for a day, for this shop and these tables."""

from datetime import timedelta

import pytest

from automator.canary_job import keep_passed, passed_lately
from automator.home import Home
from automator.settings import Settings, settings_in_spite
from tests.flows.moments import NOW

SHOP = "http://127.0.0.1:9"


def settings_for(home: Home, shop: str = SHOP) -> Settings:
    return settings_in_spite({}, {"UNBUY_HOME": str(home.path), "UNBUY_SHOP_URL": shop})[0]


@pytest.fixture
def passed(home: Home) -> Home:
    home.prepare()
    keep_passed(settings_for(home), NOW)
    return home


@pytest.mark.parametrize(
    ("later", "is_good"),
    [
        (timedelta(), True),
        (timedelta(days=1), True),
        (timedelta(days=1, seconds=1), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_it_is_good_for_a_day_and_not_before_it_was(
    passed: Home, later: timedelta, is_good: bool
) -> None:
    assert passed_lately(settings_for(passed), NOW + later) is is_good


def test_it_is_not_good_for_another_shop(passed: Home) -> None:
    assert not passed_lately(settings_for(passed, "http://127.0.0.1:10"), NOW)


def test_it_is_not_good_once_the_overrides_have_changed(passed: Home) -> None:
    passed.overrides.write_text('[labels.en.control]\ncancel = ["Withdraw"]\n')
    assert not passed_lately(settings_for(passed), NOW)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"at": 3, "of": ""}', "no json"])
def test_what_can_not_be_read_is_no_pass(passed: Home, content: str) -> None:
    [file] = passed.reports.glob("canary-*.json")
    file.write_text(content)
    assert not passed_lately(settings_for(passed), NOW)
