"""The documentation of the advice is made from the same table as the advice itself."""

from flows.domain.advice import situation_texts
from flows.domain.advice_table import FILE, page


def test_the_page_in_the_documentation_is_what_the_table_makes() -> None:
    written = FILE.read_text(encoding="utf-8")
    assert written == page(), "run python -m flows.domain.advice_table"


def test_every_situation_stands_on_the_page() -> None:
    assert all(f"| {texts['when']} |" in page() for texts in situation_texts().values())
