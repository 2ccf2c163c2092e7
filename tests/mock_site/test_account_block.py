"""The shop's staff put an account on hold and lift that again, as the control interface says."""

import pytest

from tests.mock_site.conftest import BUYER, Storefront
from tests.mock_site.control_client import ControlClient


@pytest.fixture
def control(storefront: Storefront) -> ControlClient:
    return ControlClient(storefront.url)


def test_an_account_is_blocked_and_unblocked_once_each(control: ControlClient) -> None:
    path = f"/accounts/{BUYER}"
    assert control.post(path, {"do": "block"})["blocked"] is True
    assert control.call("POST", path, {"do": "block"}).status == 409
    assert control.post(path, {"do": "unblock"})["blocked"] is False
    assert control.call("POST", path, {"do": "unblock"}).status == 409


def test_lifting_a_block_forgives_what_was_left_unpaid(
    control: ControlClient, storefront: Storefront
) -> None:
    storefront.open_anew(terms={"most_unpaid": 1})
    for _ in range(2):
        storefront.order()
    assert control.get("/state")["accounts"][0]["blocked"] is True
    assert control.post(f"/accounts/{BUYER}", {"do": "unblock"})["blocked"] is False


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [("/accounts/nobody", {"do": "block"}, 404), (f"/accounts/{BUYER}", {"do": "x"}, 400)],
)
def test_nonsense_about_an_account_is_refused(
    control: ControlClient, path: str, body: object, status: int
) -> None:
    assert control.call("POST", path, body).status == status
