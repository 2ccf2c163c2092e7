"""Files that come with a form: what they are is told on, and what is in them is let go."""

import re
from types import MappingProxyType

from starlette.datastructures import FormData, UploadFile

from mock_site.evidence import BYTES_THAT_TELL, LARGEST_FILE, MOST_FILES, Evidence, kind_of

_LARGEST_BODY = (MOST_FILES + 1) * LARGEST_FILE
"""Bytes: room for the files, for what is written beside them, and for a file too many."""

LARGEST_BODIES = MappingProxyType(
    {"/p/order/dispute_open": _LARGEST_BODY, "/p/order/dispute_argue": _LARGEST_BODY}
)
_LONGEST_NAME = 100  # characters
_ENDING = 20


def evidence(form: FormData) -> tuple[Evidence, ...]:
    """The files of a form's field "files"; a field that was left empty brings none."""
    fields = form.getlist("files")
    return tuple(_told(it) for it in fields if isinstance(it, UploadFile) and it.filename)


def _told(file: UploadFile) -> Evidence:
    file.file.seek(0)
    return Evidence(
        name=_name(file.filename or ""),
        size=file.size or 0,
        kind=kind_of(file.file.read(BYTES_THAT_TELL)),
    )


def _name(given: str) -> str:
    """A name without folders and without characters that nobody sees, cut in its middle."""
    bare = re.split(r"[/\\]", given)[-1]
    name = "".join(character for character in bare if character.isprintable()) or "_"
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - _ENDING - 1]}…{name[-_ENDING:]}"
