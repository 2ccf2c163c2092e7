"""The six languages say the same: no text is missing, surplus or without its values."""

import re

import pytest

from mock_site.wording import languages
from tests.mock_site.label_files import (
    Text,
    all_texts,
    files,
    forms,
    placeholders,
    plural_forms,
    texts,
)

ENGLISH = all_texts("en")
OTHERS = [language for language in languages() if language != "en"]
_FORMATS = ("shop.toml: number.", "shop.toml: money.", "shop.toml: size.")
_SAME_EVERYWHERE = {"Lantern Lane", "Lantern Express"}
_SAME_IN = {"fr": {"Page {n}", "{n} minute", "{n} minutes"}}


def _is_counted(text: Text) -> bool:
    return isinstance(text, list) and "n" in placeholders(text[0])


def test_the_shop_speaks_six_languages() -> None:
    assert languages() == ["de", "en", "es", "fr", "pt", "ru"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_exactly_the_texts_of_english(language: str) -> None:
    own = all_texts(language)
    missing, surplus = ENGLISH.keys() - own.keys(), own.keys() - ENGLISH.keys()
    assert not missing, f"{language} lacks {sorted(missing)}"
    assert not surplus, f"{language} has, but English has not, {sorted(surplus)}"


@pytest.mark.parametrize("language", languages())
def test_no_text_stands_in_two_files_of_all_layouts(language: str) -> None:
    seen: dict[str, str] = {}
    for file in files(language):
        if "/" not in file:
            for key in texts(language, file):
                assert key not in seen, f"{key} stands in {seen[key]} and in {file}"
                seen[key] = file


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_has_the_same_values_filled_in_as_in_english(language: str) -> None:
    for key, text in all_texts(language).items():
        wanted = placeholders(forms(ENGLISH[key])[-1])
        for form in forms(text):
            assert placeholders(form) == wanted, f"{language}, {key}: {form!r} wants {wanted}"


@pytest.mark.parametrize("language", languages())
def test_a_counted_text_has_as_many_forms_as_the_plural_rule_names(language: str) -> None:
    counted = {key for key, text in ENGLISH.items() if _is_counted(text)}
    assert "shop.toml: duration.days" in counted
    own = all_texts(language)
    for key in counted:
        assert len(forms(own[key])) == plural_forms(language), f"{language}, {key}"


@pytest.mark.parametrize("language", languages())
def test_no_text_is_empty_or_begins_or_ends_with_a_blank(language: str) -> None:
    for key, text in all_texts(language).items():
        for form in forms(text):
            assert form, f"{language}, {key} is empty"
            assert form == form.strip() or key.endswith(("number.group", "number.decimal")), key


def test_french_sets_a_blank_that_does_not_break_before_its_double_signs() -> None:
    wrong = re.compile(r"(?<![\u00a0\u202f])[?!;:»]|«(?![\u00a0\u202f])")
    for key, text in all_texts("fr").items():
        for form in forms(text):
            shown = re.sub(r"\{.*?\}", "", form)
            assert not wrong.search(shown) or key.endswith("number.plural"), f"{key}: {form!r}"


def test_spanish_opens_what_it_asks_and_exclaims() -> None:
    for key, text in all_texts("es").items():
        for form in forms(text):
            if not key.endswith("number.plural"):
                assert form.count("¿") == form.count("?"), f"{key}: {form!r}"
                assert form.count("¡") == form.count("!"), f"{key}: {form!r}"


@pytest.mark.parametrize("language", languages())
def test_a_renamed_control_has_another_label_than_the_usual_one(language: str) -> None:
    own = all_texts(language)
    renamed = {key: key.replace("_renamed", "") for key in own if "_renamed" in key}
    assert len(renamed) > 10
    for key, usual in renamed.items():
        assert own[key] != own[usual], f"{language}, {key} is {own[usual]!r} as well"


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_of_several_words_was_left_in_english(language: str) -> None:
    own = all_texts(language)
    left = {
        form
        for key, text in ENGLISH.items()
        for form in forms(text)
        if form in forms(own[key]) and len(form.split()) > 1 and not key.startswith(_FORMATS)
    }
    assert left <= _SAME_EVERYWHERE | _SAME_IN.get(language, set())


@pytest.mark.parametrize("language", languages())
def test_a_cancelled_order_may_be_called_closed_or_completed_and_is_spelt_in_two_ways(
    language: str,
) -> None:
    own = texts(language, "orders.toml")
    cancelled = forms(own["ending.buyer_cancel_notpay_order"])
    assert len(cancelled) >= 4
    assert set(cancelled) & set(own["ending.security_close"]), "closed"
    assert set(cancelled) & set(own["ending.buyer_accept_goods"]), "completed"
    other_way = set(cancelled) - set(own["ending.security_close"])
    assert len(other_way - set(own["ending.buyer_accept_goods"])) >= 2, "two spellings"
    expired = set(own["ending.buyer_pay_timeout"]) - set(own["ending.security_close"])
    assert expired, "expired"
    assert not expired & set(cancelled)


@pytest.mark.parametrize("language", languages())
def test_a_running_order_is_never_called_as_one_that_has_ended_or_is_in_another_state(
    language: str,
) -> None:
    own = texts(language, "orders.toml")
    running = [word for key in own if key.startswith("status.") for word in own[key]]
    ended = {word for key in own if key.startswith("ending.") for word in own[key]}
    assert len(set(running)) == len(running)
    assert not ended & set(running)
