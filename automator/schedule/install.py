"""What systemd or cron need to run the same rounds, for this very installation; only as texts."""

import shlex
import sys
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from automator.settings import Settings

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_MINUTES = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30)
_HOURS = (1, 2, 3, 4, 6, 8, 12)
EVERY = ", ".join([*(f"{n}m" for n in _MINUTES), *(f"{n}h" for n in _HOURS), "1d"])
_SECRET = {"UNBUY_PASSWORD", "UNBUY_LEDGER_URL"}


class Kind(StrEnum):
    SYSTEMD = "systemd"
    CRON = "cron"


def is_regular(every_s: float) -> bool:
    """Whether clocks can show it: an hour or a day is whole when it is over."""
    minutes, hours = every_s / _MINUTE, every_s / _HOUR
    return minutes in _MINUTES or hours in _HOURS or every_s == _DAY


def units(
    kind: Kind,
    every_s: int,
    settings: Settings,
    env: Mapping[str, str],
    plan: Path | None = None,
) -> list[str]:
    """The lines to put into the files that comments name."""
    kept = _environment(settings, env)
    command = [sys.executable, "-m", "automator", "schedule", "run", "--once"]
    command += ["--account", settings.account]
    command += ["--plan", str(plan)] if plan else []
    if kind is Kind.CRON:
        return _cron(every_s, kept, command)
    return _systemd(every_s, kept, command)


def _environment(settings: Settings, env: Mapping[str, str]) -> dict[str, str]:
    """The home folder and what the environment sets now, but for secrets."""
    given = {name: value for name, value in env.items() if name.startswith("UNBUY_") and value}
    public = {name: value for name, value in given.items() if name not in _SECRET}
    return {**public, "UNBUY_HOME": str(settings.home)}


def _systemd(every_s: int, env: Mapping[str, str], command: list[str]) -> list[str]:
    return [
        "# ~/.config/systemd/user/unbuy.service",
        "[Unit]",
        "Description=unbuy looks at the orders that it follows",
        "",
        "[Service]",
        "Type=oneshot",
        f"ExecStart={' '.join(map(_quoted, command))}",
        *(f"Environment={_quoted(f'{name}={value}')}" for name, value in sorted(env.items())),
        "# The seller has not answered, has declined, another run is under way: no failure.",
        "SuccessExitStatus=6 7 8",
        "",
        "# ~/.config/systemd/user/unbuy.timer",
        "[Unit]",
        "Description=unbuy, again and again",
        "",
        "[Timer]",
        f"OnCalendar={_calendar(every_s)}",
        f"RandomizedDelaySec={min(every_s // 10, 300)}",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
        "",
        "# Then: systemctl --user daemon-reload && systemctl --user enable --now unbuy.timer",
        "# To run while nobody is signed in: loginctl enable-linger",
    ]


def _quoted(text: str) -> str:
    """As systemd reads it: `%` and `$` have a meaning of their own."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"'


def _calendar(every_s: int) -> str:
    if every_s >= _DAY:
        return "*-*-* 06:00:00"
    hours = every_s // _HOUR
    return f"*-*-* 00/{hours}:00:00" if hours else f"*-*-* *:00/{every_s // _MINUTE}:00"


def _cron(every_s: int, env: Mapping[str, str], command: list[str]) -> list[str]:
    set_first = [f"{name}={shlex.quote(value)}" for name, value in sorted(env.items())]
    line = " ".join([*set_first, *map(shlex.quote, command)]).replace("%", r"\%")
    return [
        "# Add this line with crontab -e:",
        f"{_minutes(every_s, env['UNBUY_HOME'])} {line} >/dev/null 2>&1",
    ]


def _minutes(every_s: int, home: str) -> str:
    """Not all on the full hour: a minute that is this home's own."""
    own = int(sha256(home.encode()).hexdigest(), 16)
    minutes, hours = every_s // _MINUTE, every_s // _HOUR
    if every_s >= _DAY:
        return f"{own % 60} 6 * * *"
    if hours:
        return f"{own % 60} */{hours} * * *"
    return f"{own % minutes}-59/{minutes} * * * *"
