"""Signing in: with the kept session, else with credentials, else by a person."""

from flows.errors import NeedsPerson
from flows.storefront import Storefront


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


def sign_in_by_hand(shop: Storefront) -> bool:
    """Have a person sign in on the shop's own page; True when that was needed.

    Raises `NeedsPerson` where nobody does, or where the shop still shows a guest afterwards.
    """
    if shop.is_signed_in():
        return False
    shop.sign_in_by_hand()
    if not shop.is_signed_in():
        raise NeedsPerson("The sign-in page was left, but the shop still shows a guest.")
    return True
