"""What a matrix is made of."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class MatrixCell(Protocol):
    """One test of a matrix: which matrix, and where in its table it is counted."""

    @property
    def matrix(self) -> str: ...

    @property
    def row(self) -> str: ...

    @property
    def column(self) -> str: ...
