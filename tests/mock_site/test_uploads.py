"""How much may be sent to which address: files have room, all else has none."""

from io import BytesIO

import pytest
from playwright.sync_api import APIRequestContext, FilePayload, Page
from starlette.datastructures import FormData, UploadFile

from mock_site.evidence import LARGEST_FILE, Evidence
from mock_site.layouts.shared.uploads import evidence
from tests.mock_site import disputed
from tests.mock_site.conftest import Storefront, Visitor

_FULL: FilePayload = {
    "name": "full.png",
    "mimeType": "image/png",
    "buffer": disputed.PNG + bytes(LARGEST_FILE - len(disputed.PNG)),
}


def _send(
    http: APIRequestContext, storefront: Storefront, path: str, *files: FilePayload, order: str = ""
) -> int:
    """Send files as a page's script does; returns the status of the answer."""
    headers = {"x-csrf-token": Visitor(http, storefront.url).csrf(), "x-requested-with": "fetch"}
    form: dict[str, str | float | bool | bytes | FilePayload] = {"orderId": order}
    form |= {f"files{n}": file for n, file in enumerate(files)}
    return http.post(storefront.url + path, headers=headers, multipart=form).status


@pytest.mark.complete
def test_five_files_of_the_largest_size_get_through_and_much_more_does_not(
    storefront: Storefront, page: Page
) -> None:
    assert Visitor(page.request, storefront.url).sign_in().ok
    path = "/p/order/dispute_argue"
    assert _send(page.request, storefront, path, *[_FULL] * 5) == 409  # there is no such order
    assert _send(page.request, storefront, path, *[_FULL] * 7) == 413
    assert storefront.answers("dispute.argue") == [(False, "unknown_order")]


def test_other_addresses_take_no_files(storefront: Storefront, page: Page) -> None:
    assert Visitor(page.request, storefront.url).sign_in().ok
    for path in ("/p/order/message", "/p/order/dispute_withdraw", "/p/order/cancel"):
        assert _send(page.request, storefront, path, _FULL) == 413
    assert storefront.answers("message") == []


def test_a_guest_can_not_hand_anything_in(storefront: Storefront, page: Page) -> None:
    order = disputed.disputed_order(storefront)
    path = "/p/order/dispute_argue"
    assert _send(page.request, storefront, path, disputed.PHOTO, order=order) == 401
    assert disputed.dispute_of(storefront, order).files == ()
    assert storefront.answers("dispute.argue") == [(False, "http_401")]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("photo.png", "photo.png"),
        ("../../etc/photo.png", "photo.png"),
        ("C:\\Users\\Anna\\photo.png", "photo.png"),
        ("gnp\u202e.exe", "gnp.exe"),
        ("\x00\n", "_"),
        ("x" * 101 + ".png", "x" * 79 + "…" + "x" * 16 + ".png"),
    ],
)
def test_of_the_name_of_a_file_that_is_kept_which_people_read(given: str, kept: str) -> None:
    file = UploadFile(BytesIO(disputed.PNG), size=8, filename=given)
    assert evidence(FormData([("files", file)])) == (Evidence(kept, 8, "png"),)


def test_a_field_left_empty_and_one_that_is_no_file_bring_none() -> None:
    nothing = UploadFile(BytesIO(), size=0, filename="")
    assert evidence(FormData([("files", nothing), ("files", "text")])) == ()
