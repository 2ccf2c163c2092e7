"""Where "Cancel order" stands and what it opens, both of which the world's variant says."""

from dataclasses import dataclass

from mock_site import cancelling
from mock_site.orders import Order
from mock_site.variants import CancelIn, CancelOpens
from mock_site.visits import Visit

_LEADS_TO = {"dialog": "cancel", "tab": "cancel_page"}


@dataclass(frozen=True, slots=True)
class CancelControl:
    """The control that begins a cancellation: in a dialog fetched from `url`, or a tab there."""

    stands_in: CancelIn
    opens: CancelOpens
    url: str


def cancel_control(visit: Visit, order: Order, *places: CancelIn) -> CancelControl | None:
    """The control, if it stands in one of these places and the shop lets the order be cancelled."""
    variant = visit.shop.variant
    if variant.cancel_in not in places or cancelling.refusal(order, visit.shop.clock.now()):
        return None
    url = visit.addresses.of_order(_LEADS_TO[variant.cancel_opens], order.id)
    return CancelControl(variant.cancel_in, variant.cancel_opens, url)
