import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pytest
from playwright.sync_api import Page

from automator.browser.find import BrowserNotFound, FoundBy, find_browser, install_browser, main
from automator.browser.machine import Machine
from automator.browser.places import playwright_places

SHELL = "/usr/lib/chromium/chromium-headless-shell"
CHROMIUM = "/usr/lib/chromium/chromium"
CHROME = "/opt/google/chrome/chrome"
CACHE = "/home/ann/.cache/ms-playwright"
OWN_SHELL = f"{CACHE}/chromium_headless_shell-7/chrome-headless-shell-linux64/chrome-headless-shell"
OWN_CHROMIUM = f"{CACHE}/chromium-6/chrome-linux64/chrome"

LINUX_ARM = "linux-arm64/chrome-headless-shell"
MAC_ARM = "mac-arm64/chrome-headless-shell"
WINDOWS = "win64/chrome-headless-shell.exe"

DOWNLOAD = "playwright install chromium"
UPDATE = "apt-get update"
PACKAGES = "apt-get install -y chromium chromium-headless-shell"
ONE_PACKAGE = "apt-get install -y chromium"


@dataclass
class Computer:
    """A computer on which commands install what `brings` says, and fail if it says nothing."""

    playwright: Path
    programs: set[str]
    brings: dict[str, set[str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    mends: dict[str, set[str]] = field(default_factory=dict)
    commands: dict[str, str] = field(default_factory=dict)
    namespaces: bool = True
    done: list[str] = field(default_factory=list)

    def machine(
        self,
        *,
        env: Mapping[str, str] = MappingProxyType({}),
        platform: str = "linux",
        arch: str = "x86_64",
        is_root: bool = False,
    ) -> Machine:
        return Machine(
            env=env,
            home=Path("/home/ann"),
            playwright=self.playwright,
            platform=platform,
            arch=arch,
            is_root=is_root,
            which=self.commands.get,
            is_executable=lambda path: path.as_posix() in self.programs,
            answer=self.answer,
            runs=self.runs,
        )

    def answer(self, command: Sequence[str]) -> str | None:
        if command[0] == "unshare":
            return "" if self.namespaces else None
        return None if command[0] in self.broken else "Chromium 156.0.8078.79 built on Debian"

    def runs(self, command: Sequence[str]) -> bool:
        said = " ".join(command).removeprefix(f"{sys.executable} -m ")
        self.done.append(said)
        self.programs |= self.brings.get(said, set())
        self.broken -= self.mends.get(said, set())
        return said in self.brings


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """A computer without any browser; Playwright asks for revisions 6 and 7."""
    driver = tmp_path / "driver/package"
    driver.mkdir(parents=True)
    (driver / "browsers.json").write_text(
        """{"browsers": [
            {"name": "chromium", "revision": "6", "browserVersion": "160.0"},
            {"name": "chromium-headless-shell", "revision": "7", "browserVersion": "161.0"}
        ]}"""
    )
    return Computer(tmp_path, set())


def test_the_users_choice_goes_before_everything(computer: Computer) -> None:
    computer.programs |= {OWN_SHELL, SHELL, "/opt/mine", "/opt/other"}
    machine = computer.machine(env={"UNBUY_BROWSER_PATH": "/opt/mine"})
    assert find_browser(machine=machine).executable == Path("/opt/mine")
    assert find_browser(machine=machine).found_by is FoundBy.SETTINGS
    assert find_browser(path=Path("/opt/other"), machine=machine).executable == Path("/opt/other")


def test_playwrights_own_goes_before_the_systems(computer: Computer) -> None:
    computer.programs |= {OWN_SHELL, OWN_CHROMIUM, SHELL, CHROME}
    browser = find_browser(machine=computer.machine())
    assert browser.executable == Path(OWN_SHELL)
    assert (browser.found_by, browser.version) == (FoundBy.PLAYWRIGHT, "161.0")


def test_a_window_takes_the_full_browser(computer: Computer) -> None:
    computer.programs |= {OWN_SHELL, SHELL, CHROMIUM}
    browser = find_browser(headless=False, machine=computer.machine())
    assert browser.executable == Path(CHROMIUM)
    computer.programs.add(OWN_CHROMIUM)
    browser = find_browser(headless=False, machine=computer.machine())
    assert browser.executable == Path(OWN_CHROMIUM)


def test_without_a_headless_shell_the_full_browser_will_do(computer: Computer) -> None:
    computer.programs.add(CHROMIUM)
    assert find_browser(machine=computer.machine()).executable == Path(CHROMIUM)
    computer.programs.add(OWN_CHROMIUM)
    assert find_browser(machine=computer.machine()).executable == Path(OWN_CHROMIUM)


def test_debians_headless_shell_goes_before_a_full_browser(computer: Computer) -> None:
    computer.programs |= {SHELL, CHROMIUM, CHROME}
    browser = find_browser(machine=computer.machine())
    assert (browser.executable, browser.found_by) == (Path(SHELL), FoundBy.SYSTEM)


MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
MAC_EDGE = "/home/ann/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"
WINDOWS_EDGE = "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"
WINDOWS_ENV = {"PROGRAMFILES": "C:/Program Files", "PROGRAMFILES(X86)": "C:/Program Files (x86)"}


@pytest.mark.parametrize(
    ("platform", "program", "name"),
    [
        ("linux", CHROME, "Chrome"),
        ("linux", "/opt/microsoft/msedge/msedge", "Edge"),
        ("darwin", MAC_CHROME, "Chrome"),
        ("darwin", MAC_EDGE, "Edge"),
        ("win32", WINDOWS_EDGE, "Edge"),
        ("win32", "C:/Program Files/Google/Chrome/Application/chrome.exe", "Chrome"),
    ],
)
def test_the_systems_browser_is_found_in_its_usual_place(
    computer: Computer, platform: str, program: str, name: str
) -> None:
    computer.programs.add(program)
    browser = find_browser(machine=computer.machine(platform=platform, env=WINDOWS_ENV))
    assert (browser.executable.as_posix(), browser.name) == (program, name)


def test_the_systems_browser_is_found_as_a_command(computer: Computer) -> None:
    computer.commands["microsoft-edge"] = "/nix/store/edge/bin/microsoft-edge"
    computer.programs.add("/nix/store/edge/bin/microsoft-edge")
    assert find_browser(machine=computer.machine()).name == "Edge"


@pytest.mark.parametrize(
    ("platform", "arch", "env", "cache", "program"),
    [
        ("linux", "x86_64", {}, CACHE, "linux64/chrome-headless-shell"),
        ("linux", "aarch64", {"XDG_CACHE_HOME": "/c"}, "/c/ms-playwright", LINUX_ARM),
        ("darwin", "arm64", {}, "/home/ann/Library/Caches/ms-playwright", MAC_ARM),
        ("win32", "AMD64", {"LOCALAPPDATA": "/local"}, "/local/ms-playwright", WINDOWS),
        ("win32", "AMD64", {}, "/home/ann/AppData/Local/ms-playwright", WINDOWS),
        ("darwin", "arm64", {"PLAYWRIGHT_BROWSERS_PATH": "/own"}, "/own", MAC_ARM),
    ],
)
def test_playwrights_own_is_found_where_it_puts_its_downloads(
    computer: Computer, platform: str, arch: str, env: dict[str, str], cache: str, program: str
) -> None:
    computer.programs.add(f"{cache}/chromium_headless_shell-7/chrome-headless-shell-{program}")
    browser = find_browser(machine=computer.machine(platform=platform, arch=arch, env=env))
    assert browser.found_by is FoundBy.PLAYWRIGHT


def test_playwrights_own_may_lie_inside_its_package(computer: Computer) -> None:
    machine = computer.machine(env={"PLAYWRIGHT_BROWSERS_PATH": "0"})
    inside = computer.playwright / "driver/package/.local-browsers"
    assert {place.path.parents[2] for place in playwright_places(machine, headless=True)} == {
        inside
    }


@pytest.mark.parametrize("headless", [True, False])
def test_playwright_itself_looks_in_the_same_place(headless: bool, tmp_path: Path) -> None:
    env = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    launch = (
        "from playwright.sync_api import sync_playwright\n"
        f"with sync_playwright() as p: p.chromium.launch(headless={headless})"
    )
    done = subprocess.run(
        [sys.executable, "-c", launch], env=env, capture_output=True, text=True, check=False
    )
    place = next(playwright_places(Machine(env=env), headless=headless))
    assert f"Executable doesn't exist at {place.path}\n" in done.stderr


@pytest.mark.parametrize("install", [False, True])
def test_a_choice_that_is_no_program_is_an_error_and_never_replaced(
    computer: Computer, install: bool
) -> None:
    computer.programs.add(SHELL)
    look = install_browser if install else find_browser
    with pytest.raises(BrowserNotFound, match=r"UNBUY_BROWSER_PATH is '/opt/none'.*no program"):
        look(machine=computer.machine(env={"UNBUY_BROWSER_PATH": "/opt/none"}))
    assert computer.done == []


def test_a_file_that_cant_be_run_is_no_program(tmp_path: Path) -> None:
    file = tmp_path / "browser"
    file.touch(mode=0o644)
    with pytest.raises(BrowserNotFound, match="no program"):
        find_browser(path=file)
    file.chmod(0o755)
    assert find_browser(path=file).executable == file


def test_without_a_browser_it_is_said_where_one_was_looked_for(computer: Computer) -> None:
    with pytest.raises(BrowserNotFound) as caught:
        find_browser(machine=computer.machine())
    for word in ("Playwright", "Chrome", "Chromium", "Edge", "UNBUY_BROWSER_PATH"):
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("platform", "is_root", "namespaces", "sandbox"),
    [
        ("linux", False, True, True),
        ("linux", False, False, False),
        ("linux", True, True, False),
        ("darwin", True, True, True),
    ],
)
def test_the_browser_gives_up_its_sandbox_only_where_it_can_have_none_and_says_so(
    computer: Computer, platform: str, is_root: bool, namespaces: bool, sandbox: bool
) -> None:
    computer.programs |= {SHELL, MAC_CHROME}
    computer.namespaces = namespaces
    browser = find_browser(machine=computer.machine(platform=platform, is_root=is_root))
    assert ("--no-sandbox" in browser.launch_args) is not sandbox
    assert (browser.warning is None) is sandbox
    assert browser.launch_options()["chromium_sandbox"] is True


def test_what_starts_is_not_installed_again(computer: Computer) -> None:
    computer.programs.add(SHELL)
    browser = install_browser(machine=computer.machine())
    assert (browser.found_by, browser.version) == (FoundBy.SYSTEM, "156.0.8078.79")
    assert computer.done == []


def test_without_a_browser_playwright_downloads_its_own(computer: Computer) -> None:
    computer.brings = {DOWNLOAD: {OWN_SHELL, OWN_CHROMIUM}}
    browser = install_browser(machine=computer.machine(is_root=True))
    assert (browser.executable, browser.found_by) == (Path(OWN_SHELL), FoundBy.INSTALLED)
    assert computer.done == [DOWNLOAD]


def test_where_the_download_fails_root_on_debian_gets_the_packages(computer: Computer) -> None:
    computer.commands["apt-get"] = "/usr/bin/apt-get"
    computer.brings = {UPDATE: set(), PACKAGES: {SHELL, CHROMIUM}}
    browser = install_browser(machine=computer.machine(is_root=True))
    assert (browser.executable, browser.found_by) == (Path(SHELL), FoundBy.INSTALLED)
    assert computer.done == [DOWNLOAD, UPDATE, PACKAGES]


def test_an_older_debian_without_the_headless_shell_gets_the_full_browser(
    computer: Computer,
) -> None:
    computer.commands["apt-get"] = "/usr/bin/apt-get"
    computer.brings = {UPDATE: set(), ONE_PACKAGE: {CHROMIUM}}
    browser = install_browser(machine=computer.machine(is_root=True))
    assert browser.executable == Path(CHROMIUM)
    assert computer.done == [DOWNLOAD, UPDATE, PACKAGES, ONE_PACKAGE]


def test_a_download_that_misses_libraries_is_mended_by_debians_packages(
    computer: Computer,
) -> None:
    computer.commands["apt-get"] = "/usr/bin/apt-get"
    computer.brings = {DOWNLOAD: {OWN_SHELL}, UPDATE: set(), PACKAGES: {SHELL}}
    computer.broken = {OWN_SHELL}
    computer.mends = {PACKAGES: {OWN_SHELL}}
    browser = install_browser(machine=computer.machine(is_root=True))
    assert browser.executable == Path(OWN_SHELL)


def test_a_download_that_does_not_start_is_named_when_debians_packages_dont_mend_it(
    computer: Computer,
) -> None:
    computer.commands["apt-get"] = "/usr/bin/apt-get"
    computer.brings = {DOWNLOAD: {OWN_SHELL}, UPDATE: set(), PACKAGES: {SHELL}}
    computer.broken = {OWN_SHELL}
    with pytest.raises(BrowserNotFound, match="does not start"):
        install_browser(machine=computer.machine(is_root=True))
    assert computer.done == [DOWNLOAD, UPDATE, PACKAGES]


@pytest.mark.parametrize(
    ("apt", "is_root", "said"),
    [
        (True, True, "`apt-get install chromium` failed"),
        (True, False, "`apt-get install chromium` takes root"),
        (False, True, "this is no Debian"),
    ],
)
def test_where_nothing_can_be_installed_it_is_said_what_was_tried(
    computer: Computer, apt: bool, is_root: bool, said: str
) -> None:
    if apt:
        computer.commands["apt-get"] = "/usr/bin/apt-get"
    with pytest.raises(BrowserNotFound) as caught:
        install_browser(machine=computer.machine(is_root=is_root))
    assert "`playwright install chromium` failed" in str(caught.value)
    assert said in str(caught.value)


def test_the_command_prints_one_line_on_what_was_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "chrome"
    program.write_text("#!/bin/sh\necho Chrome 1.2.3\n")
    program.chmod(0o755)
    monkeypatch.setenv("UNBUY_BROWSER_PATH", str(program))
    assert main(["--install"]) == 0
    assert capsys.readouterr().out == (
        f"Browser: chrome 1.2.3 at {program} (chosen by UNBUY_BROWSER_PATH)\n"
    )


@pytest.mark.parametrize("arguments", [[], ["--install"], ["--headed"]])
def test_the_command_ends_with_2_and_a_sentence_if_there_is_none(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNBUY_BROWSER_PATH", "/opt/none")
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("UNBUY_BROWSER_PATH is '/opt/none', which is no program")


@pytest.mark.browser
def test_the_browser_that_is_found_shows_a_page(page: Page) -> None:
    page.set_content("<h1>Here</h1>")
    assert page.get_by_role("heading").inner_text() == "Here"
