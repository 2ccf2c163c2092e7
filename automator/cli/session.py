"""`sign-in`, `sign-out` and `accounts`: the kept sessions."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result
    from automator.wiring import Run


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
    cookies: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Take over the session of your own browser: cookies.txt, or JSON of an extension.",
        ),
    ] = None,
) -> "Result":
    """Sign in, by hand or with what is at hand, and keep the session."""
    from automator.browser.display import has_display
    from automator.cli.ending import UsageError
    from automator.jobs import sign_in_now

    run = context.run
    if cookies and by_hand:
        raise UsageError("--cookies takes a session over and --by-hand makes one: give one.")
    if cookies:
        return _taken_over(run, cookies)
    if by_hand:
        headed = run.settings.headed or has_display()
        settings = run.settings.model_copy(update={"headed": headed})
        run = replace(run, settings=settings, by_hand=True)
    return sign_in_now(run)


def _taken_over(run: "Run", file: Path) -> "Result":
    from automator.browser.cookie_files import CookieFileError, host_test, read_cookies
    from automator.cli.ending import UsageError
    from automator.clock import make_clock
    from automator.jobs import sign_in_with

    now = make_clock(run.settings.clock_url).now()
    try:
        cookies = read_cookies(file, host_test(run.settings.shop_url), now)
    except CookieFileError as error:
        raise UsageError(str(error)) from error
    return sign_in_with(run, cookies)


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
