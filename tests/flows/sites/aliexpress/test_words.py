import pytest

from flows.domain.cancellation import Reason
from flows.domain.orders import Control, EndReason, Status
from flows.domain.refunds import Method, RefundStage
from flows.errors import ShopChanged
from flows.sites.aliexpress.words import says, tidy, words_in

EN = words_in("en")


def test_every_meaning_has_an_english_word() -> None:
    assert set(EN.status) == set(Status)
    assert set(EN.control) == set(Control)
    assert set(EN.end_reason) == set(EndReason)
    assert set(EN.reason) == set(Reason)
    assert set(EN.method) == set(Method)
    assert set(EN.refund_stage) == set(RefundStage)


def test_only_the_buyers_own_word_on_the_money_is_never_on_a_page() -> None:
    tables = (EN.status, EN.control, EN.end_reason, EN.reason, EN.method, EN.refund_stage)
    wordless = [meaning for table in tables for meaning, texts in table.items() if not texts]
    assert wordless == [RefundStage.RECEIVED]


def test_no_english_word_has_two_meanings_of_one_kind() -> None:
    for table in (EN.status, EN.control, EN.end_reason, EN.reason, EN.method, EN.refund_stage):
        words = [text.casefold() for texts in table.values() for text in texts]
        assert len(words) == len(set(words))


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_has_its_names(month: int) -> None:
    assert month in EN.month_numbers().values()


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
