"""All that is looked at without opening the shop, in the order in which a run needs it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from automator.doctor import computer, files
from automator.doctor.check import Check, State, looked_at
from automator.result import Result
from automator.settings import Settings
from automator.wiring import result_of
from flows.domain.outcomes import worst

_Look = Callable[[Settings], Check]
_LOOKS: dict[str, _Look] = {
    "python": lambda _: computer.python(),
    "home": files.home,
    "browser": computer.browser,
    "display": computer.display,
    "overrides": files.overrides,
    "ledger": files.ledger,
    "session": files.session,
    "channels": files.channels,
    "schedule": files.schedule,
}


def examined(settings: Settings, wrong: str, *, live: bool) -> list[Check]:
    """Every check; `wrong` is what is wrong with the settings, `live` whether the shop is asked.

    With wrong settings it is not: which one it is may be what is wrong.
    """
    live = live and not wrong
    looks: dict[str, _Look] = {**_LOOKS, "clock": partial(computer.clock, live=live)}
    found = [looked_at(name, partial(look, settings)) for name, look in looks.items()]
    return [files.chosen(wrong), *found]


def told(
    settings: Settings, checks: Sequence[Check], controls: Sequence[Mapping[str, Any]] | None = None
) -> Result:
    """The worst of them decides; warnings, and what could not be checked, are no trouble.

    `controls` are what was looked for on the shop's pages, where those were.
    """
    of_pages = {} if controls is None else {"controls": list(controls)}
    problems = [check.name for check in checks if check.state is State.PROBLEM]
    softer = [check.name for check in checks if check.state is State.WARNING]
    message = f"To be mended: {', '.join(problems)}." if problems else "Nothing is wrong."
    if softer:
        message += f" Worth a look: {', '.join(softer)}."
    return result_of(
        settings,
        "doctor",
        message,
        at=files.now(settings),
        outcome=worst(check.outcome for check in checks),
        more={"checks": [check.document() for check in checks], **of_pages},
    )
