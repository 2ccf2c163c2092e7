"""The demo's page: each moment with its picture, and the table at the end."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from automator.home import write_private
from automator.result import OrderResult


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened, when in shop time, and its picture (a JPEG file)."""

    title: str
    text: str
    at: datetime
    picture: Path

    @property
    def picture_url(self) -> str | None:
        """The picture inside the page itself, so that the page is one file; None: not taken."""
        if not self.picture.is_file():
            return None
        return f"data:image/jpeg;base64,{base64.b64encode(self.picture.read_bytes()).decode()}"


def write_story(
    file: Path,
    moments: Sequence[Moment],
    results: Sequence[OrderResult],
    days: Mapping[str, float],
) -> Path:
    """Write the page; `days` is how long each order took. Returns the path."""
    pages = Environment(
        loader=PackageLoader("automator.report", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    html = pages.get_template("story.html").render(moments=moments, results=results, days=days)
    write_private(file, html)
    return file
