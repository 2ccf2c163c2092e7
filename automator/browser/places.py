"""Where browsers lie: those that Playwright downloaded, and the system's own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from automator.browser.machine import Machine


@dataclass(frozen=True)
class Place:
    """A path where the browser `name` would be; `version` where it is known without asking."""

    name: str
    path: Path
    version: str | None = None


# Folder and file of each download, after Playwright 1.65's own table.
_MAC_APP = "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing"
_CHROMIUM = {
    "linux-x64": "chrome-linux64/chrome",
    "linux-arm64": "chrome-linux-arm64/chrome",
    "mac-x64": f"chrome-mac-x64/{_MAC_APP}",
    "mac-arm64": f"chrome-mac-arm64/{_MAC_APP}",
    "win-x64": "chrome-win64/chrome.exe",
}
_HEADLESS_SHELL = {
    "linux-x64": "chrome-headless-shell-linux64/chrome-headless-shell",
    "linux-arm64": "chrome-headless-shell-linux-arm64/chrome-headless-shell",
    "mac-x64": "chrome-headless-shell-mac-x64/chrome-headless-shell",
    "mac-arm64": "chrome-headless-shell-mac-arm64/chrome-headless-shell",
    "win-x64": "chrome-headless-shell-win64/chrome-headless-shell.exe",
}

# Debian's command /usr/bin/chromium is a shell script around these programs.
_LINUX_HEADLESS = (
    ("Chromium headless shell", "/usr/lib/chromium/chromium-headless-shell"),
    ("Chromium headless shell", "/usr/lib64/chromium-browser/headless_shell"),
)
_LINUX = (
    ("Chrome", "/opt/google/chrome/chrome"),
    ("Chromium", "/usr/lib/chromium/chromium"),
    ("Edge", "/opt/microsoft/msedge/msedge"),
)
_COMMANDS = (
    ("Chrome", "google-chrome"),
    ("Chrome", "google-chrome-stable"),
    ("Chrome", "chrome"),
    ("Chromium", "chromium"),
    ("Chromium", "chromium-browser"),
    ("Edge", "microsoft-edge"),
    ("Edge", "msedge"),
)
_MAC = (
    ("Chrome", "Google Chrome.app/Contents/MacOS/Google Chrome"),
    ("Chromium", "Chromium.app/Contents/MacOS/Chromium"),
    ("Edge", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
)
_WINDOWS = (
    ("Chrome", "Google/Chrome/Application/chrome.exe"),
    ("Chromium", "Chromium/Application/chrome.exe"),
    ("Edge", "Microsoft/Edge/Application/msedge.exe"),
)
_WINDOWS_FOLDERS = ("LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)")


def playwright_places(machine: Machine, *, headless: bool) -> Iterator[Place]:
    """Name the places of Playwright's downloads, without starting its driver."""
    system = _playwright_system(machine)
    known = _playwright_browsers(machine)
    wanted = [("chromium", "Chromium", _CHROMIUM)]
    if headless:
        wanted.insert(0, ("chromium-headless-shell", "Chromium headless shell", _HEADLESS_SHELL))
    for key, name, files in wanted:
        folder = f"{key.replace('-', '_')}-{known[key]['revision']}"
        path = _playwright_cache(machine) / folder / files[system]
        yield Place(f"Playwright's {name}", path, known[key]["browserVersion"])


def system_places(machine: Machine, *, headless: bool) -> Iterator[Place]:
    """Name the usual places of Chrome, Chromium and Edge, the fittest first."""
    if machine.platform == "darwin":
        for folder in (Path("/Applications"), machine.home / "Applications"):
            yield from (Place(name, folder / path) for name, path in _MAC)
    elif machine.platform == "win32":
        programs = (machine.env[name] for name in _WINDOWS_FOLDERS if name in machine.env)
        for folder in map(Path, programs):
            yield from (Place(name, folder / path) for name, path in _WINDOWS)
    else:
        places = (*_LINUX_HEADLESS, *_LINUX) if headless else _LINUX
        yield from (Place(name, Path(path)) for name, path in places)
    found = ((name, machine.which(command)) for name, command in _COMMANDS)
    yield from (Place(name, Path(path)) for name, path in found if path)


def _playwright_browsers(machine: Machine) -> dict[str, Any]:
    listed = json.loads((machine.playwright / "driver/package/browsers.json").read_bytes())
    return {browser["name"]: browser for browser in listed["browsers"]}


def _playwright_cache(machine: Machine) -> Path:
    chosen = machine.env.get("PLAYWRIGHT_BROWSERS_PATH")
    if chosen == "0":
        return machine.playwright / "driver/package/.local-browsers"
    if chosen:
        return Path(chosen).absolute()
    if machine.platform == "darwin":
        return machine.home / "Library/Caches/ms-playwright"
    if machine.platform == "win32":
        local = machine.env.get("LOCALAPPDATA") or machine.home / "AppData/Local"
        return Path(local) / "ms-playwright"
    return Path(machine.env.get("XDG_CACHE_HOME") or machine.home / ".cache") / "ms-playwright"


def _playwright_system(machine: Machine) -> str:
    if machine.platform == "win32":
        return "win-x64"
    arch = "arm64" if machine.arch in {"arm64", "aarch64"} else "x64"
    return f"{'mac' if machine.platform == 'darwin' else 'linux'}-{arch}"
