"""Old evidence goes, the oldest first; what an order still needs stays whatever the limits say."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from automator.evidence_limits import Limits, prune

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ONE, TWO = "8190000000000001", "8190000000000002"
ENOUGH = Limits(mb=100, days=90)


def run_of(home: Path, days_ago: int, *orders: str, size: int = 1000, listed: bool = True) -> Path:
    folder = home / f"{NOW - timedelta(days=days_ago):%Y%m%dT%H%M%S}-cancel"
    folder.mkdir()
    for order in orders:
        (folder / f"{order}-before-sending.jpg").write_bytes(b"x" * size)
    if listed:
        (folder / "run.json").write_text(json.dumps({"orders": list(orders)}))
    return folder


def pruned(home: Path, limits: Limits, *settled: str, measure: bool = True) -> set[Path]:
    return set(prune(home, limits, NOW, lambda: set(settled), measure=measure).gone)


def test_what_is_older_than_the_days_goes_and_the_rest_stays(tmp_path: Path) -> None:
    old, new = run_of(tmp_path, 91, ONE), run_of(tmp_path, 89, ONE)
    assert pruned(tmp_path, ENOUGH, ONE) == {old}
    assert new.is_dir()
    assert not old.exists()


def test_beyond_the_size_the_oldest_goes_first_and_no_more_than_needed(tmp_path: Path) -> None:
    runs = [run_of(tmp_path, days, ONE, size=600_000) for days in (5, 4, 3)]
    assert pruned(tmp_path, Limits(mb=1, days=90), ONE) == set(runs[:2])


@pytest.mark.parametrize("limits", [Limits(mb=0, days=90), Limits(mb=100, days=1)])
def test_evidence_of_an_order_that_is_open_is_never_touched(tmp_path: Path, limits: Limits) -> None:
    needed = run_of(tmp_path, 400, ONE, TWO)
    assert pruned(tmp_path, limits, TWO) == set()
    assert sorted(file.name for file in needed.iterdir()) == [
        f"{ONE}-before-sending.jpg", f"{TWO}-before-sending.jpg", "run.json",
    ]  # fmt: skip


def test_an_order_is_known_by_its_pictures_where_the_run_was_killed(tmp_path: Path) -> None:
    run_of(tmp_path, 400, ONE, listed=False)
    assert pruned(tmp_path, ENOUGH) == set()


def test_a_run_that_stopped_at_an_open_order_without_a_picture_is_kept(tmp_path: Path) -> None:
    folder = run_of(tmp_path, 400)
    (folder / "run.json").write_text(json.dumps({"orders": [ONE]}))
    assert pruned(tmp_path, ENOUGH) == set()
    assert pruned(tmp_path, ENOUGH, ONE) == {folder}


def test_a_run_that_is_under_way_is_left_alone(tmp_path: Path) -> None:
    run_of(tmp_path, 0, ONE, listed=False)
    assert pruned(tmp_path, Limits(mb=0, days=90), ONE) == set()


def test_nothing_else_in_the_folder_is_touched(tmp_path: Path) -> None:
    (tmp_path / "my own folder").mkdir()
    (tmp_path / "20200101T000000-notes.txt").write_text("mine")
    assert pruned(tmp_path, Limits(mb=0, days=0)) == set()
    assert len(list(tmp_path.iterdir())) == 2


def test_the_ledger_is_not_asked_where_nothing_is_beyond_the_limits(tmp_path: Path) -> None:
    run_of(tmp_path, 5, ONE)

    def ask() -> set[str]:
        raise AssertionError("there is nothing to decide")

    assert prune(tmp_path, ENOUGH, NOW, ask, measure=True).gone == []
    assert prune(tmp_path, Limits(mb=0, days=90), NOW, ask, measure=False).gone == []


def test_without_a_folder_there_is_nothing_to_remove(tmp_path: Path) -> None:
    assert pruned(tmp_path / "none", ENOUGH) == set()
