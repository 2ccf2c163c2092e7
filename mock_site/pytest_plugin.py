"""The practice shop in pytest: the fixture `practice_shop`, and the marker `practice_world`.

@pytest.mark.practice_world("hundreds", layout="classic", language="de")
def test_every_order_is_read(practice_shop): ...
"""

from collections.abc import Generator, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from mock_site.practice_shop import CallRefused, PracticeShop, ShopDidNotStart, running_shop
from mock_site.shop_report import told_briefly

_MARKER = (
    "practice_world(scenario, seed=, layout=, language=, variant=, now=, rate=): "
    "the world that the practice shop has in this test. A closer mark goes before one of the class "
    "or module, word by word."
)
_IN_USE = pytest.StashKey[PracticeShop]()
_COMPLAINED = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", _MARKER)


@pytest.fixture(scope="session")
def practice_shop_process() -> Iterator[PracticeShop]:
    """One shop for the session (for each worker, under pytest-xdist), in whatever world."""
    with ExitStack() as stack:
        try:
            shop = stack.enter_context(running_shop())
        except ShopDidNotStart as error:
            pytest.fail(str(error), pytrace=False)
        yield shop


@pytest.fixture
def practice_shop(
    practice_shop_process: PracticeShop, request: pytest.FixtureRequest
) -> PracticeShop:
    """The practice shop with a fresh world: the everyday one, or as `practice_world` says."""
    shop = practice_shop_process
    try:
        shop.reset(**_world_of(request.node))
    except CallRefused as error:
        pytest.fail(f"The world of this test can't be made. {error}", pytrace=False)
    request.node.stash[_IN_USE] = shop
    request.node.stash[_COMPLAINED] = len(shop.process.said()) if shop.process else 0
    return shop


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that failed tells what the shop had received by then."""
    report = yield
    shop = item.stash.get(_IN_USE, None)
    if shop and report.failed and report.when != "teardown":
        told = told_briefly(shop, item.stash[_COMPLAINED])
        report.sections.append(("Practice shop", told))
    return report


def _world_of(node: pytest.Item) -> dict[str, Any]:
    world: dict[str, Any] = {}
    for mark in reversed(list(node.iter_markers("practice_world"))):
        world |= _words(*mark.args, **mark.kwargs)
    return world


def _words(*scenario: Any, **world: Any) -> dict[str, Any]:
    if len(scenario) > 1:
        all_of_them = ", ".join(map(repr, scenario))
        pytest.fail(f"practice_world takes one scenario; given: {all_of_them}", pytrace=False)
    return {"scenario": scenario[0], **world} if scenario else world
