"""A ledger on another machine is told before anything is done with it."""

from pathlib import Path

import pytest

from automator.ledger import open as opening
from automator.ledger.network_folder import network_kind
from automator.ledger.open import open_ledger
from automator.ledger.trouble import LedgerError

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw
31 22 0:44 / {folder}/share rw,relatime - nfs4 server:/export rw,vers=4.2
32 31 8:2 / {folder}/share/usb rw - ext4 /dev/sdb rw
33 22 0:45 / {folder}/my\\040office rw shared:9 master:1 - cifs //server/office rw
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mountinfo"
    file.write_text(MOUNTS.format(folder=tmp_path))
    return file


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("share/unbuy/ledger.sqlite3", "nfs4"),
        ("my office/ledger.sqlite3", "cifs"),
        ("share/usb/ledger.sqlite3", None),
        ("share-of-mine/ledger.sqlite3", None),
        ("ledger.sqlite3", None),
    ],
)
def test_a_network_folder_is_known_by_its_file_system(
    tmp_path: Path, mounts: Path, place: str, kind: str | None
) -> None:
    assert network_kind(tmp_path / place, mounts) == kind


def test_a_link_into_a_network_folder_is_followed(tmp_path: Path, mounts: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "home").symlink_to(tmp_path / "share")
    assert network_kind(tmp_path / "home" / "ledger.sqlite3", mounts) == "nfs4"


def test_where_no_file_systems_are_told_nothing_is_said(tmp_path: Path) -> None:
    assert network_kind(tmp_path / "ledger.sqlite3", tmp_path / "missing") is None


def test_a_ledger_in_a_network_folder_is_refused_with_the_way_out(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "network_kind", lambda _: "nfs4")
    with pytest.raises(LedgerError, match=r"network folder \(nfs4\).*set UNBUY_HOME"):
        open_ledger(url)
    assert list(tmp_path.iterdir()) == []
