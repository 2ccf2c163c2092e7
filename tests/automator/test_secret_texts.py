"""A secret is found in whatever form a text has it."""

import base64
import json
from html import escape
from urllib.parse import quote, quote_plus

import pytest

from automator.secret_texts import SecretTexts

SECRET = 'pass & "wörd"/9'


@pytest.mark.parametrize(
    "form",
    [
        SECRET,
        quote(SECRET),
        quote(SECRET, safe=""),
        quote_plus(SECRET),
        json.dumps(SECRET)[1:-1],
        json.dumps(SECRET, ensure_ascii=False)[1:-1],
        escape(SECRET),
    ],
)
def test_a_secret_is_hidden_in_each_form(form: str) -> None:
    assert SecretTexts([SECRET]).hidden(f"before {form} after") == "before *** after"


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("after", range(4))
def test_a_secret_is_hidden_in_base64_whatever_stands_around_it(before: int, after: int) -> None:
    coded = base64.b64encode(b"x" * before + SECRET.encode() + b"y" * after).decode()
    hidden = SecretTexts([SECRET]).hidden(coded)
    assert "***" in hidden
    assert len(hidden) <= 16


def test_a_secret_that_is_a_part_of_another_one_leaves_nothing_of_it() -> None:
    assert SecretTexts(["horse", "horse-9"]).hidden("horse-9") == "***"


def test_without_secrets_nothing_is_hidden() -> None:
    assert SecretTexts([]).hidden("as it is") == "as it is"
    assert SecretTexts([""]).hidden("as it is") == "as it is"


def test_an_address_is_told_without_what_travels_in_it() -> None:
    told = SecretTexts([]).hidden(
        "https://u:p@shop.example/punish?x5secdata=ab12&page=2#t was shown"
    )
    assert told == "https://shop.example/punish?page=2 was shown"
