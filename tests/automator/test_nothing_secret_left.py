"""B8: however a run ends, no byte it leaves has a secret, and no bundle anything of the buyer."""

import json
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile, is_zipfile

import pytest

from automator.bundle_job import bundle_run
from automator.secret_texts import spellings
from automator.settings import load_settings
from mock_site.practice_shop import PracticeShop
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser
# What the pages of these orders show of the buyer, beside the user name.
AT_HOME = ("Anna", "Silva", "91 Station Road", "Eastmere", "+1 202 555 0186")


def contents(file: Path) -> Iterator[bytes]:
    """A file's bytes, and those of all that is packed in it."""
    yield file.read_bytes()
    if is_zipfile(file):
        with ZipFile(file) as archive:
            for name in archive.namelist():
                yield name.encode() + archive.read(name)


def found(files: Iterable[Path], values: Iterable[str]) -> set[tuple[str, str]]:
    """Which of the values stand in which file, in any form."""
    return {
        (file.name, value)
        for file in files
        for content in contents(file)
        for value in values
        for form in spellings(value)
        if form.encode() in content
    }


class Left(NamedTuple):
    """What runs of all kinds left: the home folder's files, the secrets, the runs' folders."""

    files: list[Path]
    secrets: list[str]
    runs: list[Path]


@pytest.fixture
def left(unbuy: Unbuy, shop: PracticeShop) -> Left:
    """Runs that end in success and in each kind of failure, with traces."""
    unpaid = shop.first("PLACE_ORDER_SUCCESS")
    paid = shop.first("WAIT_SELLER_SEND_GOODS")
    trace = ("--trace", "on", "-v")
    wrong = {"UNBUY_PASSWORD": "wrong-battery-7"}
    assert unbuy("orders", *trace, **wrong).code == 4
    shop.arm("sign_in", "code")
    assert unbuy("orders", *trace).code == 4
    assert unbuy("cancel", unpaid, "--yes", *trace).code == 0
    shop.arm("order.detail", "slider")
    assert unbuy("show", paid, *trace).code == 4
    shop.reset()
    shop.arm("cancel.open", "renamed", times=20)
    assert unbuy("cancel", paid, "--yes", "--trace", "on-failure", "--note", "Anna").code == 5
    shop.disarm()
    shop.arm("cancel.submit", "error_after")
    assert unbuy("cancel", paid, "--yes", *trace).code in {6, 10}
    files = [it for it in unbuy.home.rglob("*") if it.is_file()]
    return Left(files, list(_secrets(unbuy, shop)), sorted((unbuy.home / "evidence").iterdir()))


def _secrets(unbuy: Unbuy, shop: PracticeShop) -> Iterator[str]:
    yield from (shop.password, "wrong-battery-7", str(shop.accounts()[0]["code"]))
    session = json.loads((unbuy.home / "sessions" / "default.json").read_text())
    yield from (it["value"] for it in session["cookies"] if len(it["value"]) > 20)


def test_no_secret_is_left_at_home_and_nothing_of_the_buyer_in_any_bundle(
    unbuy: Unbuy, shop: PracticeShop, left: Left, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_session = unbuy.home / "sessions" / "default.json"
    assert len(left.secrets) >= 4
    assert found([it for it in left.files if it != kept_session], left.secrets) == set()
    assert found([kept_session], left.secrets[:3]) == set()
    assert {value for _, value in found(left.files, AT_HOME)} == set(AT_HOME)  # else: no proof
    assert len([it for it in left.files if it.name == "trace.zip"]) == 6

    for name, value in unbuy.environment().items():
        if name.startswith("UNBUY_"):
            monkeypatch.setenv(name, value)
    settings = load_settings({})
    bundles = [tmp_path / f"{run.name}.zip" for run in left.runs]
    for run, bundle in zip(left.runs, bundles, strict=True):
        bundle_run(settings, run, bundle)
    assert found(bundles, [*left.secrets, *private_values(shop)]) == set()


def private_values(shop: PracticeShop) -> Iterator[str]:
    yield from (*AT_HOME, shop.username, shop.url)
    for order_id in shop.orders():
        order = shop.order(order_id)
        yield from (order_id, order["seller"], *(item["title"] for item in order["items"]))


def test_all_that_is_left_is_for_its_owner_alone(unbuy: Unbuy, shop: PracticeShop) -> None:
    unbuy("cancel", shop.first("PLACE_ORDER_SUCCESS"), "--yes", "--trace", "on")
    packed = unbuy("bundle", "last", "--json")
    assert packed.code == 0, packed.said
    assert packed.json["bundle"]["trace"]
    for path in (unbuy.home / "evidence", unbuy.home / "reports", unbuy.home / "logs"):
        for each in (path, *path.rglob("*")):
            assert not stat.S_IMODE(each.stat().st_mode) & 0o077, each


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["bundle", "nonsense"], "There is no run 'nonsense'"), (["bundle", "last"], "none")],
)
def test_a_run_that_is_not_there_is_told(unbuy: Unbuy, arguments: list[str], said: str) -> None:
    ended = unbuy(*arguments)
    assert ended.code == 2
    assert said in ended.said
