"""Packing a run's evidence into one zip."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from automator.bundle.check import raise_if_not_fit
from automator.bundle.files import ForStrangers
from automator.bundle.private import Private

README = "README.txt"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished zip, the names in it, the names that are not, and whether a trace is in it."""

    content: bytes
    members: Sequence[str]
    left_out: Sequence[str]
    has_trace: bool


def pack(folder: Path, redacting: ForStrangers, private: Private) -> Bundle:
    """Raises `NotFit` where something private would be in it."""
    file = BytesIO()
    left_out = redacting.left_out(folder)
    with ZipFile(file, "w", ZIP_DEFLATED) as target:
        has_trace = redacting.add_trace(folder, target)
        for name, text in redacting.texts(folder):
            target.writestr(name, text)
        target.writestr(README, _readme(left_out, has_trace=has_trace))
        members = target.namelist()
    content = file.getvalue()
    raise_if_not_fit(content, private)
    return Bundle(content, members, left_out, has_trace)


def _readme(left_out: Sequence[str], *, has_trace: bool) -> str:
    pictures = sum(name.endswith(".jpg") for name in left_out)
    trace = (
        "This zip is a Playwright trace, too: playwright show-trace FILE.zip opens it. It has no\n"
        "pictures; the pages in it are redacted."
        if has_trace
        else "The run was made without a trace; add --trace on to a run to have one."
    )
    return (
        "What one run of unbuy saw, for somebody else to look at.\n\n"
        "Only the shop's own words that unbuy knows, sums, dates and the names of controls are as\n"
        "they were. Every other word became another one of its shape (Xxxx), every number another\n"
        "one of its length; the same order id is the same other one everywhere. What was typed,\n"
        "sent and answered, cookies and tokens are not in it.\n\n"
        f"{trace}\n\n"
        f"Left out: {pictures} picture(s), as nothing proves that what they show is covered, and\n"
        f"{len(left_out) - pictures} other file(s) of unknown kind.\n"
    )
