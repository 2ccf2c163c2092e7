"""Files for a dispute: which the shop takes, told before anything is opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# All guesses: public tools show that pictures can be uploaded, and no source tells a limit. These
# are what the bundled storefront's page says; what the page says at the time wins.
MOST_FILES = 5
LARGEST_FILE = 2 * 1024 * 1024  # bytes
LONGEST_TEXT = 2000  # characters

_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"%PDF-": "PDF",
}
BYTES_THAT_TELL = 12
"""How much of a file's beginning says of which kind it is."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it lies on the disk: its name, its size in bytes, its first bytes."""

    name: str
    size: int
    beginning: bytes


def problems_of(files: Sequence[Attachment]) -> Iterator[str]:
    """Everything that is wrong with these files, a sentence for each problem."""
    for file in files:
        if not file.size:
            yield f"{file.name} is empty."
        elif not _kind(file.beginning):
            yield f"{file.name} is neither a picture (PNG, JPEG, GIF, WebP) nor a PDF file."
        if file.size > LARGEST_FILE:
            most = _megabytes(LARGEST_FILE)
            yield f"{file.name} has {_megabytes(file.size)} MB; {most} MB may be sent."
    if len(files) > MOST_FILES:
        yield f"{len(files)} files are too many; {MOST_FILES} may be sent."


def _kind(beginning: bytes) -> str | None:
    """By what is in it, whatever its name says."""
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "WebP"
    return next((kind for start, kind in _BEGINNINGS.items() if beginning.startswith(start)), None)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")
