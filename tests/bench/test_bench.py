"""The bench's arithmetic, its table, and that it counts every process of what it measures."""

import os
import sys
from dataclasses import replace

import pytest

from bench.__main__ import main
from bench.figures import Comparison, compared
from bench.measure import RunFailed, measure
from bench.table import document, table

TIMES = [(2.0, 1.0), (4.0, 5.0), (1.0, 3.0)]
ROW = compared("1 order", "wall", "bare script", TIMES, 1.0)
SPIN = "import time\nwhile time.process_time() < 0.3: pass"


def test_ratios_are_taken_pair_by_pair_before_the_median() -> None:
    row = compared("1 order", "wall", "bare script", TIMES, 1.0)
    assert row == Comparison(
        task="1 order",
        measure="wall",
        base="bare script",
        base_s=2.0,
        unbuy_s=3.0,
        ratio=1.25,
        lowest=0.5,
        highest=3.0,
        pairs=3,
        goal=1.0,
    )


def test_the_table_says_ratio_spread_and_goal_in_aligned_columns() -> None:
    without_goal = replace(ROW, task="20 orders", measure="CPU", goal=None)
    head, first, second = table([ROW, without_goal]).splitlines()
    assert " ".join(head.split()) == (
        "task measured against base s unbuy s ratio spread goal pairs"
    )
    assert first.split()[-7:] == ["2.00", "3.00", "1.25", "0.50-3.00", "<=", "1.0", "3"]
    assert second.split()[-5:] == ["2.00", "3.00", "1.25", "0.50-3.00", "3"]
    assert len({len(line) for line in (head, first, second)}) == 1


def test_the_document_has_the_same_figures() -> None:
    told = document([ROW], "a machine")
    assert told["machine"] == "a machine"
    assert told["comparisons"][0]["ratio"] == 1.25
    assert told["comparisons"][0]["goal"] == 1.0


def test_a_grandchild_that_nobody_waited_for_is_counted_too() -> None:
    leaves_one = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SPIN!r}])"
    measured = measure([sys.executable, "-c", leaves_one], os.environ)
    assert measured.cpu_s > 0.3


def test_what_the_command_prints_is_given_back() -> None:
    program = "import sys; print('result'); print('progress', file=sys.stderr)"
    measured = measure([sys.executable, "-c", program], os.environ)
    assert (measured.stdout, measured.stderr) == ("result\n", "progress\n")


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(RunFailed, match=r"ended with 3:\nno luck"):
        measure([sys.executable, "-c", "print('no luck'); exit(3)"], os.environ)


@pytest.mark.parametrize("runs", ["0", "51", "-1", "many", ""])
def test_a_wrong_number_of_runs_is_told_and_nothing_is_measured(
    runs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([f"--runs={runs}"])
    assert ended.value.code == 2
    assert f"{runs!r} is no whole number from 1 to 50" in capsys.readouterr().err
