"""What is looked for on the pages beside the lists and the orders themselves."""

from collections.abc import Callable, Iterator

from flows.domain.acts import Act
from flows.domain.findings import Looked, has_trouble
from flows.sites.aliexpress.canary.buttons import button_of
from flows.sites.aliexpress.canary.needed import needs
from flows.sites.aliexpress.canary.parts import counted, parts_of
from flows.sites.aliexpress.canary.stop import Stop
from flows.sites.aliexpress.canary.texts import labels_of, reading_of, rows_of
from flows.sites.aliexpress.cart_page import CartPage
from flows.sites.aliexpress.disputes.page import DisputePage
from flows.sites.aliexpress.parcels_page import ParcelsPage
from flows.sites.aliexpress.refund_page import RefundPage
from flows.sites.aliexpress.thread_page import ThreadPage

Judge = Callable[[Stop, bool], Iterator[Looked]]
"""Given the page, and whether it is known as what it should be."""


def header(stop: Stop, known: bool) -> Iterator[Looked]:
    del known
    yield from parts_of(stop, "header")


def sign_in(stop: Stop, known: bool) -> Iterator[Looked]:
    """The form, in the page or in a frame of it; nothing is typed."""
    if "frame" not in stop.screen.tables.locators(stop.screen.layout)["sign_in"]:
        yield from parts_of(stop, "sign_in")
        if known:
            login = stop.screen.locate("sign_in", "login")
            form = stop.screen.page.locator("form").filter(has=login)
            yield button_of(stop, "go_on", stop.words.go_on, form)
        return
    fields = needs("sign_in").keys() - {"frame"}
    yield from parts_of(stop, "sign_in", leave_out=fields)
    frame = stop.screen.page.locator(stop.screen.selector("sign_in", "frame"))
    if frame.count() == 1 and (inside := frame.element_handle().content_frame()):
        inside.wait_for_load_state()
        yield from parts_of(stop.within(inside), "sign_in", leave_out={"frame"})


def refund(stop: Stop, known: bool) -> Iterator[Looked]:
    seen = list(parts_of(stop, "refund"))
    yield from seen
    if known and not has_trouble(seen):
        raw = stop.screen.read("refund").data
        yield from labels_of(stop, "refund", rows_of(raw["rows"]))
        yield from reading_of(stop, RefundPage(stop.screen).read)


def thread(stop: Stop, known: bool) -> Iterator[Looked]:
    at = stop.saying("messages") if _has(stop, "thread", "message") else stop
    seen = list(parts_of(at, "thread"))
    yield from seen
    if known and not has_trouble(seen):
        form = at.screen.locate("thread", "form")
        yield button_of(at, "act_confirm.message", at.words.act_confirm[Act.MESSAGE], form)
        yield from reading_of(at, lambda: ThreadPage(at.screen).read(at.order_id))


def parcels(stop: Stop, known: bool) -> Iterator[Looked]:
    seen = list(parts_of(stop, "parcels"))
    yield from seen
    if known and not has_trouble(seen):
        yield from reading_of(stop, lambda: ParcelsPage(stop.screen).read(stop.order_id))


def cart(stop: Stop, known: bool) -> Iterator[Looked]:
    at = stop.saying("lines") if _has(stop, "cart", "line") else stop
    seen = list(parts_of(at, "cart"))
    yield from seen
    if known and not has_trouble(seen):
        yield from reading_of(at, CartPage(at.screen).read)


def dispute(stop: Stop, known: bool) -> Iterator[Looked]:
    seen = list(parts_of(stop, "dispute"))
    yield from seen
    if known and not has_trouble(seen):
        facts = rows_of(stop.screen.read("dispute").data["facts"])
        labels = list(labels_of(stop, "dispute", facts))
        yield from labels
        if not has_trouble(labels):
            yield from reading_of(stop, lambda: DisputePage(stop.screen).read(stop.order_id))


def dispute_form(stop: Stop, known: bool) -> Iterator[Looked]:
    del known
    yield from parts_of(stop, "dispute_form")


def _has(stop: Stop, part: str, control: str) -> bool:
    return counted(stop, part, {control: needs(part)[control]})[control].count > 0
