"""What the matrix is made of: every journey in every layout, language and variant of the pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, product
from random import Random

from tests.automator.layouts import Layout
from tests.matrix.journeys import JOURNEYS

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
_DEAL = 19_994  # one in which any two choices meet
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
    """Each journey once, some twice, in pages of which any two choices meet."""
    by_chance = Random(_DEAL)  # noqa: S311 - the same deal every time is what is wanted
    pages = list(product(LANGUAGES, OPTIONS["cancel_in"]))
    by_chance.shuffle(pages)
    return [
        Cell(journey, by_chance.choice(LAYOUTS), language, _dealt(by_chance, cancel_in=cancel_in))
        for journey, (language, cancel_in) in zip(cycle(JOURNEYS), pages, strict=False)
    ]


def every_cell() -> list[Cell]:
    """Each journey in each layout and language, in each variant that is named."""
    return [
        Cell(journey, layout, language, tuple(variant.items()))
        for journey, layout, language, variant in product(JOURNEYS, LAYOUTS, LANGUAGES, _variants())
    ]


def _dealt(by_chance: Random, **chosen: str) -> tuple[tuple[str, str], ...]:
    dealt = {option: by_chance.choice(choices) for option, choices in OPTIONS.items()}
    return tuple({**dealt, **chosen}.items())


def _variants() -> Iterator[dict[str, str]]:
    yield _USUAL
    for option, (_, *others) in OPTIONS.items():
        for choice in others:
            yield {**_USUAL, option: choice}
    yield _ALL_OTHER
