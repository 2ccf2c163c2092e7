"""`python -m tests.recorded_pages [TEXT]`: record anew all pages, or those with this text."""

import sys
from pathlib import Path
from shutil import rmtree

from playwright.sync_api import sync_playwright

from automator.browser.find import find_browser
from mock_site.practice_shop import running_shop
from tests.recorded_pages.cases import cases
from tests.recorded_pages.record import recorded

PAGES = Path(__file__).parents[2] / "fixtures" / "pages" / "aliexpress"


def main(only: str = "") -> None:
    with running_shop() as shop, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**find_browser(headless=True).launch_options())
        for case in cases():
            for layout in case.layouts:
                folder = PAGES / layout / case.name
                if only in f"{layout}/{case.name}":
                    recording = recorded(browser, shop, layout, case)
                    rmtree(folder, ignore_errors=True)
                    recording.write(folder)
                    sys.stdout.write(f"{folder.relative_to(PAGES)}\n")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
