"""Documents of which the fields that are known to be harmless stay."""

from collections.abc import Mapping
from typing import Any


def some_of(document: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Those of these fields that it has, as they are."""
    return {name: document[name] for name in names if name in document}
