"""`record`: a page of the shop for others to look at."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result


@command
def record(
    context: Context,
    page: Annotated[
        str,
        typer.Argument(
            metavar="PAGE",
            help="my-orders, deleted-orders, order, refund, cancel-dialog, messages, parcels or"
            " dispute.",
        ),
    ],
    order_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="The order, where the page is of one.")
    ] = None,
    *,
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where page.html and expected.json go.")
    ],
) -> "Result":
    """Save a page without anything personal, and what is read of it; sends nothing to anybody."""
    from automator.cli import words
    from automator.record_job import record_page

    what, wanted = words.page_to_record(page, order_id)
    return record_page(context.run, what, wanted, words.new_folder(out))
