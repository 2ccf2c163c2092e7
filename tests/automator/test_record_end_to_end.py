"""A page is saved for strangers: nothing of the buyer is in it, and it still reads."""

import base64
import json
from itertools import product
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Ended, Unbuy

pytestmark = pytest.mark.browser
PERSONAL = ["Anna", "buyer@example.com", "correct-horse-9"]


def spellings(secret: str) -> set[bytes]:
    """As it could stand in a file: plain, for an address, for JSON, in base64 at any offset."""
    told = secret.encode()
    coded = {base64.b64encode(b" " * shift + told)[4:-4] for shift in range(3)}
    texts = {told, quote(secret).encode(), json.dumps(secret)[1:-1].encode()}
    return {it.lower() for it in texts | {code for code in coded if len(code) > 4}}


def secrets_of(shop: PracticeShop) -> list[str]:
    """Everything that tells whose page it is, what was bought, and from whom."""
    found = [*PERSONAL, shop.url]
    for order_id in shop.orders():
        order = shop.order(order_id)
        found += [order_id, order["seller"], *(item["title"] for item in order["items"])]
    return found


def saved(unbuy: Unbuy, folder: Path, *what: str, **settings: str) -> tuple[Ended, dict[str, Any]]:
    ended = unbuy("record", *what, "--out", str(folder), "--json", **settings)
    assert ended.code == 0, ended.said
    return ended, json.loads((folder / "expected.json").read_text())


def assert_nothing_personal(folder: Path, secrets: list[str]) -> None:
    written = b"".join(path.read_bytes() for path in folder.iterdir()).lower()
    for secret in secrets:
        for spelled in spellings(secret):
            assert spelled not in written, secret


@pytest.mark.parametrize(
    ("layout", "language", "page"),
    list(
        product(
            ["current", "classic"],
            ["en", "ru"],
            ["my-orders", "order", "refund", "cancel-dialog"],
        )
    ),
)
def test_a_recorded_page_has_nothing_personal_and_still_reads(
    unbuy: Unbuy,
    shop: PracticeShop,
    tmp_path: Path,
    layout: Literal["current", "classic"],
    language: str,
    page: str,
) -> None:
    shop.reset("every-state", layout=layout, language=language)
    order = shop.first("WAIT_SELLER_SEND_GOODS")
    folder = tmp_path / "page"
    ended, expected = saved(unbuy, folder, page, *([] if page == "my-orders" else [order]))
    assert_nothing_personal(folder, secrets_of(shop))
    assert (expected["layout"], expected["error"]) == (layout, None)
    assert ended.json["recognised"]
    if page == "order":
        assert expected["reads"]["status"] == "awaiting_shipment"
        assert expected["reads"]["total"]["amount"] == shop.order(order)["total"]
        assert expected["reads"]["id"] == expected["order"] != order
    if page == "my-orders":
        totals = {it["total"]["amount"] for it in expected["reads"]["orders"]}
        assert totals <= {it["total"] for it in shop.orders().values()}
    if page == "cancel-dialog":
        assert len(expected["reads"]["offered"]) > 3
        assert shop.submits() == []


@pytest.mark.complete
def test_a_page_that_is_not_as_known_is_recorded_with_the_word_that_is_new(
    unbuy: Unbuy, shop: PracticeShop, tmp_path: Path
) -> None:
    shop.arm("cancel.open", "renamed", times=20)
    _, expected = saved(unbuy, tmp_path / "a", "order", shop.first("PLACE_ORDER_SUCCESS"))
    assert expected["reads"] is None
    assert "Unknown control on the page: 'Withdraw from purchase'" in expected["error"]
    assert_nothing_personal(tmp_path / "a", secrets_of(shop))


@pytest.mark.complete
def test_a_page_that_is_not_recognised_at_all_is_recorded(
    unbuy: Unbuy, shop: PracticeShop, tmp_path: Path
) -> None:
    unbuy.home.mkdir()
    (unbuy.home / "overrides.toml").write_text(
        "[locators.current.order]\nstatus = '.gone'\n[locators.classic.order]\nstatus = '.gone'\n"
    )
    order = shop.first("PLACE_ORDER_SUCCESS")
    ended, expected = saved(unbuy, tmp_path / "a", "order", order, UNBUY_TIMEOUT_S="2")
    assert not ended.json["recognised"]
    assert "does not look like the known order page" in expected["error"]
    assert "Awaiting payment" in (tmp_path / "a" / "page.html").read_text()
    assert_nothing_personal(tmp_path / "a", secrets_of(shop))


@pytest.mark.complete
def test_the_person_is_told_to_look_the_file_through_before_sending_it(
    unbuy: Unbuy, tmp_path: Path
) -> None:
    told = unbuy("record", "my-orders", "--out", str(tmp_path / "a"))
    assert "Look the file through before you send it to anybody." in told.said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["basket"], "Known: my-orders, deleted-orders, order, refund, cancel-dialog"),
        (["order"], "Which order's?"),
        (["my-orders", "8190000000000001"], "leave out"),
        (["order", "12"], "is no order id"),
    ],
)
def test_nonsense_is_told_before_anything_is_opened(
    unbuy: Unbuy, shop: PracticeShop, tmp_path: Path, arguments: list[str], said: str
) -> None:
    ended = unbuy("record", *arguments, "--out", str(tmp_path / "a"), "--json")
    assert (ended.code, shop.log()) == (2, [])
    assert said in ended.said


def test_nothing_that_is_there_is_written_over(unbuy: Unbuy, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("mine")
    ended = unbuy("record", "my-orders", "--out", str(tmp_path), "--json")
    assert ended.code == 2
    assert (tmp_path / "page.html").read_text() == "mine"
