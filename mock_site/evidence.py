"""Files that a buyer hands in: the shop keeps what they are called and what they are, no more."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_FILES = 5
LARGEST_FILE = 2 * 1024 * 1024
"""Bytes."""

_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"%PDF-": "pdf",
}
BYTES_THAT_TELL = 12
"""How much of a file's beginning says what kind it is."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file; `size` in bytes, `kind` None where it is neither a picture nor a PDF."""

    name: str
    size: int
    kind: str | None


def kind_of(beginning: bytes) -> str | None:
    """What a file is by its first bytes, whatever its name says."""
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "webp"
    kinds = (kind for start, kind in _BEGINNINGS.items() if beginning.startswith(start))
    return next(kinds, None)


def refusal(files: Sequence[Evidence], had: int = 0) -> str | None:
    """Why the shop does not take these files beside the ones it has, as a code; None if it does."""
    if had + len(files) > MOST_FILES:
        return "refused_too_many"
    if any(not file.kind for file in files):
        return "refused_kind"
    return "refused_too_large" if any(file.size > LARGEST_FILE for file in files) else None
