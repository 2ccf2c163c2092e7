"""`--csv`: a sheet as RFC 4180 says, in UTF-8, that no spreadsheet takes for formulas."""

import csv
import io
import re
import sys
from typing import TYPE_CHECKING

from automator.cli.ending import UsageError
from automator.result import Sheet

if TYPE_CHECKING:
    from automator.cli.command import Context

# What makes a spreadsheet calculate, its full-width twins, and blanks that it skips before them.
_BEGINS_A_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # noqa: RUF001 - the full-width twins
_SUM = re.compile(r"-\d+(\.\d+)?")


def one_form(context: "Context", *, as_csv: bool) -> None:
    """Raises `UsageError` where two forms of the same answer are asked for."""
    if as_csv and context.common.json:
        raise UsageError("--csv and --json are two forms of one answer: choose one of them.")


def print_csv(sheet: Sheet) -> None:
    """To stdout as bytes: lines end in CR LF on every system."""
    sys.stdout.flush()
    sys.stdout.buffer.write(csv_text(sheet).encode())
    sys.stdout.buffer.flush()


def csv_text(sheet: Sheet) -> str:
    """A header and a line for each row; what is not known is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([[defused(cell or "") for cell in row] for row in sheet.rows])
    return out.getvalue()


def defused(cell: str) -> str:
    """Behind an apostrophe a spreadsheet shows a text as it is; a negative sum is no formula."""
    if _BEGINS_A_FORMULA.match(cell) and not _SUM.fullmatch(cell):
        return f"'{cell}"
    return cell
