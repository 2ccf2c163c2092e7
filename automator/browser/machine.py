"""What the search for a browser asks of this computer, so that a test can answer otherwise."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from platform import machine as architecture

_ANSWER_TIMEOUT_S = 30


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _playwright_folder() -> Path:
    """Find the package without importing it, which would cost 150 ms."""
    spec = find_spec("playwright")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("playwright is not installed", name="playwright")
    return Path(spec.origin).parent


def _is_executable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _answer(command: Sequence[str]) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - the search's own commands
            command, capture_output=True, text=True, check=True, timeout=_ANSWER_TIMEOUT_S
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _runs(command: Sequence[str]) -> bool:
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, stdout=sys.stderr, env=env, check=False)  # noqa: S603 - the same
    except OSError:
        return False
    return done.returncode == 0


@dataclass(frozen=True)
class Machine:
    """The computer we run on.

    `platform` is as in sys.platform, `arch` as in platform.machine(); `playwright` is the folder
    of that package. `answer` gives what a command printed, None if it failed; `runs` lets a
    command print to stderr and says whether it ended well.
    """

    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    home: Path = field(default_factory=Path.home)
    playwright: Path = field(default_factory=_playwright_folder)
    platform: str = sys.platform
    arch: str = field(default_factory=architecture)
    is_root: bool = field(default_factory=_is_root)
    which: Callable[[str], str | None] = shutil.which
    is_executable: Callable[[Path], bool] = _is_executable
    answer: Callable[[Sequence[str]], str | None] = _answer
    runs: Callable[[Sequence[str]], bool] = _runs
