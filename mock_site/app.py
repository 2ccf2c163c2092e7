"""The whole site: what buyers see, and the control interface beside it."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from mock_site import pictures
from mock_site.assets import FOR_EVER, SHOP_ASSETS
from mock_site.control import control_routes
from mock_site.control_guard import ControlGuard
from mock_site.layouts import classic, current
from mock_site.layouts.shared.uploads import LARGEST_BODIES
from mock_site.security import Limits, SecurityHeaders
from mock_site.world import World

LARGEST_CALL = 16 * 1024 * 1024
"""Bytes of a control call, which may hold a world of thousands of orders."""

LAYOUTS = {"current": current.routes, "classic": classic.routes}


def create_app(world: World, *, with_control: bool = True) -> ASGIApp:
    """The site of a world; the world's shop may be replaced while it runs.

    Without control interface there is nothing at its addresses.
    """
    shopfront = Mount("/", Limits(_ByLayout(world), larger=LARGEST_BODIES))
    if not with_control:
        nothing = Mount("/_control", PlainTextResponse("Not Found", 404))
        return SecurityHeaders(Starlette(routes=[nothing, shopfront]))
    calls = Limits(Router(control_routes(world)), LARGEST_CALL)
    to_page = Route("/_control", lambda _: RedirectResponse("/_control/"))
    control = Mount("/_control", ControlGuard(calls))
    return SecurityHeaders(Starlette(routes=[to_page, control, shopfront]))


class _ByLayout:
    """Shows the pages of the layout that the world has at this moment."""

    def __init__(self, world: World) -> None:
        self._world = world
        shared = [
            SHOP_ASSETS.route(),
            Route("/img/{thing}/{key}.svg", _picture),
        ]
        self._routers = {
            layout: Router([*shared, *routes(world)]) for layout, routes in LAYOUTS.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._routers[self._world.shop.layout](scope, receive, send)


async def _picture(request: Request) -> Response:
    drawing = pictures.draw(request.path_params["thing"], request.path_params["key"])
    if drawing is None:
        return Response(status_code=404)
    return Response(drawing, media_type="image/svg+xml", headers={"cache-control": FOR_EVER})
