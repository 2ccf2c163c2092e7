"""`sign-in` and `sign-out`: the kept session."""

from typing import TYPE_CHECKING

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result


@command
def sign_in(context: Context) -> "Result":
    """Sign in with the credentials at hand and keep the session."""
    from automator.jobs import sign_in_now

    return sign_in_now(context.run)


@command
def sign_out(context: Context) -> "Result":
    """Forget the kept session of the account on this machine."""
    from automator.ledger_jobs import forget

    return forget(context.run.settings)
