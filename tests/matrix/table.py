"""A plugin that writes what the matrices showed as tables, `test-results/matrix.md`.

A test with a parameter `cell` is counted in the row and the column that the cell names.
"""

from collections import defaultdict
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.matrix.cell import MatrixCell

_OF_CELL = "matrix cell"
_RESULTS = Path("test-results/matrix.md")

Counts = dict[str, dict[str, list[bool]]]
"""By row and column, whether each cell there passed."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    params: dict[str, Any] = getattr(getattr(item, "callspec", None), "params", {})
    if isinstance(cell := params.get("cell"), MatrixCell):
        report.user_properties.append((_OF_CELL, [cell.matrix, cell.row, cell.column]))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    matrices: dict[str, Counts] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for report in _cells(terminalreporter):
        for matrix, row, column in (it for name, it in report.user_properties if name == _OF_CELL):
            matrices[matrix][row][column].append(report.passed)
    if not matrices:
        return
    told = "\n".join(_table(name, counts) for name, counts in sorted(matrices.items()))
    root = terminalreporter.config.rootpath
    (root / _RESULTS).parent.mkdir(exist_ok=True)
    (root / _RESULTS).write_text(told, encoding="utf-8")
    terminalreporter.write_line(f"The matrix is told in {_RESULTS}.")


def _cells(reporter: pytest.TerminalReporter) -> Iterator[Any]:
    """One report for each test: of its call, or of what kept it from being called."""
    for outcome in ("passed", "failed", "error"):
        for report in reporter.getreports(outcome):
            if hasattr(report, "user_properties") and (report.when == "call" or report.failed):
                yield report


def _table(name: str, counts: Counts) -> str:
    columns = sorted({column for row in counts.values() for column in row})
    lines = [["", *columns], ["---"] * (len(columns) + 1)]
    for row, found in sorted(counts.items()):
        lines.append([row, *(_told(found.get(column, [])) for column in columns)])
    return f"# {name}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _told(passed: list[bool]) -> str:
    if not passed:
        return ""
    return f"{len(passed)}" if all(passed) else f"**{sum(passed)} of {len(passed)}**"
