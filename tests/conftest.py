"""What all tests share: the browser to drive, a home folder of their own, a clean environment."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from automator.browser.find import find_browser
from automator.home import Home
from mock_site.practice_shop import PracticeShop
from tests.automator.forking import ForkServer, fork_server
from tests.sampling import left_out

pytest_plugins = ["mock_site.pytest_plugin", "tests.matrix.table"]

_KEPT_SETTING = "UNBUY_BROWSER_PATH"
_DEBUGGED = bool(os.environ.get("PWDEBUG"))


def _settings_in_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("UNBUY_")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a page is driven in a browser, and `make test` plays a sample of that."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if _DEBUGGED:  # a person steps through it, and takes their time
            item.add_marker(pytest.mark.timeout(0))
    for item in left_out(items):
        item.add_marker("complete")


@pytest.fixture(scope="session", autouse=True)
def _nobodys_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the settings of the person who runs the tests out of them, but for the browser.

    All homes of a worker share what Playwright's driver compiles.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in _settings_in_environment().keys() - {_KEPT_SETTING}:
            patch.delenv(name)
        patch.setenv("NODE_COMPILE_CACHE", str(tmp_path_factory.getbasetemp() / "node"))
        yield


@pytest.fixture(autouse=True)
def _no_settings_left_behind() -> Iterator[None]:
    before = _settings_in_environment()
    yield
    assert _settings_in_environment() == before, "the test left UNBUY_* variables behind"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Name a home folder, not made yet, in UNBUY_HOME."""
    path = tmp_path / "home"
    monkeypatch.setenv("UNBUY_HOME", str(path))
    return Home(path)


@pytest.fixture(scope="session")
def base_url() -> None:
    """Set no base address; pytest-playwright's own fixture of this name makes pytest 9 warn."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the browser that the product drives, with what --headed, --slowmo and PWDEBUG ask."""
    headless = browser_type_launch_args.get("headless", not _DEBUGGED)
    options = find_browser(headless=headless).launch_options()
    return {**browser_type_launch_args, "headless": headless, **options}


@pytest.fixture
def shop(practice_shop: PracticeShop) -> PracticeShop:
    """The practice shop by a short name."""
    return practice_shop


@pytest.fixture(scope="session")
def forks() -> Iterator[ForkServer | None]:
    """Whatever runs commands without starting Python for each, where the system can fork safely."""
    if sys.platform != "linux":
        yield None
        return
    with fork_server() as server:
        yield server
