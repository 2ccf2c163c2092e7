"""The story for a newcomer: an unpaid and a paid order cancelled in the bundled shop."""

import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from automator.account_lock import account_lock
from automator.cancel_job import Task, cancel_at
from automator.report.story import Moment, write_story
from automator.result import OrderResult, Result
from automator.settings import Settings, load_settings
from automator.visits import visit
from automator.wiring import Run, Visit, prepared_home
from flows.domain.orders import Status
from flows.my_orders import my_orders
from flows.ports import Proposal

# When something happens in the demo's world: the seller answers, then the card refund's stages.
_WAITS = (
    ("The seller answers after five hours", timedelta(hours=5, minutes=5)),
    ("One day later the refund is being processed", timedelta(days=1)),
    ("Three days later the shop has sent the money", timedelta(days=3)),
)
_START_WITHIN_S = 20
_DAY_S = 86400


class StorefrontDidNotStart(Exception):
    """The bundled shop gave no address."""


@dataclass(frozen=True, slots=True)
class Storefront:
    """The shop's process, by its address."""

    url: str

    def state(self) -> dict[str, object]:
        with urllib.request.urlopen(f"{self.url}/_control/state", timeout=10) as answer:  # noqa: S310 - loopback
            document: dict[str, object] = json.load(answer)
        return document

    def wind(self, by: timedelta) -> None:
        body = json.dumps({"advance_s": by.total_seconds()}).encode()
        request = urllib.request.Request(f"{self.url}/_control/clock", data=body)  # noqa: S310 - loopback
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310


class DemoPerson:
    """Agrees to what the demo sends to its own shop."""

    def agrees(self, proposal: Proposal) -> bool:
        return bool(proposal.order.id)


def run_demo(run: Run) -> Result:
    """Run the story and write its page; everything lies in a folder of the demo's own."""
    home = prepared_home(run.settings).path / "demo"
    with account_lock(home.parent, "demo"), _storefront() as shop:
        shutil.rmtree(home, ignore_errors=True)
        run.progress.step(f"The bundled shop answers at {shop.url}")
        with visit(replace(run, settings=_demo_settings(run.settings, shop, home)), "demo") as at:
            story, results = _story(at, shop)
            page = write_story(home / "reports" / "demo.html", story.moments, results, story.days)
            message = f"The story with pictures: {page}"
            return at.result("demo", message, results, more={"days": story.days})


def _story(at: Visit, shop: Storefront) -> tuple["_Story", list[OrderResult]]:
    story = _Story(at)
    at.progress.step("Signing in, opening My Orders")
    orders = my_orders(at.shop).orders
    story.tell("My Orders before", f"{len(orders)} orders; two of them are regretted.")
    unpaid = next(order for order in orders if order.status is Status.AWAITING_PAYMENT)
    paid = next(order for order in orders if order.status is Status.AWAITING_SHIPMENT)
    last: dict[str, OrderResult] = {}
    for order in (unpaid, paid):
        [result] = cancel_at(at, Task([order.id]), DemoPerson())
        last[order.id] = result
        story.tell(f"Order {order.id}: {result.outcome}", result.message, result)
    for title, pause in _WAITS:
        shop.wind(pause)
        at.progress.step(f"{title} (shop time {at.clock.now():%b %d, %H:%M})")
        for result in at.watch.sweep().orders:
            last[result.id] = result
            story.tell(title, result.message, result)
    return story, list(last.values())


class _Story:
    """Collects the moments with a picture of each."""

    def __init__(self, at: Visit) -> None:
        self._at = at
        self.moments: list[Moment] = []
        self.days: dict[str, float] = {}  # from sending to the last news of an order

    def tell(self, title: str, text: str, result: OrderResult | None = None) -> None:
        name = f"{len(self.moments) + 1:02}"
        self._at.evidence.keep(name)
        self._at.progress.step(text)
        picture = self._at.evidence.folder / f"{name}.jpg"
        now = self._at.clock.now()
        self.moments.append(Moment(title, text, now, picture))
        if result and result.sent_at:
            self.days[result.id] = (now - result.sent_at).total_seconds() / _DAY_S


def _demo_settings(settings: Settings, shop: Storefront, home: Path) -> Settings:
    accounts = shop.state()["accounts"]
    if not isinstance(accounts, list):
        raise StorefrontDidNotStart("The shop's control interface names no account.")
    options = {
        "home": home,
        "shop_url": shop.url,
        "clock_url": shop.url,
        "username": accounts[0]["username"],
        "password": accounts[0]["password"],
        "headed": settings.headed,
        "slow_mo": settings.slow_mo or (_HUMAN_PACE_MS if settings.headed else 0),
    }
    return load_settings(options, env={})


_HUMAN_PACE_MS = 700


@contextmanager
def _storefront() -> Iterator[Storefront]:
    """The shop as a process of its own on a free port; gone when left."""
    command = [sys.executable, "-m", "mock_site", "--port", "0", "--scenario", "demo"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    try:
        url = process.stdout.readline().strip() if process.stdout else ""
        if not url:
            raise StorefrontDidNotStart("The bundled shop did not start; see what it says above.")
        yield Storefront(url)
    finally:
        process.terminate()
        process.wait(timeout=_START_WITHIN_S)
