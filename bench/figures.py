"""The arithmetic: ratios of runs that stood beside each other, and how far they spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Seconds:
    """What one run took, in seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two runs, one right after the other."""

    base: Seconds
    unbuy: Seconds


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row of the result: seconds are medians; ratios are `unbuy` / `base`, pair by pair."""

    task: str
    measure: str
    base: str
    base_s: float
    unbuy_s: float
    ratio: float
    lowest: float
    highest: float
    pairs: int
    goal: float | None


def compared(
    task: str, measure: str, base: str, times: Sequence[tuple[float, float]], goal: float | None
) -> Comparison:
    """Compare pairs of seconds, base first. A machine that slows down meets both of a pair."""
    ratios = [unbuy_s / base_s for base_s, unbuy_s in times]
    return Comparison(
        task=task,
        measure=measure,
        base=base,
        base_s=median(base_s for base_s, _ in times),
        unbuy_s=median(unbuy_s for _, unbuy_s in times),
        ratio=median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
        pairs=len(ratios),
        goal=goal,
    )
