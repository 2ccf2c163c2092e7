"""Addresses are told without tokens, codes and names; the order's number stays."""

import pytest

from flows.sites.aliexpress.told_address import told_address, with_told_addresses

SHOP = "https://www.aliexpress.com"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (f"{SHOP}/p/order/detail.html?orderId=8190000000000001", None),
        (f"{SHOP}/orderList.htm?page=12", None),
        (f"{SHOP}/x?orderId=8190000000000001&token=a1#b", f"{SHOP}/x?orderId=8190000000000001"),
        (f"{SHOP}/verify?code=123456", f"{SHOP}/verify"),
        (f"{SHOP}/_____tmd_____/punish?x5secdata=ab", f"{SHOP}/_____tmd_____/punish"),
        (f"{SHOP}/login?return_url=%2Forder%3FloginId%3Danna", f"{SHOP}/login"),
        ("https://anna:secret@shop.example/", "https://shop.example/"),
        ("data:text/plain,anna", "data:"),
        ("about:blank", "about:"),
        ("https://[broken", "?"),
        ("", ""),
    ],
)  # fmt: skip
def test_only_numbers_of_pages_and_orders_stay_in_an_address(
    address: str, told: str | None
) -> None:
    assert told_address(address) == (address if told is None else told)


def test_each_address_in_a_sentence_is_told_so() -> None:
    assert (
        with_told_addresses(f"'{SHOP}/a?t=x' and {SHOP}/b?t=y too")
        == f"'{SHOP}/a' and {SHOP}/b too"
    )
