"""When a kept session ends: as its cookies tell, by whatever clock is in use."""

from datetime import UTC, datetime, timedelta

from automator.browser.kept import ENDS, ends_of, kept_until, renewed
from tests.flows.moments import NOW

A_MONTH = timedelta(days=30)


def cookie(name: str, lasts: timedelta | None) -> dict[str, object]:
    ends = (datetime.now(UTC) + lasts).timestamp() if lasts else -1
    return {"name": name, "value": "x", "expires": ends}


def about(moment: datetime | None, expected: datetime) -> bool:
    return moment is not None and abs(moment - expected) < timedelta(seconds=5)


def test_it_ends_with_the_first_cookie_that_makes_it_and_no_other() -> None:
    cookies = [
        cookie("xman_t", A_MONTH),
        cookie("x_aer_token", 2 * A_MONTH),
        cookie("ali_apache_track", timedelta(days=1)),
    ]
    assert about(ends_of(cookies, NOW), NOW + A_MONTH)


def test_a_cookie_that_ends_with_the_browser_tells_nothing() -> None:
    assert ends_of([cookie("xman_t", None)], NOW) is None
    assert ends_of([], NOW) is None


def test_a_cookie_that_the_shop_renews_makes_it_last_longer() -> None:
    before, after = cookie("xman_t", A_MONTH), cookie("xman_t", 2 * A_MONTH)
    state = {"cookies": [before], ENDS: (NOW + A_MONTH).isoformat()}
    assert about(kept_until(renewed(state, [after])), NOW + 2 * A_MONTH)
    assert kept_until(renewed(state, [before])) == NOW + A_MONTH
    assert kept_until(renewed(state, [cookie("xman_t", None)])) is None


def test_of_a_session_kept_by_an_older_program_the_end_is_not_known() -> None:
    old = {"cookies": [cookie("xman_t", A_MONTH)]}
    assert kept_until(old) is None
    assert kept_until(renewed(old, [cookie("xman_t", A_MONTH)])) is None
