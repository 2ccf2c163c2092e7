"""The last look at a finished bundle: nothing that is known of the buyer is in it, in any form."""

from io import BytesIO
from zipfile import ZipFile

from automator.bundle.private import Private
from automator.secret_texts import spellings
from flows.errors import FlowError


class NotFit(FlowError):
    """A bundle has something private in it, and was not written."""


def raise_if_not_fit(bundle: bytes, private: Private) -> None:
    """Search every file of the zip, and its name, for every known value."""
    with ZipFile(BytesIO(bundle)) as archive:
        for member in archive.namelist():
            content = member.encode() + b"\n" + archive.read(member)
            found = [kind for kind, values in private.values.items() if _has(content, values)]
            if found:
                raise NotFit(
                    f"The bundle would have had {' and '.join(sorted(found))} in it, in a file"
                    f" {member.rpartition('.')[2]!r}. This is our fault, and nothing was written:"
                    " please report it with these words."
                )


def _has(content: bytes, values: set[str]) -> bool:
    folded = content.lower()
    return any(form.encode().lower() in folded for it in values for form in spellings(it))
