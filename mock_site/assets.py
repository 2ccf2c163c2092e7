"""Stylesheet, script and icon: kept in memory, at addresses that change with their content."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

_LAYOUTS = Path(__file__).parent / "layouts"
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"


@cache
def _assets() -> dict[str, tuple[str, bytes]]:
    """Name to version and content."""
    contents = {path.name: path.read_bytes() for path in _LAYOUTS.glob("*/static/*")}
    return {
        name: (blake2b(content, digest_size=5).hexdigest(), content)
        for name, content in contents.items()
    }


def asset_url(name: str) -> str:
    return f"/assets/{_assets()[name][0]}/{name}"


async def asset(request: Request) -> Response:
    """Serve a file; browsers may keep it for ever, since a changed one has another address."""
    name = request.path_params["name"]
    version, content = _assets().get(name, ("", b""))
    if version != request.path_params["version"]:
        return Response(status_code=404)
    media = _MEDIA[Path(name).suffix]
    return Response(content, media_type=media, headers={"cache-control": FOR_EVER})
