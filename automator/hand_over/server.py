"""The hand-over page, on this machine's own address and in a thread beside the run."""

import socket
from collections.abc import Callable
from importlib.resources import files
from threading import Thread

import uvicorn
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from automator.hand_over.exchange import Exchange
from automator.hand_over.guard import COOKIE, Keys, OwnAddressOnly
from automator.hand_over.wishes import WISHES

_WAIT_S = 10.0  # of a page that asks for what is newer
_STOP_WITHIN_S = 3.0
_PAGES = files("automator.hand_over") / "pages"
_TYPES = {"page.js": "text/javascript", "page.css": "text/css", "hand.svg": "image/svg+xml"}


class HandOverServer:
    """Serves from `start` to `stop`; `address` is where, on a port that was free."""

    def __init__(self, exchange: Exchange) -> None:
        self.keys = Keys()
        self._exchange = exchange
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        config = uvicorn.Config(
            _app(exchange, self.keys, self.port),
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = Thread(target=self._server.run, args=([self._socket],), daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._exchange.close()
        self._server.should_exit = True
        self._thread.join(_STOP_WITHIN_S)
        self._socket.close()

    def new_address(self) -> str:
        """The address with a token that is taken once."""
        return address(self.port, self.keys.new_token())


def address(port: int, token: str) -> str:
    return f"http://127.0.0.1:{port}/?token={token}"


def _app(exchange: Exchange, keys: Keys, port: int) -> Starlette:
    views = _Views(exchange, keys)
    routes = [
        Route("/", views.page),
        *(Route(f"/{name}", _file(name)) for name in _TYPES),
        Route("/state", views.state),
        Route("/picture", views.picture),
        Route("/wishes", views.wishes, methods=["POST"]),
        Route("/give-up", views.give_up, methods=["POST"]),
        Route("/token", views.token, methods=["POST"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(OwnAddressOnly, port=port)])


def _file(name: str) -> Callable[[Request], Response]:
    def send(_: Request) -> Response:
        return Response((_PAGES / name).read_bytes(), media_type=_TYPES[name])

    return send


class _Views:
    def __init__(self, exchange: Exchange, keys: Keys) -> None:
        self._exchange = exchange
        self._keys = keys

    def page(self, request: Request) -> Response:
        """With a token that was not used yet, or from the browser that came with one."""
        cookie = self._keys.cookie_for(request.query_params.get("token", ""))
        if not (cookie or self._is_known(request)):
            return HTMLResponse((_PAGES / "refused.html").read_bytes(), 403)
        response = HTMLResponse((_PAGES / "page.html").read_bytes())
        if cookie:
            response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict")
        return response

    def state(self, request: Request) -> Response:
        if not self._is_known(request):
            return _refused()
        return JSONResponse(self._exchange.shown(_after(request), _WAIT_S).told())

    def picture(self, request: Request) -> Response:
        if not self._is_known(request):
            return _refused()
        picture = self._exchange.picture(_after(request), _WAIT_S)
        headers = {"x-picture": str(picture.number)}
        if picture.content is None:
            return Response(status_code=204, headers=headers)
        return Response(picture.content, media_type="image/jpeg", headers=headers)

    async def wishes(self, request: Request) -> Response:
        if not self._is_known(request):
            return _refused()
        try:
            wishes = WISHES.validate_json(await request.body())
        except ValidationError:
            return Response("This is no wish that is known.", 400)
        taken = await run_in_threadpool(self._exchange.wish, wishes)
        return Response(status_code=204 if taken else 410)

    def give_up(self, request: Request) -> Response:
        if not self._is_known(request):
            return _refused()
        self._exchange.give_up()
        return Response(status_code=204)

    def token(self, request: Request) -> Response:
        """For the command, which reads the key in the home folder."""
        if not self._keys.is_key(request.headers.get("authorization")):
            return _refused()
        return JSONResponse({"token": self._keys.new_token()})

    def _is_known(self, request: Request) -> bool:
        return self._keys.knows(request.cookies.get(COOKIE))


def _refused() -> Response:
    return Response("Ask `unbuy hand-over` for the address.", 403)


def _after(request: Request) -> int:
    text = request.query_params.get("after", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1  # noqa: PLR2004 - what fits
