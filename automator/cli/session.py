"""`sign-in`, `sign-out` and `accounts`: the kept sessions."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result


@command
def sign_in(
    context: Context,
    by_hand: Annotated[
        bool,
        typer.Option(
            "--by-hand",
            help="By yourself, in a browser window or, without a display, by `unbuy hand-over`.",
        ),
    ] = False,
) -> "Result":
    """Sign in, by hand or with the credentials at hand, and keep the session."""
    from automator.browser.display import has_display
    from automator.jobs import sign_in_now

    run = context.run
    if by_hand:
        headed = run.settings.headed or has_display()
        settings = run.settings.model_copy(update={"headed": headed})
        run = replace(run, settings=settings, by_hand=True)
    return sign_in_now(run)


@command
def sign_out(context: Context) -> "Result":
    """Forget the kept session of the account on this machine."""
    from automator.account_jobs import forget

    return forget(context.run.settings)


@command
def accounts(context: Context) -> "Result":
    """Tell the accounts that are known here, and which have a kept session. Opens no browser."""
    from automator.account_jobs import list_accounts

    return list_accounts(context.run.settings)
