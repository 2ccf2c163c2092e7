"""The import contracts of pyproject.toml hold, and nothing escapes them."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest

ROOT = Path(__file__).parents[1]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS: list[dict[str, Any]] = LINTER["contracts"]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_every_import_contract_is_kept() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


def test_every_package_is_under_the_contracts() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages - {"tests", "bench"} == set(LINTER["root_packages"])
    assert packages - {"tests", "bench"} == {
        name for contract in CONTRACTS for name in contract.get("source_modules", [])
    }


def test_every_contract_is_named_by_a_sentence() -> None:
    assert all(len(contract["name"].split()) > 5 for contract in CONTRACTS)


@pytest.mark.parametrize("package", ["flows", "automator"])
def test_a_new_module_that_belongs_to_no_layer_fails(package: str, tmp_path: Path) -> None:
    for name in LINTER["root_packages"]:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / package / "stray.py").touch()
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert f"{package}.stray" in done.stdout


def test_the_domain_imports_the_standard_library_and_itself_only() -> None:
    graph = grimp.build_graph("flows", include_external_packages=True, cache_dir=None)
    domain = {"flows.domain", *graph.find_descendants("flows.domain")}
    imported = set().union(*map(graph.find_modules_directly_imported_by, domain))
    assert len(domain) > 1
    assert {name.split(".")[0] for name in imported - domain} <= sys.stdlib_module_names


def test_the_practice_shop_needs_pytest_in_its_plugin_only() -> None:
    graph = grimp.build_graph("mock_site", include_external_packages=True, cache_dir=None)
    needing_it = graph.find_modules_that_directly_import("pytest")
    assert needing_it == {"mock_site.pytest_plugin"}
    assert graph.find_modules_that_directly_import("mock_site.pytest_plugin") == set()


def test_a_pytest_run_that_has_the_plugin_loads_no_shop() -> None:
    """Every run in the same environment loads it, also of projects that never ask for a shop."""
    heavy = "{'jinja2', 'pydantic', 'starlette', 'uvicorn'}"
    code = f"import sys, mock_site.pytest_plugin; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"
