"""What the canary looks for is what the tables hold: whatever is new there is looked for, too."""

from collections.abc import Iterator

import pytest

from flows.sites.aliexpress.canary.needed import ALWAYS, FACTS, MAY, UNSEEN, needs, table
from flows.sites.aliexpress.layouts import LAYOUTS
from flows.sites.aliexpress.locators import locators
from flows.sites.aliexpress.words import words_in

_TABLES = {"inside", "labels", "controls"}


def of_every_layout() -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for layout in LAYOUTS:
        for part, controls in locators(layout).items():
            named.setdefault(part, set()).update(controls)
    return named


def labels() -> Iterator[str]:
    for name, said in words_in("en").model_dump(exclude={"language"}).items():
        yield from (f"{name}.{key}" for key in said) if name == "dispute" else (name,)


def test_every_locator_of_every_layout_is_looked_for_and_no_other() -> None:
    looked_for = {part: set(needs(part)) for part in table().keys() - _TABLES}
    assert looked_for == of_every_layout()


def test_every_label_is_looked_for_and_no_other() -> None:
    assert set(table()["labels"]) == set(labels())


@pytest.mark.parametrize("part", sorted(table().keys() - _TABLES))
def test_what_has_to_be_true_for_it_is_known(part: str) -> None:
    known = {ALWAYS, MAY, *UNSEEN, *FACTS}
    assert {need.when for need in needs(part).values()} <= known
    assert {need.inside for need in needs(part).values()} <= {None, *needs(part)}


def test_controls_and_labels_go_by_facts_that_are_known() -> None:
    known = {ALWAYS, MAY, "read", *UNSEEN, *FACTS}
    assert {said.split()[-1] for said in table()["labels"].values()} <= known
    assert set(table()["controls"].values()) <= known
