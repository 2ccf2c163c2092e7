"""The shortest script that cancels orders: what `unbuy cancel` is measured against.

`python bench/bare_script.py URL USER PASSWORD ID...`, the browser in UNBUY_BROWSER_PATH. It keeps
nothing, proves nothing, and prints what the shop says to each order.
"""

import os
import sys

from playwright.sync_api import sync_playwright

url, user, password, *ids = sys.argv[1:]
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=os.environ["UNBUY_BROWSER_PATH"])
    page = browser.new_page()
    page.goto(f"{url}/p/order/index.html")
    page.get_by_label("Email or phone number").fill(user)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="My Orders").wait_for()
    for order in ids:
        page.goto(f"{url}/p/order/detail.html?orderId={order}")
        page.get_by_role("button", name="Cancel order").click()
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Send").click()
        print(order, page.locator(".comet-modal-message h2").inner_text(), flush=True)  # noqa: T201 - its result
    browser.close()
