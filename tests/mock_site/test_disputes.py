"""Disputes: when one can be opened, what is kept of it, and whose word ends it."""

from decimal import Decimal

import pytest

from mock_site import buyer_acts, control_acts
from mock_site.buyer_acts import Asked
from mock_site.calls import PlatformAct, SellerAct
from mock_site.disputes import Dispute
from mock_site.evidence import LARGEST_FILE, Evidence, kind_of
from mock_site.messages import Message
from mock_site.shop import Answer
from mock_site.truth import truth_of_order
from tests.mock_site.stage import ANNA, DAY, START, Stage, a_stage

PHOTO = Evidence("photo.jpg", 4000, "jpeg")
PDF = Evidence("report.pdf", LARGEST_FILE, "pdf")


def _ask(stage: Stage, order: str, asked: Asked) -> Answer:
    return stage.shop.ask(ANNA, order, asked)


def _open(stage: Stage, order: str, *files: Evidence, text: str = "Nothing came.") -> Answer:
    wanted = stage.see(order).total
    asked = buyer_acts.open_dispute(
        reason="notReceived", wanted=wanted, received=False, text=text, files=files
    )
    return _ask(stage, order, asked)


def _disputed(**seller: object) -> tuple[Stage, str]:
    stage = a_stage()
    order = stage.order("WAIT_BUYER_ACCEPT_GOODS", total="10.00", seller=seller)
    stage.wind(6 * DAY)
    assert _open(stage, order).changed
    return stage, order


def _dispute(stage: Stage, order: str) -> Dispute:
    dispute = stage.see(order).dispute
    assert dispute is not None
    return dispute


@pytest.mark.parametrize(
    ("days", "answer"),
    [
        (4.9, "refused_early"),
        (5, "opened"),
        (59.9, "opened"),
        (60.1, "opened"),
        (75, "refused_late"),
    ],
)
def test_a_dispute_can_be_opened_in_its_window_only(days: float, answer: str) -> None:
    stage = a_stage()
    order = stage.order("WAIT_BUYER_ACCEPT_GOODS")
    stage.wind(days * DAY)
    assert _open(stage, order).code == answer


def test_one_can_be_opened_at_once_when_the_parcel_went_back() -> None:
    stage = a_stage()
    order = stage.order("WAIT_BUYER_ACCEPT_GOODS")
    stage.shop.change(order, control_acts.by_platform(PlatformAct(do="return_parcel")))
    assert _open(stage, order).code == "opened"


def test_a_deleted_order_has_to_be_restored_before_a_dispute() -> None:
    stage = a_stage()
    order = stage.order("FINISH", deleted="recycle")
    assert _open(stage, order).code == "refused_deleted"
    assert _ask(stage, order, buyer_acts.restore()).changed
    assert _open(stage, order).code == "opened"


def test_an_order_deleted_for_ever_is_unknown_to_its_buyer() -> None:
    stage = a_stage()
    order = stage.order("FINISH", deleted="recycle")
    assert _ask(stage, order, buyer_acts.purge()).changed
    assert _open(stage, order).code == "unknown_order"


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        ([PHOTO] * 5, "opened"),
        ([PHOTO] * 6, "refused_too_many"),
        ([PHOTO, PDF], "opened"),
        ([Evidence("big.pdf", LARGEST_FILE + 1, "pdf")], "refused_too_large"),
        ([PHOTO, Evidence("run.exe", 10, None)], "refused_kind"),
    ],
)
def test_files_are_taken_within_limits(files: list[Evidence], answer: str) -> None:
    stage = a_stage()
    order = stage.order("FINISH")
    assert _open(stage, order, *files).code == answer
    kept = stage.see(order).dispute
    assert (kept.files if kept else None) == (tuple(files) if answer == "opened" else None)


def test_files_brought_later_count_with_the_first_ones() -> None:
    stage, order = _disputed()
    for _ in range(5):
        assert _ask(stage, order, buyer_acts.argue("", (PHOTO,))).code == "argued"
    assert _ask(stage, order, buyer_acts.argue("", (PHOTO,))).code == "refused_too_many"
    assert _ask(stage, order, buyer_acts.argue("  ")).code == "refused_text"
    assert _dispute(stage, order).files == (PHOTO,) * 5
    assert truth_of_order(stage.see(order))["dispute"]["files"][0] == {
        "name": "photo.jpg",
        "size": 4000,
        "kind": "jpeg",
    }


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        (b"RIFF\x24\x00\x00\x00WEBP", "webp"),
        (b"RIFF\x24\x00\x00\x00WAVE", None),
        (b"%PDF-1.7", "pdf"),
        (b"MZ\x90", None),
        (b"<svg>", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(beginning: bytes, kind: str | None) -> None:
    assert kind_of(beginning) == kind


def test_what_is_written_keeps_its_line_breaks_and_loses_blank_ends() -> None:
    stage = a_stage()
    order = stage.order("FINISH")
    _open(stage, order, PHOTO, text="  First.\r\nSecond.\n ")
    assert _dispute(stage, order).talks == (Message("buyer", "First.\nSecond.", START, (PHOTO,)),)
    _ask(stage, order, buyer_acts.message("One\r\n\r\nTwo "))
    assert stage.see(order).messages == (Message("buyer", "One\n\nTwo", START),)


def test_each_turn_of_a_dispute_has_its_date() -> None:
    stage, order = _disputed(in_dispute="offer", dispute_after_s=86_400)
    assert _dispute(stage, order).opened_at == START + 6 * DAY
    stage.wind(DAY)
    assert _dispute(stage, order).offered_at == START + 7 * DAY
    stage.wind(DAY)
    assert _ask(stage, order, buyer_acts.escalate()).changed
    assert _dispute(stage, order).escalated_at == START + 8 * DAY
    stage.wind(7 * DAY)
    after = _dispute(stage, order)
    assert (after.ended_at, after.ended_by) == (START + 15 * DAY, "platform")


def test_the_end_of_a_dispute_says_whose_word_it_was() -> None:
    stage, order = _disputed(in_dispute="accept")
    stage.wind(DAY)
    assert _dispute(stage, order).ended_by == "seller"
    assert _dispute(stage, order).granted == Decimal("10.00")

    stage, order = _disputed(in_dispute="offer")
    stage.wind(DAY)
    assert _ask(stage, order, buyer_acts.accept_offer()).code == "settled"
    assert _dispute(stage, order).ended_by == "buyer"
    assert _dispute(stage, order).granted == Decimal("5.00")

    stage, order = _disputed()
    stage.shop.change(order, control_acts.by_platform(PlatformAct(do="freeze")))
    stage.shop.change(order, control_acts.by_platform(PlatformAct(do="annul")))
    assert _dispute(stage, order).ended_by == "platform"


def test_whoever_says_nothing_loses_their_turn() -> None:
    stage, order = _disputed()
    stage.wind(5 * DAY)
    assert _dispute(stage, order).stage == "PLATFORM"
    stage.wind(7 * DAY)
    assert _dispute(stage, order).granted == Decimal("10.00")

    stage, order = _disputed()
    stage.shop.change(order, control_acts.by_seller(SellerAct(do="decline")))
    stage.wind(5 * DAY)
    assert _dispute(stage, order).granted == Decimal(0)
    assert stage.see(order).refund.stage == "NONE"
