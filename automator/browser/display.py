"""Whether a browser's window could be seen here."""

import os
import sys
from collections.abc import Mapping


def has_display(env: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Linux without a display is a server; other systems always have one."""
    return not platform.startswith("linux") or bool(
        env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")
    )
