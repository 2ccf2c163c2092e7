"""Where a dispute stands."""

from enum import StrEnum


class DisputeStage(StrEnum):
    """Whose turn it is."""

    SELLER = "seller"
    BUYER = "buyer"
    SHOP = "shop"
    ENDED = "ended"
