import stat
import subprocess
import sys
from pathlib import Path

import pytest

from automator.account_lock import Busy, account_lock

HOLD = """
import sys
from pathlib import Path
from automator.account_lock import account_lock

with account_lock(Path(sys.argv[1]), "ann"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def hold_elsewhere(folder: Path) -> subprocess.Popen[str]:
    """Start another process that holds the account until it is told or killed."""
    run = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "held\n"
    return run


def is_free(folder: Path, account: str = "ann") -> bool:
    try:
        with account_lock(folder, account):
            return True
    except Busy:
        return False


def test_a_second_run_is_told_at_once_that_the_account_is_busy(tmp_path: Path) -> None:
    with (
        account_lock(tmp_path, "ann"),
        pytest.raises(Busy, match="Another run has the account 'ann'"),
        account_lock(tmp_path, "ann"),
    ):
        raise AssertionError("two runs have one account")


def test_another_account_is_not_in_the_way(tmp_path: Path) -> None:
    with account_lock(tmp_path, "ann"):
        assert is_free(tmp_path, "ben")


def test_two_names_for_one_buyer_are_one_account(tmp_path: Path) -> None:
    ann = f"ann@example.com {tmp_path}"
    with (
        account_lock(tmp_path, "ann", ann),
        pytest.raises(Busy, match="Another run has the user name of the account 'anm'"),
        account_lock(tmp_path, "anm", ann),
    ):
        raise AssertionError("two runs have one buyer")
    assert is_free(tmp_path, "anm"), "a run that was refused holds nothing"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has such a lock")
def test_two_homes_for_one_buyer_are_one_account(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    ann = f"ann@example.com {tmp_path}"
    with (
        account_lock(one, "ann", ann),
        pytest.raises(Busy, match=r"with another home folder.*keep to one home folder"),
        account_lock(other, "ann", ann),
    ):
        raise AssertionError("two runs have one buyer")
    with account_lock(other, "ann", ann):
        assert is_free(one)


def test_two_buyers_are_not_in_each_others_way(tmp_path: Path) -> None:
    with (
        account_lock(tmp_path, "ann", f"ann@example.com {tmp_path}"),
        account_lock(tmp_path, "ben", f"ben@example.com {tmp_path}"),
        account_lock(tmp_path, "cat", f"ann@example.com https://other.example {tmp_path}"),
    ):
        assert not is_free(tmp_path, "ann")


def test_the_account_is_free_again_after_a_run_and_after_one_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), account_lock(tmp_path, "ann"):
        _ = 1 / 0
    assert is_free(tmp_path)
    assert is_free(tmp_path)


def test_another_process_holds_the_account_until_it_ends(tmp_path: Path) -> None:
    run = hold_elsewhere(tmp_path)
    assert not is_free(tmp_path)
    run.communicate("go on\n", timeout=30)
    assert is_free(tmp_path)


def test_a_killed_process_leaves_the_account_free(tmp_path: Path) -> None:
    run = hold_elsewhere(tmp_path)
    run.kill()
    run.communicate(timeout=30)
    assert is_free(tmp_path)


def test_the_lock_is_a_private_file(tmp_path: Path) -> None:
    with account_lock(tmp_path, "ann"):
        (file,) = tmp_path.iterdir()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
