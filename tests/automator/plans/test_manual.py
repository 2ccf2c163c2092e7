"""The documentation of plans is made from the same fields as the plans themselves."""

from pathlib import Path

from automator.plans.file import read_plan
from automator.plans.manual import EXAMPLE, FILE, page

README = Path(__file__).parents[3] / "README.md"


def test_the_page_in_the_documentation_is_what_the_fields_make() -> None:
    assert FILE.read_text(encoding="utf-8") == page(), "run python -m automator.plans.manual"


def test_the_example_can_be_run_and_is_the_one_in_the_readme() -> None:
    assert len(read_plan(EXAMPLE).rule) == 4
    assert EXAMPLE.read_text(encoding="utf-8") in README.read_text(encoding="utf-8")
