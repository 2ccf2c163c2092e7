"""What surrounds every page: session, sign-in, walls, CSRF, and what a test has armed."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from mock_site.addresses import Addresses
from mock_site.drawing import Drawing
from mock_site.sessions import (
    LIFETIME,
    MARKER_COOKIE,
    SESSION_COOKIE,
    Session,
    Sessions,
    same_csrf,
)
from mock_site.shop import Shop
from mock_site.templates import compiled
from mock_site.trouble import Trouble, strike
from mock_site.visits import Visit
from mock_site.wording import wording
from mock_site.world import World

View = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


class Endpoints:
    """The buyers' side of a world: makes endpoints out of views, which draw one visit each."""

    def __init__(self, world: World, templates: Sequence[Path], addresses: Addresses) -> None:
        self._world = world
        self.addresses = addresses
        self._templates = compiled(templates)
        self._sessions_of: tuple[Shop, Sessions] | None = None

    def of(
        self,
        view: View,
        *,
        place: str = "any",
        action: str | None = None,
        for_guests: bool = False,
        through_walls: bool = False,
    ) -> Endpoint:
        """A view as an endpoint; `place` names it to the faults, `action` to the shop's log."""

        async def answer(request: Request) -> Response:
            visit = await self._visit(request)
            viewed = False

            def draw() -> Response:
                nonlocal viewed
                viewed = True
                return view(visit)

            response = _refused(visit, for_guests=for_guests, through_walls=through_walls)
            if response is None:
                response = await strike(visit, place, draw, at_wall=through_walls)
            if action and not viewed:
                visit.record(action, changed=False, answer=f"http_{response.status_code}")
            _keep_cookies(visit, response)
            await visit.form.close()  # files that were sent are let go
            return response

        return answer

    async def _visit(self, request: Request) -> Visit:
        shop = self._world.shop
        shop.settle()
        sessions = self._sessions(shop)
        now = shop.clock.now()
        session = sessions.find(request.cookies.get(SESSION_COOKIE), now) or sessions.begin(now)
        form = await request.form() if request.method == "POST" else FormData()
        trouble = Trouble(shop.faults, session.username or _signs_in(form))
        return Visit(
            request=request,
            shop=shop,
            sessions=sessions,
            session=session,
            wording=wording(_language(shop, session), shop.layout, shop.variant.labels),
            addresses=self.addresses,
            templates=self._templates,
            trouble=trouble,
            drawing=Drawing(trouble, shop.seed),
            form=form,
        )

    def _sessions(self, shop: Shop) -> Sessions:
        """A new shop, as after a reset, knows nobody yet."""
        if self._sessions_of is None or self._sessions_of[0] is not shop:
            self._sessions_of = (shop, Sessions(shop.seed))
        return self._sessions_of[1]


def _refused(visit: Visit, *, for_guests: bool, through_walls: bool) -> Response | None:
    """The answer to a visit that does not get as far as its page."""
    if visit.session.username is None and not for_guests:
        return visit.go_sign_in()
    if visit.session.walled and not through_walls:
        return visit.go_slider()
    given = visit.request.headers.get("x-csrf-token") or visit.field("_csrf_token_")
    if visit.request.method == "POST" and not same_csrf(visit.session, given):
        return visit.problem("forbidden", 403)
    return None


def _keep_cookies(visit: Visit, response: Response) -> None:
    """Give the browser the session it has now, where that is another one than it came with."""
    if visit.request.cookies.get(SESSION_COOKIE) == visit.session.token:
        return
    age = int(LIFETIME.total_seconds())
    response.set_cookie(SESSION_COOKIE, visit.session.token, age, httponly=True, samesite="lax")
    if visit.session.username:
        response.set_cookie(MARKER_COOKIE, "sign=y", age, samesite="lax")
    elif MARKER_COOKIE in visit.request.cookies:
        response.delete_cookie(MARKER_COOKIE)


def _signs_in(form: FormData) -> str | None:
    """Who wants to be signed in by this form, for trouble that is meant for them alone."""
    return str(form.get("loginId", "")).strip() or None


def _language(shop: Shop, session: Session) -> str:
    """A buyer's own language; a guest is addressed in that of the world."""
    account = shop.accounts.get(session.username or "")
    return account.language if account else shop.language
