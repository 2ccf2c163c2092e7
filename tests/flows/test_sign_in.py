from datetime import timedelta

import pytest

from flows.errors import NeedsPerson
from flows.sign_in import sign_in, sign_in_by_hand
from flows.storefront import Credentials
from tests.flows.fakes import FakeClock, FakeShop
from tests.flows.moments import NOW


def shop_that_says(signed_in: bool | None) -> FakeShop:
    shop = FakeShop()
    shop.is_signed_in = lambda: signed_in  # type: ignore[method-assign]  # as each test wants it
    return shop


@pytest.mark.parametrize(("signed_in", "steps"), [(True, []), (False, ["sign_in"])])
def test_a_sign_in_is_made_only_where_the_session_is_over(
    signed_in: bool, steps: list[str]
) -> None:
    shop = shop_that_says(signed_in)
    assert sign_in(shop) is not signed_in
    assert shop.events == steps


def test_a_page_that_does_not_tell_is_not_taken_for_signed_out() -> None:
    shop = shop_that_says(None)
    with pytest.raises(NeedsPerson, match="does not tell"):
        sign_in(shop)
    assert shop.events == []


def shop_signed_in_by_hand(*looks: bool, signed_in: tuple[bool, ...]) -> FakeShop:
    """Tell at each look whether the form was left, at each probe whether somebody is signed in."""
    shop = FakeShop()
    left, probes = iter(looks), iter(signed_in)
    shop.left_sign_in = lambda: next(left)  # type: ignore[method-assign]  # a person's doing
    shop.is_signed_in = lambda: next(probes)  # type: ignore[method-assign]  # the same
    return shop


def test_a_person_who_signs_in_by_hand_is_waited_for() -> None:
    clock = FakeClock()
    shop = shop_signed_in_by_hand(False, False, True, signed_in=(False, True))
    assert sign_in_by_hand(shop, clock, seconds=60) is True
    assert shop.events == ["open_sign_in"]
    assert NOW < clock.now() < NOW + timedelta(seconds=60)


def test_a_good_session_needs_no_person() -> None:
    shop = shop_signed_in_by_hand(signed_in=(True,))
    assert sign_in_by_hand(shop, FakeClock(), seconds=60) is False
    assert shop.events == []


def test_nobody_is_waited_for_without_end() -> None:
    clock = FakeClock()
    shop = shop_signed_in_by_hand(*[False] * 1000, signed_in=(False,))
    with pytest.raises(NeedsPerson, match="within 2 minutes"):
        sign_in_by_hand(shop, clock, seconds=120)
    assert clock.now() == NOW + timedelta(seconds=120)


def test_a_form_that_was_left_without_signing_in_is_no_success() -> None:
    shop = shop_signed_in_by_hand(True, signed_in=(False, False))
    with pytest.raises(NeedsPerson, match="still shows a guest"):
        sign_in_by_hand(shop, FakeClock(), seconds=60)


def test_credentials_never_show_their_password() -> None:
    shown = repr(Credentials("ann@example.com", "correct-horse-9"))
    assert "ann@example.com" in shown
    assert "correct-horse-9" not in shown
