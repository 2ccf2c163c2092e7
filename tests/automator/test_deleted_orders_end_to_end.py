"""M9: delete, restore, delete for ever; whatever goes wrong, nothing is sent twice."""

import pytest

from mock_site.faults import Kind, Place
from mock_site.practice_shop import PracticeShop
from tests.automator.layouts import each_language
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser

ENDED_UNPAID = "buyer_cancel_notpay_order"
FAULTS: list[tuple[Kind, int]] = [
    ("error_before", 10),
    ("error_after", 0),
    ("drop_before", 10),
    ("drop_after", 0),
    ("slow", 0),
    ("lie", 10),
    ("late", 10),
    ("signed_out", 10),
    ("popup", 0),
]
ACTS: list[tuple[str, Place]] = [
    ("delete", "delete.submit"),
    ("restore", "restore.submit"),
    ("purge", "purge.submit"),
]
TROUBLED = [(*act, *fault) for act in ACTS for fault in FAULTS]


def over(shop: PracticeShop, act: str = "delete") -> str:
    """An order that is over, owes nothing, and is ready for this act."""
    order = shop.new_order("FINISH", end_reason=ENDED_UNPAID)
    if act != "delete":
        shop.reset("deleted-orders")
        [order] = (i for i, o in shop.orders().items() if o["deleted"] and o["total"] == "11.00")
    return order


@pytest.mark.complete
@each_language
def test_an_order_is_deleted_restored_and_deleted_for_ever_in_any_language(
    unbuy: Unbuy, shop: PracticeShop, language: str
) -> None:
    shop.reset(language=language)
    order = over(shop)
    for act, deleted in (
        ("delete", "recycle"),
        ("restore", None),
        ("delete", "recycle"),
        ("purge", "purged"),
    ):
        ended = unbuy(act, order, "--yes", "--json")
        assert (ended.code, shop.orders()[order]["deleted"]) == (0, deleted), ended.said
        again = unbuy(act, order, "--yes", "--json")
        assert again.code == 0, again.said
    assert shop.actions()[1:] == ["delete", "restore", "delete", "purge"]


@pytest.mark.complete
@pytest.mark.parametrize(("act", "place", "kind", "code"), TROUBLED)
def test_whatever_goes_wrong_when_it_is_sent_nothing_is_sent_twice(
    unbuy: Unbuy, shop: PracticeShop, act: str, place: Place, kind: Kind, code: int
) -> None:
    order = over(shop, act)
    unbuy("sign-in")
    shop.arm(place, kind)
    ended = unbuy(act, order, "--yes", "--json", UNBUY_TIMEOUT_S="3")
    sent = len(shop.log(act))
    assert ended.code == code, ended.said
    shop.disarm()
    shop.wind(minutes=3)
    again = unbuy(act, order, "--yes", "--json", UNBUY_TIMEOUT_S="3")
    assert again.code in {0, 4}, again.said
    assert sent == 0 or len(shop.log(act)) == sent
