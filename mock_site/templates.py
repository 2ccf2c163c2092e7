"""Pages as templates: what they contain is escaped, and what they lack is an error."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def compiled(folders: Sequence[Path]) -> Environment:
    """The templates of these folders, the first one going before the others, all of them read."""
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    for name in environment.list_templates():
        environment.get_template(name)
    return environment
