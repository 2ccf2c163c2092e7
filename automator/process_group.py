"""A process that was started with a group of its own, and all that it started."""

import os
import signal
import subprocess
from contextlib import suppress

_TO_END_S = 1.0  # a schedule stops within two seconds


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Let it put its things in order; what has not ended then is killed, with what it started."""
    try:
        process.terminate()
        process.wait(_TO_END_S)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with suppress(ProcessLookupError, AttributeError):  # gone; a system without groups
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
