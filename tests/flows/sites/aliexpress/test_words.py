from collections.abc import Iterator

import pytest

from flows.domain.cancellation import Reason
from flows.domain.disputes import DisputeReason, DisputeStage
from flows.domain.orders import Control, EndReason, Status
from flows.domain.refunds import Method, RefundStage
from flows.errors import ShopChanged
from flows.sites.aliexpress.tables import OURS
from flows.sites.aliexpress.words import Words, languages, says, tidy, words_in
from mock_site.wording import languages as languages_of_the_shop

EN = words_in("en")
KINDS = ("status", "control", "end_reason", "reason", "method", "refund_stage", "dispute_stage")
MEANINGS = (Status, Control, EndReason, Reason, Method, RefundStage, DisputeStage)

each_language = pytest.mark.parametrize("language", languages())


@each_language
def test_every_reason_of_a_dispute_has_its_entry(language: str) -> None:
    assert set(words_in(language).dispute_reason) == set(DisputeReason)


def test_a_reason_of_a_dispute_means_one_thing_in_whichever_language_it_is_given() -> None:
    for words in map(words_in, languages()):
        for reason, texts in words.dispute_reason.items():
            assert {OURS.dispute_reason_called(text) for text in texts} == {reason}
    assert OURS.dispute_reason_called("Weil mir danach ist") is None


def tables(words: Words) -> Iterator[tuple[str, dict[object, list[str]]]]:
    for kind in KINDS:
        yield kind, getattr(words, kind)


def test_every_language_of_the_practice_shop_has_its_table() -> None:
    assert languages() == languages_of_the_shop()


@each_language
def test_every_meaning_has_its_entry(language: str) -> None:
    for (_, table), meanings in zip(tables(words_in(language)), MEANINGS, strict=True):
        assert set(table) == set(meanings)


@each_language
def test_only_the_buyers_own_word_on_the_money_is_never_on_a_page(language: str) -> None:
    words = words_in(language)
    wordless = [meaning for _, table in tables(words) for meaning in table if not table[meaning]]
    assert wordless == [RefundStage.RECEIVED]
    assert all(text for text in words.model_dump().values())


@each_language
def test_no_word_has_two_meanings_of_one_kind_not_even_by_what_a_star_stands_for(
    language: str,
) -> None:
    for kind, table in tables(words_in(language)):
        for meaning, texts in table.items():
            for text in texts:
                spelled = text.replace("*", "something else")
                meant = [other for other, known in table.items() if says(known, spelled)]
                assert meant == [meaning], f"{kind}: {text!r} also means {meant}"


def test_a_reason_means_one_thing_in_whichever_language_it_is_given() -> None:
    for words in map(words_in, languages()):
        for reason, texts in words.reason.items():
            assert {OURS.reason_called(text) for text in texts} == {reason}


def test_words_that_are_no_reason_in_any_language_are_none() -> None:
    assert OURS.reason_called("Weil mir danach ist") is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Canceled", Status.CANCELLED),
        ("Cancelled", Status.CANCELLED),
        ("Canceled ", Status.CANCELLED),
        ("  Awaiting\n   payment ", Status.AWAITING_PAYMENT),
        ("awaiting\u00a0delivery", Status.SHIPPED),
        ("TO SHIP", Status.AWAITING_SHIPMENT),
        ("Expired", Status.CLOSED),
    ],
)
def test_a_status_is_known_in_both_spellings_and_with_stray_spaces(
    text: str, status: Status
) -> None:
    assert EN.status_of(text) is status


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I don't want this order", Reason.NOT_NEEDED),
        ("I don't want this order anymore", Reason.NOT_NEEDED),
        ("I want to use/change a coupon (if any)", Reason.CHANGE_COUPON),
    ],
)
def test_a_star_stands_for_anything_and_for_nothing(text: str, reason: Reason) -> None:
    assert EN.reason_of(text) is reason


@pytest.mark.parametrize(
    ("known", "text", "fits"),
    [
        ("Send", "send", True),
        ("Send", "Send it", False),
        ("Send", "Resend", False),
        ("*Refund complete", "Refund: Refund complete", True),
        ("*Refund complete", "Refund complete soon", False),
        ("You paid (in full).", "You paid (in full).", True),
        ("You paid (in full).", "You paid (in fullX", False),
        ("a.c", "abc", False),
    ],
)
def test_a_text_fits_as_a_whole_and_only_the_star_is_special(
    known: str, text: str, fits: bool
) -> None:
    assert says([known], text) is fits


def test_white_space_is_folded() -> None:
    assert tidy(" a \n\t b\u00a0c ") == "a b c"


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        (EN.status_of, "status"),
        (EN.control_of, "control"),
        (EN.end_reason_of, "reason of the closing"),
        (EN.reason_of, "reason to cancel"),
        (EN.refund_stage_of, "refund stage"),
        (EN.method_of, "payment method"),
    ],
)
@pytest.mark.parametrize("text", ["Lost at sea ", ""])
def test_an_unknown_word_is_an_error_that_names_it(ask: object, kind: str, text: str) -> None:
    assert callable(ask)
    with pytest.raises(ShopChanged, match=f"Unknown {kind} on the page: '{text.strip()}'"):
        ask(text)


@pytest.mark.parametrize("language", ["en", "en-US", "EN", "en-GB"])
def test_a_language_is_known_whatever_its_region(language: str) -> None:
    assert words_in(language) == EN


@pytest.mark.parametrize("language", ["tlh", "", "../labels/en"])
def test_a_language_without_a_table_is_an_error_that_names_it(language: str) -> None:
    with pytest.raises(ShopChanged, match=f"in '{language}', which has no table of words yet"):
        words_in(language)
