"""Signing in: name, password and, when the shop is wary, a code sent by e-mail."""

import secrets
from urllib.parse import quote, urlencode

from starlette.responses import JSONResponse, RedirectResponse, Response

from mock_site.accounts import Account
from mock_site.addresses import HOME, LOGIN_BOX
from mock_site.passwords import hash_password, is_password
from mock_site.visits import Visit, same_site

_NOBODY = hash_password("", salt="nobody")
"""Compared with for unknown names, so that they take as long as known ones."""


def form(visit: Visit) -> Response:
    if visit.session.username:
        return visit.go(_return_url(visit))
    back = _return_url(visit)
    box_url = f"{LOGIN_BOX}?{urlencode({visit.addresses.parameter('sign_in'): back})}"
    return visit.page("sign_in.html", places=("sign_in",), return_url=back, box_url=box_url)


def box(visit: Visit) -> Response:
    """The form alone, for the frame of a page that does not hold it itself; it leads back there."""
    back = _return_url(visit)
    if visit.request.headers.get("sec-fetch-dest") == "document":
        return visit.go(visit.addresses.sign_in.format(url=quote(back, safe="")))
    return visit.page("login_box.html", return_url=back)


def submit(visit: Visit) -> Response:
    """Answer the form's script: the page to go to, the next step, or what is wrong."""
    account = visit.shop.accounts.get(visit.field("loginId").strip())
    kept = account.password_hash if account else _NOBODY
    if not is_password(visit.field("password"), kept) or account is None:
        visit.record("sign_in", changed=False, answer="wrong_password")
        return JSONResponse({"error": visit.wording.text("sign_in.wrong")})
    if before := _about_the_code(visit, account):
        return before
    visit.sign_in(account.username)
    visit.record("sign_in", changed=True, answer="signed_in")
    return JSONResponse({"url": _return_url(visit)})


def _about_the_code(visit: Visit, account: Account) -> Response | None:
    """Ask for the code, or for another one; None where none is needed, or the right one came."""
    is_asked = visit.session.awaits_code == account.username
    if is_asked and visit.field("code"):
        if _code_fits(visit, account):
            return None
        visit.record("sign_in", changed=False, answer="wrong_code")
        return JSONResponse({"error": visit.wording.text("sign_in.code_wrong")})
    if not is_asked and not visit.trouble.take("sign_in", ("code",)):
        return None
    visit.session.awaits_code = account.username
    visit.record("sign_in", changed=False, answer="code_asked")
    return JSONResponse({"step": "code"})


def sign_out(visit: Visit) -> Response:
    visit.sign_out()
    return RedirectResponse(HOME, 303)


def _return_url(visit: Visit) -> str:
    wanted = visit.query(visit.addresses.parameter("sign_in")) or visit.field("return_url")
    return same_site(wanted or HOME, visit.request)


def _code_fits(visit: Visit, account: Account) -> bool:
    return secrets.compare_digest(visit.field("code").encode(), account.code.encode())
