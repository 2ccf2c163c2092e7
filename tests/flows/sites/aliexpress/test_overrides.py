"""Selectors of a person's file stand instead of ours, labels beside ours; nonsense is named."""

import tomllib

import pytest
from playwright.sync_api import Page

from flows.domain.acts import Act
from flows.domain.cancellation import Reason
from flows.domain.orders import Control, Status
from flows.sites.aliexpress.order_page import OrderPage
from flows.sites.aliexpress.overrides import WrongOverrides, overridden
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.tables import OURS, Tables
from flows.sites.aliexpress.words import words_in
from tests.flows.moments import NOW
from tests.flows.sites.aliexpress.conftest import saved


def tables(text: str) -> Tables:
    return overridden(tomllib.loads(text))


def mistakes(text: str) -> list[tuple[str, str]]:
    with pytest.raises(WrongOverrides) as raised:
        tables(text)
    return [(".".join(it.keys), it.what) for it in raised.value.mistakes]


def test_nothing_said_changes_nothing() -> None:
    assert tables("") == OURS


def test_a_selector_stands_instead_of_ours_and_the_others_stay() -> None:
    ours = OURS.locators("current")
    theirs = tables("[locators.current.order]\nstatus = 'h1.state'").locators("current")
    assert theirs["order"] == {**ours["order"], "status": "h1.state"}
    assert {page: theirs[page] for page in theirs if page != "order"} == {
        page: ours[page] for page in ours if page != "order"
    }


def test_labels_stand_beside_ours() -> None:
    words = tables("[labels.en]\nsend = ['Off']\n[labels.en.status]\ncancelled = ['Voided']")
    assert words.words_in("en-GB").status_of("VOIDED") is Status.CANCELLED
    assert words.words_in("en").status_of("Canceled") is Status.CANCELLED
    assert words.words_in("en").send == [*words_in("en").send, "Off"]
    assert words.words_in("de") == words_in("de")


def test_a_reason_can_be_given_in_words_that_were_added() -> None:
    said = tables("[labels.fr.reason]\nother = ['Tant pis']")
    assert said.reason_called("tant pis") is Reason.OTHER
    assert OURS.reason_called("tant pis") is None


def test_another_form_of_a_date_is_understood() -> None:
    words = tables("[labels.en]\ndates = ['{day} {month} {year}']").words_in("en")
    assert words.date_in("7 March 2026").isoformat() == "2026-03-07"


def test_a_page_is_read_by_the_new_selector_and_the_new_label(page: Page) -> None:
    html = saved("order_awaiting_shipment").replace("order-block-title", "order-state")
    page.set_content(html.replace("Awaiting shipment", "Voided"))
    told = tables(
        "[labels.en.status]\ncancelled = ['Voided']\n"
        "[locators.current.order]\nstatus = '.order-status .order-state'"
    )
    order = OrderPage(Screen(page, "current", 1, told)).read("8190000000000001", NOW)
    assert order.status is Status.CANCELLED


@pytest.mark.parametrize(
    ("text", "keys", "what"),
    [
        ("[label.en]", "label", "nearest known one is labels"),
        ("[locators.curent.order]", "locators.curent", "nearest known one is current"),
        ("[locators.current.ordr]", "locators.current.ordr", "nearest known one is order"),
        ("[locators.current.order]\nstate='h1'", "locators.current.order.state", "status"),
        ("[labels.eng]", "labels.eng", "nearest known one is en"),
        ("[labels.en]\nsende=['x']", "labels.en.sende", "nearest known one is send"),
        ("[labels.en.status]\ncanceled=['x']", "labels.en.status.canceled", "is cancelled"),
        ("[labels.en]\nlanguage=['x']", "labels.en.language", "is unknown"),
        ("labels = 3", "labels", "must be a table; known in it: de, en"),
        ("[labels.en]\nstatus=['x']", "labels.en.status", "must be a table"),
        ("[labels.en.send]\na=['x']", "labels.en.send", "must be a list of texts"),
        ("[labels.en]\nsend='Off'", "labels.en.send", "must be a list of texts"),
        ("[labels.en]\nsend=[1]", "labels.en.send", "must be a list of texts"),
        ("[labels.en]\nsend=['*']", "labels.en.send", "any text"),
        ("[labels.en]\nsend=['']", "labels.en.send", "any text"),
        ("[labels.en]\ndates=['{day}/{year}']", "labels.en.dates", "needs each of"),
        ("[labels.en]\ntimes=['at noon']", "labels.en.times", "needs each of {time}"),
        ("[locators.current.order]\nstatus=''", "locators.current.order.status", "is empty"),
        ("[locators.current.order]\nstatus=['h1']", "locators.current.order.status", "in quotes"),
        ("[locators.current.order]\nstatus='h1['", "locators.current.order.status", "from '['"),
    ],
)
def test_what_cant_be_used_is_named_with_what_is_known(text: str, keys: str, what: str) -> None:
    [(named, told)] = mistakes(text)
    assert named == keys
    assert what in told


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("[labels.en.status]\ncancelled = ['closed ']", "closed"),
        ("[labels.en.status]\ncancelled = ['C*d']", "completed"),
        ("[labels.en.control]\ncancel = ['Confirm received']", "confirm_receipt"),
        ("[labels.en]\nclosed_at = ['Order date']", "placed_at"),
        ("[labels.en]\nsend = ['Too late to cancel, sorry']", "refused"),
    ],
)
def test_a_text_that_means_something_else_of_its_kind_is_refused(text: str, other: str) -> None:
    assert f"which means {other} already" in mistakes(text)[0][1]


def test_a_text_given_two_new_meanings_is_refused_for_both() -> None:
    told = mistakes("[labels.en.status]\ncancelled = ['Voided']\nclosed = ['Voided']")
    assert [keys.rpartition(".")[2] for keys, _ in told] == ["cancelled", "closed"]


def test_buttons_of_different_dialogs_may_have_one_name() -> None:
    said = tables("[labels.en.act_confirm]\ndelete = ['OK']\npurge = ['OK']")
    assert said.words_in("en").act_confirm[Act.PURGE][-1] == "OK"


def test_all_mistakes_are_told_at_once() -> None:
    told = mistakes("[labels.xx]\n[locators.current.order]\nstatus = ''\n[labels.en]\nsend = 'a'")
    assert len(told) == 3


def test_a_control_that_was_renamed_is_known_by_its_added_name() -> None:
    said = tables("[labels.en.control]\ncancel = ['Withdraw from purchase']")
    assert said.words_in("en").control_of("Withdraw from purchase") is Control.CANCEL
