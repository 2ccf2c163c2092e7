"""`hand-over`: the way to a run that waits for a person."""

from typing import TYPE_CHECKING, Annotated

import typer

from automator.cli.command import Context, command

if TYPE_CHECKING:
    from automator.result import Result


@command
def hand_over(
    context: Context,
    open_it: Annotated[
        bool, typer.Option("--open", help="Open it in your own browser at once.")
    ] = False,
) -> "Result":
    """Tell where the page of a run that waits for a person can be seen and used; each address once.

    It is on this machine only, and shows the run's own browser.
    """
    import webbrowser
    from datetime import UTC, datetime

    from automator.hand_over.rendezvous import waiting_runs
    from automator.home import Home
    from automator.wiring import result_of

    settings = context.run.settings
    found = [
        {
            "account": waiting.account,
            "asks": waiting.asks,
            "until": waiting.until,
            "address": address,
        }
        for waiting in waiting_runs(Home(settings.home).sessions, context.common.account)
        if (address := waiting.new_address())
    ]
    if open_it:
        for one in found:
            webbrowser.open(one["address"])
    return result_of(
        settings,
        context.command,
        f"{len(found)} waiting." if found else "No run waits for a person.",
        at=datetime.now(UTC),
        more={"waiting": found},
        lines=[f"{it['account']}: {it['asks']} {it['address']}" for it in found] or None,
    )
