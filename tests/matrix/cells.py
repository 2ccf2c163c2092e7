"""What the matrix is made of: every journey in every layout, language and variant of the pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, product
from random import Random
from typing import TypeVar

from tests.automator.layouts import Layout
from tests.matrix.journeys import JOURNEYS

C = TypeVar("C")
LAYOUTS: tuple[Layout, ...] = ("current", "classic")
LANGUAGES = ("en", "ru", "es", "pt", "de", "fr")
OPTIONS = {
    "labels": ("order_id", "ref_number"),
    "cancel_in": ("detail", "list", "more"),
    "reasons": ("radio", "drop_down"),
    "cancel_opens": ("dialog", "tab"),
    "width": ("desktop", "phone"),
    "sign_in": ("page", "frame"),
}
_DEAL = 32  # one in which any two choices meet
# Each option alone, and pages that differ in everything at once.
_USUAL = {name: choices[0] for name, choices in OPTIONS.items()}
_ALL_OTHER = {name: choices[-1] for name, choices in OPTIONS.items()}


@dataclass(frozen=True, slots=True)
class Cell:
    """One journey in pages of one kind; `variant` is what the shop calls so."""

    journey: str
    layout: Layout
    language: str
    variant: tuple[tuple[str, str], ...]

    @property
    def matrix(self) -> str:
        return "Journeys"

    @property
    def row(self) -> str:
        return self.journey.replace("_", " ")

    @property
    def column(self) -> str:
        return f"{self.layout} {self.language}"

    @property
    def name(self) -> str:
        unusual = [choice for option, choice in self.variant if choice != _USUAL[option]]
        return "-".join((self.journey, self.layout, self.language, *(unusual or ["usual"])))


def sample() -> list[Cell]:
    """Each journey in every third language, in turn; layouts and options are dealt to them."""
    return [
        cell
        for number, journey in enumerate(JOURNEYS)
        for cell in islice(_dealt(journey), number % 3, None, 3)
    ]


def every_cell() -> list[Cell]:
    """Each journey in each layout and language, in each variant that is named."""
    return [
        Cell(journey, layout, language, tuple(variant.items()))
        for journey, layout, language, variant in product(JOURNEYS, LAYOUTS, LANGUAGES, _variants())
    ]


def _dealt(journey: str) -> Iterator[Cell]:
    by_chance = Random(f"{_DEAL} {journey}")  # noqa: S311 - the same deal every time is what is wanted
    layouts = _deal(LAYOUTS, by_chance)
    options = [_deal(choices, by_chance) for choices in OPTIONS.values()]
    for language, layout, *chosen in zip(LANGUAGES, layouts, *options, strict=True):
        yield Cell(journey, layout, language, tuple(zip(OPTIONS, chosen, strict=True)))


def _deal(choices: Sequence[C], by_chance: Random) -> list[C]:
    """One choice for each language, each as often as the others."""
    dealt = list(islice(cycle(choices), len(LANGUAGES)))
    by_chance.shuffle(dealt)
    return dealt


def _variants() -> Iterator[dict[str, str]]:
    yield _USUAL
    for option, (_, *others) in OPTIONS.items():
        for choice in others:
            yield {**_USUAL, option: choice}
    yield _ALL_OTHER
