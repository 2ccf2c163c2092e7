"""`replay`: Playwright's own trace viewer, served on this machine alone."""

import subprocess
import sys
from pathlib import Path

from automator.process_group import end_group
from automator.result import Result
from automator.settings import Settings
from automator.wiring import result_of
from flows.domain.outcomes import Outcome

_VIEWER = ("-m", "playwright", "show-trace", "--host", "127.0.0.1", "--port", "0")


def replay_trace(settings: Settings, trace: Path) -> Result:
    """Serve it until the person presses Ctrl-C; the viewer prints its address and opens it."""
    sys.stderr.write(f"· Opening {trace}, until you press Ctrl-C\n")
    sys.stderr.flush()
    viewer = [sys.executable, *_VIEWER, str(trace)]
    with subprocess.Popen(viewer, stdout=sys.stderr, start_new_session=True) as process:  # noqa: S603 - Playwright's own
        try:
            message = f"Playwright's viewer broke off with exit code {process.wait()}."
            return result_of(settings, "replay", message, outcome=Outcome.FAILED)
        except KeyboardInterrupt:
            end_group(process)
    return result_of(settings, "replay", f"Replayed {trace}.")
