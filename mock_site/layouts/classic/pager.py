"""The pages of a long list, and the way from one to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from starlette.datastructures import URL

from mock_site.layouts.shared.lists import page_number
from mock_site.visits import Visit

SIZES = (10, 20, 30)
"""How many orders one page may hold; the first unless another is asked for."""

_NEAR = 2
"""How far from the present page another still has a link of its own."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pager:
    """Page `number` of `last`, counted from 1, with `size` entries each; `filters` go along."""

    address: str
    filters: dict[str, str]
    number: int
    last: int
    size: int

    def url(self, number: int) -> str:
        """The address of another page of the same list."""
        fields = {**self.filters, "pageSize": self.size, "pageNum": number}
        return str(URL(self.address).include_query_params(**fields))

    def numbers(self) -> Iterator[int | None]:
        """The pages to offer: the ends and those nearby, with None for each gap between them."""
        before = 0
        for number in range(1, self.last + 1):
            if number in {1, self.last} or abs(number - self.number) <= _NEAR:
                if number > before + 1:
                    yield None
                yield number
                before = number


def paged(visit: Visit, filters: dict[str, str], entries: Sequence[T]) -> tuple[Pager, Sequence[T]]:
    """The page that the visitor asks for, the last one where there are fewer, and what is on it."""
    size = _size(visit.query("pageSize"))
    last = max(ceil(len(entries) / size), 1)
    number = min(page_number(visit.query("pageNum")), last)
    pager = Pager(visit.request.url.path, filters, number, last, size)
    return pager, entries[(number - 1) * size : number * size]


def _size(asked: str) -> int:
    return next((size for size in SIZES if str(size) == asked), SIZES[0])
