"""How a world comes by its variant, and that a part of one is enough."""

from mock_site.variants import Variant
from tests.mock_site.conftest import BUYER, PASSWORD, Storefront
from tests.mock_site.control_client import ControlClient

_USUAL = Variant().model_dump()
_PHONE = {"labels": "ref_number", "width": "phone"}
_WORLD = {"accounts": [{"username": BUYER, "password": PASSWORD}], "variant": _PHONE}


def test_what_a_world_leaves_out_of_its_variant_is_as_usual(storefront: Storefront) -> None:
    control = ControlClient(storefront.url)
    control.post("/reset", {"scenario": _WORLD})
    assert control.get("/state")["variant"] == _USUAL | _PHONE


def test_a_variant_named_by_a_reset_goes_before_the_worlds_as_a_whole(
    storefront: Storefront,
) -> None:
    control = ControlClient(storefront.url)
    control.post("/reset", {"scenario": _WORLD, "variant": {"cancel_in": "more"}})
    assert control.get("/state")["variant"] == _USUAL | {"cancel_in": "more"}
    control.post("/reset", {"scenario": _WORLD, "variant": {}})
    assert control.get("/state")["variant"] == _USUAL


def test_a_variant_does_not_outlive_its_world(storefront: Storefront) -> None:
    control = ControlClient(storefront.url)
    control.post("/reset", {"scenario": _WORLD})
    control.post("/reset")
    assert control.get("/state")["variant"] == _USUAL
