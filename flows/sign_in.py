"""Signing in: with the kept session, else with credentials, else by a person."""

from flows.errors import NeedsPerson
from flows.ports import Clock
from flows.storefront import Storefront

_LOOK_EVERY_S = 0.5


def sign_in(shop: Storefront) -> bool:
    """Make sure that the shop knows the account; True when a sign-in was needed for it.

    Raises `NeedsPerson` where only a person can go on: no credentials, wrong ones, a check in the
    way, or a page that does not tell whether we are signed in.
    """
    signed_in = shop.is_signed_in()
    if signed_in is None:
        raise NeedsPerson("The page does not tell whether the shop knows this account.")
    if not signed_in:
        shop.sign_in()
    return not signed_in


def sign_in_by_hand(shop: Storefront, clock: Clock, seconds: float) -> bool:
    """Show the form and wait for a person to sign in; True when that was needed.

    Raises `NeedsPerson` where nobody has within the time.
    """
    if shop.is_signed_in():
        return False
    shop.open_sign_in()
    left = seconds
    while not shop.left_sign_in():
        if left <= 0:
            raise NeedsPerson(
                f"Nobody signed in within {seconds / 60:g} minutes. Nothing was kept."
            )
        clock.pause(_LOOK_EVERY_S)
        left -= _LOOK_EVERY_S
    if not shop.is_signed_in():
        raise NeedsPerson("The sign-in page was left, but the shop still shows a guest.")
    return True
