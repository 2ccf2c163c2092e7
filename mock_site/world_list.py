"""What `--list` prints: each world with what it is for, group by group, as wide as the terminal."""

import shutil
import textwrap
from collections.abc import Iterator

from mock_site import scenarios
from mock_site.scenarios import Told

_NARROWEST, _WIDEST = 50, 110
_WITHOUT_A_TERMINAL = (100, 24)


def world_list() -> str:
    columns = shutil.get_terminal_size(_WITHOUT_A_TERMINAL).columns
    return "\n".join(_lines(min(max(columns, _NARROWEST), _WIDEST)))


def _lines(width: int) -> Iterator[str]:
    groups = scenarios.told()
    beside = max(len(it.name) for members in groups.values() for it in members) + 4
    for number, (group, members) in enumerate(groups.items()):
        if number:
            yield ""
        yield group.capitalize()
        for it in members:
            yield _entry(it, beside, width)


def _entry(world: Told, beside: int, width: int) -> str:
    """The name, and what is told of it in a column of its own beside all names."""
    return textwrap.fill(
        world.about,
        width,
        initial_indent=f"  {world.name}".ljust(beside),
        subsequent_indent=" " * beside,
        break_long_words=False,
        break_on_hyphens=False,
    )
