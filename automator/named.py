"""Words of the contract as people type them; what is none is told with what there is."""

from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from flows.domain.cancellation import Reason

if TYPE_CHECKING:
    from flows.sites.aliexpress.tables import Tables

W = TypeVar("W", bound=StrEnum)


def one_of(kind: type[W], text: str, what: str) -> W:
    """The one that is called so; raises ValueError, with the nearest name and all that are known.

    Blanks, hyphens and capitals do not matter.
    """
    try:
        return kind(text.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError as error:
        near = get_close_matches(text, list(kind), n=1)
        hint = f" Did you mean {str(near[0])!r}?" if near else ""
        raise ValueError(f"{text!r} is no {what}.{hint} Known: {', '.join(kind)}.") from error


def reason_named(text: str, tables: "Tables | None" = None) -> Reason:
    """A reason by its name or in the shop's own words; raises ValueError."""
    from flows.sites.aliexpress.tables import OURS

    return (tables or OURS).reason_called(text) or one_of(Reason, text, "reason")
