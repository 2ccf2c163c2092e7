"""What all commands share: the common options, and how a command ends.

A command takes a `Context` and returns a `Result`; whatever it raises becomes one too. Exit codes
are set here and nowhere else.
"""

import functools
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from automator.result import Result
    from automator.wiring import Run

EXIT_CODES = {
    "done": 0,
    "failed": 1,
    "usage": 2,
    "refused": 3,
    "needs_person": 4,
    "shop_changed": 5,
    "pending": 6,
    "declined": 7,
    "busy": 8,
    "unreachable": 9,
    "unconfirmed": 10,
    "interrupted": 130,  # what shells expect after Ctrl-C
}

_PANEL = "Common options"


@dataclass(frozen=True, slots=True)
class Common:
    """The options that every command takes; None: not given, so the settings decide."""

    json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="One JSON document on stdout; all else goes to stderr.",
            rich_help_panel=_PANEL,
        ),
    ] = False
    headed: Annotated[
        bool | None,
        typer.Option("--headed", help="Show the browser.", rich_help_panel=_PANEL),
    ] = None
    slow_mo: Annotated[
        int | None,
        typer.Option(
            metavar="MS", min=0, help="Milliseconds between actions.", rich_help_panel=_PANEL
        ),
    ] = None
    step: Annotated[
        bool,
        typer.Option(
            "--step", help="Ask at the terminal before each action.", rich_help_panel=_PANEL
        ),
    ] = False
    pause_on_error: Annotated[
        bool,
        typer.Option(
            "--pause-on-error",
            help="Show the browser, and leave it open where something goes wrong.",
            rich_help_panel=_PANEL,
        ),
    ] = False
    trace: Annotated[
        Literal["on", "off", "on-failure"],
        typer.Option(
            help="Keep a Playwright trace with the evidence of the run.", rich_help_panel=_PANEL
        ),
    ] = "off"
    account: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The account section of the settings to use.",
            rich_help_panel=_PANEL,
        ),
    ] = None
    verbose: Annotated[
        int,
        typer.Option(
            "-v", "--verbose", count=True, help="Say more on stderr.", rich_help_panel=_PANEL
        ),
    ] = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What a command works with.

    `wrong` is what is the matter with the settings, for a command that works in spite of it.
    """

    command: str
    common: Common
    run: "Run"
    wrong: str = ""


def command(
    work: Callable[..., "Result"], group: str = "", *, in_spite: bool = False
) -> Callable[..., None]:
    """Make a command of `work(context, ...)`: adds the common options, sets the exit code.

    `group` is the command that it is a part of, as in `unbuy ledger check`; `in_spite` is for one
    that works with wrong settings, too.
    """

    @functools.wraps(work)
    def run(**given: Any) -> None:
        from automator.cli.ending import conclude

        common = Common(**{name: given.pop(name) for name in Common.__dataclass_fields__})
        name = f"{group} {work.__name__.replace('_', '-')}".strip()
        ended = conclude(name, common, lambda context: work(context, **given), in_spite=in_spite)
        sys.exit(EXIT_CODES[ended])

    own = list(inspect.signature(work).parameters.values())[1:]
    shared = [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type
        )
        for field in Common.__dataclass_fields__.values()
    ]
    own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    run.__signature__ = inspect.Signature(own + shared)  # type: ignore[attr-defined] # typer reads it
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in own + shared}
    return run
