"""What is installed elsewhere has all that the practice shop needs."""

from pathlib import Path
from zipfile import ZipFile

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


def _files(folder: str) -> set[str]:
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


def test_every_file_of_the_shop_and_its_worlds_and_its_plugin_are_in_the_wheel(
    tmp_path: Path,
) -> None:
    [built] = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with ZipFile(built) as wheel:
        names = wheel.namelist()
        [entry_points] = [name for name in names if name.endswith("/entry_points.txt")]
        told = wheel.read(entry_points).decode()
    assert _files("mock_site") | _files("fixtures") <= set(names)
    assert "[pytest11]\nmock_site.pytest_plugin = mock_site.pytest_plugin" in told
