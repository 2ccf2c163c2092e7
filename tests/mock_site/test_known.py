"""The account of what is known and what is guessed: complete, and free of what is gone."""

import re
from pathlib import Path

import pytest

import mock_site
from mock_site.terms import Terms

_LAYOUTS = Path(mock_site.__file__).parent / "layouts"
_TEMPLATES = {
    f"{file.parts[-3]}/{file.name}": file for file in sorted(_LAYOUTS.glob("*/templates/*.html"))
}
_ACCOUNT = (_LAYOUTS / "KNOWN.md").read_text("utf-8")


@pytest.mark.parametrize("name", _TEMPLATES)
def test_each_template_says_first_what_of_it_is_known(name: str) -> None:
    comment = re.match(r"\{#(.*?)#\}", _TEMPLATES[name].read_text("utf-8"), re.DOTALL)
    assert comment, "it begins with no comment"
    assert re.search(r"\b([Kk]nown|guess|Ours)\b", comment[1]), comment[1]


def test_the_account_names_every_template_and_no_other() -> None:
    named = set(re.findall(r"`(\w+/\w+\.html)`", _ACCOUNT))
    assert named == set(_TEMPLATES)


def test_the_account_names_no_module_or_term_that_is_not_there() -> None:
    for module in re.findall(r"`([\w/]+\.py)`", _ACCOUNT):
        assert (_LAYOUTS.parent / module).exists(), module
    for row in re.findall(r"terms (.*) \|", _ACCOUNT):
        assert set(re.findall(r"`(\w+)`", row)) <= set(Terms.model_fields)


def test_each_row_of_the_account_has_a_mark() -> None:
    rows = re.findall(r"^\| .* \|$", _ACCOUNT, re.MULTILINE)
    told = [row for row in rows if ".html`" in row or "labels `" in row or "terms `" in row]
    assert len(told) > 30
    for row in told:
        assert re.search(r"\| (R|C|A|G|\?|R, C|R, A)\b|\| \?", row), row
