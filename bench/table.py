"""The result for people and for programs."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bench.figures import Comparison

_HEAD = ("task", "measured", "against", "base s", "unbuy s", "ratio", "spread", "goal", "pairs")
_TEXTS = 3  # the columns before the numbers


def table(rows: Sequence[Comparison]) -> str:
    """Lines of aligned columns, a head first."""
    return aligned([_HEAD, *map(_cells, rows)], texts=_TEXTS)


def aligned(cells: Sequence[Sequence[str]], *, texts: int) -> str:
    """Columns under each other: the first few to the left as texts, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(_line(row, widths, texts) for row in cells)


def document(rows: Sequence[Comparison], machine: str) -> dict[str, Any]:
    """The same as one JSON document; times in seconds."""
    return {"machine": machine, "comparisons": [asdict(row) for row in rows]}


def _cells(row: Comparison) -> tuple[str, ...]:
    return (
        row.task,
        row.measure,
        row.base,
        f"{row.base_s:.2f}",
        f"{row.unbuy_s:.2f}",
        f"{row.ratio:.2f}",
        f"{row.lowest:.2f}-{row.highest:.2f}",
        "" if row.goal is None else f"<= {row.goal:.1f}",
        str(row.pairs),
    )


def _line(cells: Sequence[str], widths: Sequence[int], texts: int) -> str:
    padded = [
        cell.ljust(width) if place < texts else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()
