"""Says of a field whose it is, where a call has fields that belong to some of its choices alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Of:
    """The acts, or the kinds of fault, that a field belongs to."""

    whose: tuple[str, ...]
