"""Packing a run's evidence into one zip."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from automator.bundle.as_trace import told_as_trace
from automator.bundle.check import raise_if_not_fit
from automator.bundle.files import ForStrangers
from automator.bundle.private import Private

README = "README.txt"
_TOLD = "told.trace"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished zip, the names in it and those that are not.

    `has_trace`: of the run itself; `opens` says that Playwright's viewer has something to show.
    """

    content: bytes
    members: Sequence[str]
    left_out: Sequence[str]
    has_trace: bool
    opens: bool


def pack(folder: Path, redacting: ForStrangers, private: Private) -> Bundle:
    """Raises `NotFit` where something private would be in it."""
    file = BytesIO()
    left_out = redacting.left_out(folder)
    texts = dict(redacting.texts(folder))
    told = told_as_trace(texts)
    with ZipFile(file, "w", ZIP_DEFLATED) as target:
        has_trace = redacting.add_trace(folder, target)
        if told and not has_trace:
            target.writestr(_TOLD, told)
        for name, text in texts.items():
            target.writestr(name, text)
        trace = _TRACED if has_trace else _TOLD_ALONE if told else _NOT_EVEN_A_LOG
        target.writestr(README, _readme(left_out, trace))
        members = target.namelist()
    content = file.getvalue()
    raise_if_not_fit(content, private)
    return Bundle(content, members, left_out, has_trace, has_trace or bool(told))


_OPENS = "This zip is a Playwright trace, too: playwright show-trace FILE.zip opens it."
_TRACED = f"{_OPENS}\nIt has no pictures; the pages in it are redacted."
_TOLD_ALONE = (
    f"{_OPENS}\nThe run was made without a trace, so it has the steps of the log and, where the\n"
    "run stopped, the page; add --trace on to a run to have all of it."
)
_NOT_EVEN_A_LOG = "The run was killed before it could write its log."


def _readme(left_out: Sequence[str], trace: str) -> str:
    pictures = sum(name.endswith(".jpg") for name in left_out)
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
