"""What is in the cart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CartLine:
    """So many pieces of one thing in one of its choices."""

    title: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Cart:
    """All lines; nothing in it is paid for."""

    lines: tuple[CartLine, ...] = ()

    def pieces(self, title: str) -> int:
        """How many pieces there are of what has this title, in any of its choices."""
        return sum(line.pieces for line in self.lines if line.title == title)
