import pytest

from flows.errors import NeedsPerson
from flows.sign_in import sign_in, sign_in_by_hand
from flows.storefront import Credentials
from tests.flows.fakes import FakeShop


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


def shop_that_says_in_turn(*signed_in: bool) -> FakeShop:
    shop = FakeShop()
    probes = iter(signed_in)
    shop.is_signed_in = lambda: next(probes)  # type: ignore[method-assign]  # as each test wants it
    return shop


def test_a_person_is_asked_to_sign_in_by_hand() -> None:
    shop = shop_that_says_in_turn(False, True)
    assert sign_in_by_hand(shop) is True
    assert shop.events == ["sign_in_by_hand"]


def test_a_good_session_needs_no_person() -> None:
    shop = shop_that_says_in_turn(True)
    assert sign_in_by_hand(shop) is False
    assert shop.events == []


def test_a_form_that_was_left_without_signing_in_is_no_success() -> None:
    with pytest.raises(NeedsPerson, match="still shows a guest"):
        sign_in_by_hand(shop_that_says_in_turn(False, False))


def test_credentials_never_show_their_password() -> None:
    shown = repr(Credentials("ann@example.com", "correct-horse-9"))
    assert "ann@example.com" in shown
    assert "correct-horse-9" not in shown
