"""Stylesheets, scripts and icons: kept in memory, at addresses that change with their content."""

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"


class Assets:
    """The files of one part of the site, which name each other by their bare names.

    They share a version, so that browsers may keep them for ever: changed ones stand elsewhere.
    """

    def __init__(self, below: str, files: Iterable[Path]) -> None:
        self._below = below
        self._contents = {file.name: file.read_bytes() for file in sorted(files)}
        self._version = blake2b(b"\0".join(self._contents.values()), digest_size=5).hexdigest()

    def url(self, name: str) -> str:
        """The address of a file; KeyError where there is none of this name."""
        if name not in self._contents:
            raise KeyError(name)
        return f"{self._below}/assets/{self._version}/{name}"

    def route(self) -> Route:
        """Serves the files, to be mounted where `below` says."""
        return Route("/assets/{version}/{name}", self._serve)

    async def _serve(self, request: Request) -> Response:
        name = request.path_params["name"]
        content = self._contents.get(name)
        if content is None or request.path_params["version"] != self._version:
            return Response(status_code=404)
        media = _MEDIA[Path(name).suffix]
        return Response(content, media_type=media, headers={"cache-control": FOR_EVER})


SHOP_ASSETS = Assets("", (Path(__file__).parent / "layouts").glob("*/static/*"))
