"""The practice shop in somebody else's tests: what the fixture and its marker promise them."""

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
_BROWSER = """
    import pytest
    from automator.browser.find import find_browser

    @pytest.fixture(scope="session")
    def browser_type_launch_args(browser_type_launch_args):
        return browser_type_launch_args | find_browser(headless=True).launch_options()
"""
_KEEP_PID = """
    import pytest

    @pytest.fixture(autouse=True)
    def _kept(practice_shop, pytestconfig):
        kept = pytestconfig.rootpath / f"{practice_shop.process.pid}.pid"
        kept.write_text(practice_shop.url)
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project elsewhere that has the package at hand."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return pytester


def run(project: pytest.Pytester, *options: str) -> pytest.RunResult:
    # Inside another run there is no second scope for the soft assertions of Playwright.
    without = ("-p", "no:playwright")
    return project.runpytest_inprocess("-p", "mock_site.pytest_plugin", *without, *options)


def run_as_process(project: pytest.Pytester, *options: str) -> pytest.RunResult:
    return project.runpytest_subprocess("-p", "mock_site.pytest_plugin", *options)


def test_each_test_meets_a_fresh_everyday_world_where_nothing_goes_wrong(
    project: pytest.Pytester,
) -> None:
    project.makepyfile(
        """
        def test_leaves_much_behind(practice_shop):
            practice_shop.new_order("IN_FROZEN")
            practice_shop.arm("any", "hang", times=9)
            practice_shop.rate(1000)
            practice_shop.wind(days=40)

        def test_finds_nothing_of_it(practice_shop):
            assert practice_shop.armed() == practice_shop.log() == []
            assert len(practice_shop.orders()) == 16
            state = practice_shop.state()
            assert (state["now"], state["rate"]) == ("2026-03-02T09:00:00Z", 0)
            assert (state["layout"], state["language"]) == ("current", "en")
        """
    )
    run(project).assert_outcomes(passed=2)


def test_the_marker_chooses_the_world_and_a_closer_one_goes_first_word_by_word(
    project: pytest.Pytester,
) -> None:
    project.makepyfile(
        """
        import pytest

        pytestmark = pytest.mark.practice_world("hundreds", layout="classic", language="de")

        def test_of_the_module(practice_shop):
            state = practice_shop.state()
            assert (state["layout"], state["language"]) == ("classic", "de")
            assert len(state["orders"]) == 250

        @pytest.mark.practice_world(
            "empty", language="fr", seed=7, variant={"width": "phone"}, rate=2
        )
        def test_with_a_world_of_its_own(practice_shop):
            state = practice_shop.state()
            assert (state["layout"], state["language"]) == ("classic", "fr")
            assert (state["seed"], state["rate"], state["orders"]) == (7, 2, [])
            assert state["variant"]["width"] == "phone"

        @pytest.mark.practice_world({"accounts": [{"username": "b@example.com", "password": "x"}]})
        def test_with_a_world_written_out(practice_shop):
            assert (practice_shop.username, practice_shop.password) == ("b@example.com", "x")
        """
    )
    run(project, "--strict-markers").assert_outcomes(passed=3)


@pytest.mark.parametrize(
    ("world", "told"),
    [
        ("layot='classic'", ["layot is 'classic'*one of scenario, seed, layout, language*"]),
        ("layout='baroque'", ["layout is 'baroque'; expected: *current, classic"]),
        ("'everydy'", ["*'everydy'*there are: *everyday*"]),
        ("'empty', 'everyday'", ["practice_world takes one scenario; given: 'empty', 'everyday'"]),
    ],
)
def test_a_world_that_cannot_be_made_is_told_with_what_can(
    project: pytest.Pytester, world: str, told: list[str]
) -> None:
    project.makepyfile(
        f"""
        import pytest

        @pytest.mark.practice_world({world})
        def test_it(practice_shop): ...
        """
    )
    result = run(project)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"*{line}" for line in told])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*control_calls.py*")


def test_the_marker_is_listed_with_its_words(project: pytest.Pytester) -> None:
    run(project, "--markers").stdout.fnmatch_lines(["@pytest.mark.practice_world(scenario, seed=*"])


@pytest.mark.complete
def test_each_worker_has_a_shop_of_its_own_and_none_is_left(project: pytest.Pytester) -> None:
    project.makeconftest(_KEEP_PID)
    project.makepyfile(
        """
        import pytest

        @pytest.mark.parametrize("number", range(4))
        def test_has_it_alone(practice_shop, number):
            practice_shop.new_order()
            assert len(practice_shop.orders()) == 17
        """
    )
    run_as_process(project, "-n", "2").assert_outcomes(passed=4)
    pids = [int(file.stem) for file in project.path.glob("*.pid")]
    assert len(pids) == 2
    assert not any(_is_there(pid) for pid in pids)


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_shop_ends_even_where_the_tests_crash(project: pytest.Pytester) -> None:
    project.makeconftest(_KEEP_PID)
    project.makepyfile("def test_it(): import os; os._exit(3)")
    assert run_as_process(project).ret == 3
    [kept] = project.path.glob("*.pid")
    while _answers(kept.read_text()):
        pass


def _answers(url: str) -> bool:
    address = urlsplit(url)
    try:
        socket.create_connection((address.hostname, address.port)).close()
    except ConnectionRefusedError:
        return False
    except ConnectionResetError:
        pass  # it ends as it is asked
    return True


def test_a_shop_that_does_not_start_is_told_with_what_it_said(project: pytest.Pytester) -> None:
    project.makepyfile(uvicorn="raise ImportError('this uvicorn is none')")
    project.makepyfile("def test_one(practice_shop): ...\ndef test_two(practice_shop): ...")
    result = run(project)
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(
        ["The practice shop did not start. It said:", "ImportError: this uvicorn is none"]
    )


def test_a_shop_that_ends_in_the_middle_is_told_by_the_call_and_in_the_report(
    project: pytest.Pytester,
) -> None:
    project.makepyfile(
        """
        import os

        def test_it(practice_shop):
            os.kill(practice_shop.process.pid, 9)
            practice_shop.wind(days=1)
        """
    )
    result = run(project)
    result.assert_outcomes(failed=1)
    told = "The practice shop at http* does not answer. Its process has ended with code -9. *"
    result.stdout.fnmatch_lines([f"E*{told}", "*- Practice shop -*", told])


def test_a_failing_test_tells_what_the_shop_had_received(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import socket
        from urllib.request import urlopen

        def test_fails(practice_shop):
            practice_shop.wind(hours=2)
            practice_shop.arm("cancel.submit", "lie", times="always")
            address = practice_shop.url.removeprefix("http://").split(":")
            with socket.create_connection(address) as visitor:
                visitor.sendall(b"nonsense\\r\\n\\r\\n")
                visitor.recv(1000)
            assert practice_shop.actions() == ["sign_in"]

        def test_passes(practice_shop): ...
        """
    )
    result = run(project)
    result.assert_outcomes(failed=1, passed=1)
    result.stdout.fnmatch_lines(
        [
            "*- Practice shop -*",
            "clock: 2026-03-02T11:00:00+00:00",
            "log: empty",
            "still to go wrong: lie at cancel.submit (times: None)",
            "it complained:",
            "*Invalid HTTP request received.",
        ]
    )
    assert result.stdout.str().count("- Practice shop -") == 1


def test_a_call_that_is_refused_shows_the_tests_own_line_and_the_shops_words(
    project: pytest.Pytester,
) -> None:
    project.makepyfile(
        """
        def test_it(practice_shop):
            practice_shop.new_order("SHIPPED")
        """
    )
    result = run(project)
    result.stdout.fnmatch_lines(
        [
            '>*practice_shop.new_order("SHIPPED")',
            "E *CallRefused: POST orders: status is 'SHIPPED'; expected: 'PLACE_ORDER_SUCCESS',*",
        ]
    )
    result.stdout.no_fnmatch_line("*control_calls.py*")


@pytest.mark.browser
def test_the_example_of_the_readme_passes_in_a_browser(project: pytest.Pytester) -> None:
    section = (ROOT / "README.md").read_text("utf-8").split("### In your own tests")[1]
    project.makepyfile(section.split("```python")[1].split("```")[0])
    project.makeconftest(_BROWSER)
    run_as_process(project, "--strict-markers").assert_outcomes(passed=1)
