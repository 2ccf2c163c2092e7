"""Whatever goes wrong wherever: nothing is sent twice, nothing claimed, no run ends in `failed`."""

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Ended, Unbuy
from tests.matrix.faults import DEEDS, Deed, FaultCell, every_fault, sample_of_faults

pytestmark = pytest.mark.browser

DONE, REFUSED, PERSON, CHANGED, DECLINED, UNREACHABLE, UNCONFIRMED = 0, 3, 4, 5, 7, 9, 10
AS_USUAL = -1  # what the act ends with where nothing goes wrong
BEFORE_SENDING = {REFUSED, CHANGED, UNREACHABLE}  # these say that nothing was sent

# How a run may end, by the kind of trouble: where the act is sent, and at a page on the way.
AT_SUBMIT = {
    "error_before": {UNCONFIRMED},
    "error_after": {AS_USUAL},
    "drop_before": {UNCONFIRMED},
    "drop_after": {AS_USUAL},
    "slow": {AS_USUAL},
    "hang": {UNCONFIRMED},
    "lie": {UNCONFIRMED},
    "late": {UNCONFIRMED},
    "signed_out": {UNCONFIRMED},
    "slider": {PERSON},
    "popup": {AS_USUAL},
    "covered": {AS_USUAL},
    "renamed": {CHANGED},
    "missing": {CHANGED},
    "ships_now": {AS_USUAL, REFUSED, DECLINED},
}
ON_THE_WAY = {
    "error_before": {AS_USUAL, UNREACHABLE},
    "error_after": {AS_USUAL, UNREACHABLE},
    "drop_before": {AS_USUAL, UNREACHABLE},
    "drop_after": {AS_USUAL, UNREACHABLE},
    "slow": {AS_USUAL},
    "hang": {AS_USUAL, UNREACHABLE, UNCONFIRMED},
    "signed_out": {AS_USUAL, PERSON},
    "slider": {PERSON},
    "code": {PERSON},
    "popup": {AS_USUAL},
    "covered": {AS_USUAL},
    "renamed": {AS_USUAL, CHANGED},
    "missing": {AS_USUAL, CHANGED},
    "garbled": {AS_USUAL, UNCONFIRMED},
    "empty": {AS_USUAL, PERSON, UNCONFIRMED},
    "list_late": {AS_USUAL},
    "out_of_order": {AS_USUAL},
}


def run(unbuy: Unbuy, deed: Deed, order: str) -> Ended:
    return unbuy(deed.command, order, *deed.more, "--yes", "--json", UNBUY_TIMEOUT_S="4")


def play(unbuy: Unbuy, shop: PracticeShop, cell: FaultCell) -> None:
    deed = DEEDS[cell.deed]
    shop.reset(layout=cell.layout)
    order = deed.order(shop)
    if cell.place != "sign_in":
        unbuy("sign-in")
    shop.arm(cell.place, cell.kind, times=20 if cell.kind in {"renamed", "missing"} else 1)
    armed = shop.armed()
    first = run(unbuy, deed, order)
    known = AT_SUBMIT if cell.place == deed.submit else ON_THE_WAY
    struck = shop.armed() != armed
    allowed = {deed.ends if code == AS_USUAL else code for code in known[cell.kind]}
    if not struck:  # the act came by no such page
        allowed = {deed.ends}
    assert first.code in allowed, first.said
    sent = shop.log(deed.action)
    assert len(sent) <= 1
    assert not (first.code in BEFORE_SENDING and any(entry["changed"] for entry in sent))
    assert first.code != deed.ends or [entry["changed"] for entry in sent] == [True]
    shop.disarm()
    shop.wind(minutes=3)
    later = run(unbuy, deed, order)
    assert first.json["outcome"] != "failed" != later.json["outcome"]
    assert sum(entry["changed"] for entry in shop.log(deed.action)) <= 1, later.said
    assert not sent or len(shop.log(deed.action)) == 1, later.said


@pytest.mark.every_case
@pytest.mark.parametrize("cell", sample_of_faults(), ids=lambda cell: cell.name)
def test_no_trouble_makes_an_act_happen_twice_or_be_claimed(
    unbuy: Unbuy, shop: PracticeShop, cell: FaultCell
) -> None:
    play(unbuy, shop, cell)


@pytest.mark.complete
@pytest.mark.parametrize("cell", every_fault(), ids=lambda cell: cell.name)
def test_no_trouble_at_any_place_makes_any_act_happen_twice_or_be_claimed(
    unbuy: Unbuy, shop: PracticeShop, cell: FaultCell
) -> None:
    play(unbuy, shop, cell)
