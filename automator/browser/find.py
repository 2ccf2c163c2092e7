"""Find the browser to drive, or install one: `python -m automator.browser.find [--install]`.

The order: the settings' own, Playwright's, the system's Chrome, Chromium or Edge; to install,
Playwright's download, then the packages of Debian and its family.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from automator.browser.machine import Machine
from automator.browser.places import Place, playwright_places, system_places

# Playwright gives most of these itself; said here, they hold whatever its version does.
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
)
_NO_SANDBOX = "--no-sandbox"
_OWN_NAMESPACES = ("unshare", "--user", "--map-root-user", "--pid", "--net", "--fork", "true")
_ENDED = {True: "ended well", False: "failed"}


class BrowserNotFound(Exception):
    """There is no browser to drive; the message says what was tried and what to do."""


class FoundBy(StrEnum):
    SETTINGS = "settings"
    PLAYWRIGHT = "playwright"
    SYSTEM = "system"
    INSTALLED = "installed"


@dataclass(frozen=True)
class Browser:
    """A browser and how to start it; `version` is None where only the browser could tell."""

    executable: Path
    name: str
    version: str | None
    found_by: FoundBy
    needs_no_sandbox: bool

    @property
    def launch_args(self) -> tuple[str, ...]:
        return (*_QUIET, _NO_SANDBOX) if self.needs_no_sandbox else _QUIET

    def launch_options(self) -> dict[str, Any]:
        """Give the arguments for Playwright's `launch` and `launch_persistent_context`."""
        return {
            "executable_path": self.executable,
            "args": list(self.launch_args),
            "chromium_sandbox": True,  # else Playwright always adds --no-sandbox
        }

    @property
    def warning(self) -> str | None:
        """A sentence on what is less safe than it should be."""
        if not self.needs_no_sandbox:
            return None
        return (
            "the browser runs without its sandbox (--no-sandbox), which root and some containers "
            "can't have; an ordinary user's account is safer"
        )

    def __str__(self) -> str:
        version = f" {self.version}" if self.version else ""
        return f"{self.name}{version} at {self.executable} ({_ORIGIN[self.found_by]})"


_ORIGIN = {
    FoundBy.SETTINGS: "chosen by UNBUY_BROWSER_PATH",
    FoundBy.PLAYWRIGHT: "downloaded by Playwright",
    FoundBy.SYSTEM: "the system's",
    FoundBy.INSTALLED: "just installed",
}


def find_browser(
    *, headless: bool = True, path: Path | None = None, machine: Machine | None = None
) -> Browser:
    """Find the browser to drive by looking at files only, in a few milliseconds.

    `path` is the user's choice; without it UNBUY_BROWSER_PATH is. Raises BrowserNotFound.
    """
    machine = machine or Machine()
    chosen = _chosen(path, machine)
    if chosen:
        return _browser(Place(chosen.name, chosen), FoundBy.SETTINGS, machine)
    for found_by, place in _places(headless, machine):
        if machine.is_executable(place.path):
            return _browser(place, found_by, machine)
    raise BrowserNotFound(
        "No browser was found: neither one of Playwright's own nor the system's Chrome, Chromium "
        "or Edge. Install one of these, or set UNBUY_BROWSER_PATH to the file that starts one"
    )


def install_browser(
    *, headless: bool = True, path: Path | None = None, machine: Machine | None = None
) -> Browser:
    """Find a browser and see that it starts; where there is none, install one.

    What the user chose is never replaced. Raises BrowserNotFound with what was tried.
    """
    machine = machine or Machine()
    try:
        return _find_started(headless, path, machine)
    except BrowserNotFound as error:
        problem = error
        if _chosen(path, machine):
            raise
    tried = []
    for install in (_download, _install_packages):
        tried.append(install(machine))
        try:
            return replace(_find_started(headless, path, machine), found_by=FoundBy.INSTALLED)
        except BrowserNotFound as error:
            problem = error
    raise BrowserNotFound(f"{problem}. Tried to install one: {'; '.join(tried)}")


def _chosen(path: Path | None, machine: Machine) -> Path | None:
    """Give the user's choice. Raises BrowserNotFound if it is no program."""
    text = str(path or machine.env.get("UNBUY_BROWSER_PATH", ""))
    if text and not machine.is_executable(Path(text)):
        raise BrowserNotFound(
            f"UNBUY_BROWSER_PATH is {text!r}, which is no program that can be run; "
            "name the file that starts the browser, or unset it to have one found"
        )
    return Path(text) if text else None


def _places(headless: bool, machine: Machine) -> Iterator[tuple[FoundBy, Place]]:
    for place in playwright_places(machine, headless=headless):
        yield FoundBy.PLAYWRIGHT, place
    for place in system_places(machine, headless=headless):
        yield FoundBy.SYSTEM, place


def _browser(place: Place, found_by: FoundBy, machine: Machine) -> Browser:
    return Browser(place.path, place.name, place.version, found_by, not _has_sandbox(machine))


def _has_sandbox(machine: Machine) -> bool:
    """Tell whether a browser may lock itself in; on Linux that takes namespaces of its own."""
    if machine.platform != "linux":
        return True
    return not machine.is_root and machine.answer(_OWN_NAMESPACES) is not None


def _find_started(headless: bool, path: Path | None, machine: Machine) -> Browser:
    browser = find_browser(headless=headless, path=path, machine=machine)
    if machine.platform == "win32":  # there, asking for the version opens a window
        return browser
    answer = machine.answer([str(browser.executable), "--version"])
    if answer is None:
        raise BrowserNotFound(
            f"{browser} does not start; see what `{browser.executable} --version` says, "
            "or set UNBUY_BROWSER_PATH to the file that starts another one"
        )
    version = re.search(r"\d+(\.\d+)+", answer)
    return replace(browser, version=version.group() if version else browser.version)


def _download(machine: Machine) -> str:
    done = machine.runs([sys.executable, "-m", "playwright", "install", "chromium"])
    return f"`playwright install chromium` {_ENDED[done]}"


def _install_packages(machine: Machine) -> str:
    if machine.platform != "linux" or not machine.which("apt-get"):
        return "this is no Debian, so there are no packages to install"
    if not machine.is_root:
        return "`apt-get install chromium` takes root, so run that yourself"
    install = ["apt-get", "install", "-y", "chromium"]
    done = machine.runs(["apt-get", "update"]) and (
        machine.runs([*install, "chromium-headless-shell"]) or machine.runs(install)
    )
    return f"`apt-get install chromium` {_ENDED[done]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line on the browser; 2 and a sentence on stderr if there is none."""
    parser = argparse.ArgumentParser(description="Find the browser to drive.")
    parser.add_argument("--install", action="store_true", help="install one if there is none")
    parser.add_argument("--headed", action="store_true", help="look for one with a window")
    options = parser.parse_args(arguments)
    look = install_browser if options.install else find_browser
    try:
        browser = look(headless=not options.headed)
    except BrowserNotFound as error:
        sys.stderr.write(f"{error}.\n")
        return 2
    sys.stdout.write(f"Browser: {browser}\n")
    if browser.warning:
        sys.stderr.write(f"Warning: {browser.warning}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
