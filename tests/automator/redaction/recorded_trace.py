"""A trace of a sign-in with everything in it that must not be kept."""

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, Route

HOST = "www.aliexpress.com"
PASSWORD, CODE = 'corr"ect&horse-9', "730915"
TOKENS = {
    "cookie": "4ypFb5ADsszZ-yGcTx4Pq1b5cArQx7bJ",
    "header": "b3c9a1f0d2e44a55",
    "hidden field": "99de45274c099297",
    "meta": "7a334cad45951833",
    "script": "tok-5582-aa-17c4",
    "address": "x5-17bb0c21d9",
    "answer": "jwt-8812-66ef-0b",
    "storage": "st-55aa-31c7-99",
    "authorization": "Bearer-3c11ee72",
    "attribute": "da-9911-bc-7731",
}
SECRETS = (PASSWORD, CODE, *TOKENS.values())
PRIVATE = (
    "Annabel Zephyrine", "Zephyrine", "annabel@mailbox.example", "17 Quillon Street", "Zzyzx-Lane",
    "+1 202 555 0186", "8190007001360000", "Lamp House", "Brass desk lamp",
)  # fmt: skip
ORDER = f"https://{HOST}/p/order/detail.html?orderId=8190007001360000"

_PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Order of Annabel Zephyrine</title>
<meta name="csrf-token" content="{TOKENS["meta"]}">
<link rel="stylesheet" href="/static/shop.css?v=1">
<script>window.token = "{TOKENS["script"]}";</script></head>
<body data-token="{TOKENS["attribute"]}">
<header><b class="welcome-name">Hi, Annabel Zephyrine</b><button>Annabel Zephyrine</button></header>
<h1>Awaiting payment</h1><p>Order ID: 8190007001360000</p><p>Total: US $12.34</p>
<p>Annabel Zephyrine, 17 Quillon Street, Zzyzx-Lane, +1 202 555 0186</p>
<a href="https://{HOST}/x?t={TOKENS["address"]}">Lamp House</a><i title="Brass desk lamp"></i>
<form><input type="hidden" name="csrf" value="{TOKENS["hidden field"]}">
<input id="login" value="annabel@mailbox.example"><input id="password" type="password">
<input id="code" maxlength="6"><textarea id="note"></textarea>
<button type="button">Cancel order</button></form>
</body></html>"""
_CSS = 'h1 { color: red } h1::after { content: "Annabel Zephyrine" } /* Lamp House */'


def record_trace(page: Page, file: Path) -> None:
    """Play it in the page, and write the trace as Playwright does."""
    page.route("**/*", _answer)
    page.context.tracing.start(screenshots=False, snapshots=True, sources=False)
    page.goto(ORDER)
    page.evaluate(f"localStorage.setItem('session', {json.dumps(TOKENS['storage'])})")
    page.locator("#login").fill("annabel@mailbox.example")
    page.locator("#password").fill(PASSWORD)
    page.locator("#code").press_sequentially(CODE)
    page.locator("#code").press("Enter")
    page.locator("#note").fill("Dear Lamp House, this is Annabel Zephyrine")
    page.evaluate(
        "([password, code, token]) => fetch('/login/submit', {method: 'POST',"
        " headers: {authorization: token}, body: new URLSearchParams({password, code})})"
        ".then((answer) => answer.text())",
        [PASSWORD, CODE, TOKENS["authorization"]],
    )
    page.evaluate("console.log('signed in as Annabel Zephyrine', document.cookie)")
    page.context.storage_state()
    page.context.cookies()
    page.get_by_role("button", name="Cancel order").click()
    page.context.tracing.stop(path=file)


def _answer(route: Route) -> None:
    headers = {
        "set-cookie": f"xman_t={TOKENS['cookie']}; Path=/",
        "x-csrf-token": TOKENS["header"],
    }
    if route.request.url.startswith(f"https://{HOST}/static"):
        route.fulfill(body=_CSS, content_type="text/css")
    elif route.request.method == "POST":
        route.fulfill(body=json.dumps({"token": TOKENS["answer"]}), headers=headers)
    else:
        route.fulfill(body=_PAGE, headers={**headers, "content-type": "text/html"})


def everything_in(file: Path) -> Iterator[bytes]:
    """The names and the contents of all files in a zip."""
    with ZipFile(file) as archive:
        for name in archive.namelist():
            yield name.encode()
            yield archive.read(name)
