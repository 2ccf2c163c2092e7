"""The wall that wants to see a person: a handle to be dragged along its track, in a frame."""

from urllib.parse import quote

from starlette.responses import PlainTextResponse, Response

from mock_site.addresses import CAPTCHA, SLIDER
from mock_site.visits import Visit, same_site


def wall(visit: Visit) -> Response:
    frame = f"{CAPTCHA}?url={quote(_wanted(visit), safe='')}"
    return visit.page("punish.html", captcha_url=frame)


def captcha(visit: Visit) -> Response:
    solve = f"{SLIDER}/solve?url={quote(_wanted(visit), safe='')}"
    return visit.page("captcha.html", solve_url=solve)


def solve(visit: Visit) -> Response:
    """The handle has arrived: take the wall down and tell the page where to go on."""
    visit.session.walled = False
    return PlainTextResponse(_wanted(visit))


def _wanted(visit: Visit) -> str:
    return same_site(visit.query("url"), visit.request)
