"""A check in the way of a run: a person is called to it, and the run goes on at the same step."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, Route

from flows.cancel_order import Wish, cancel_order
from flows.domain.outcomes import Outcome
from flows.errors import Checked, NeedsPerson, ShopChanged
from flows.ports import Wall
from flows.sign_in import sign_in, sign_in_by_hand
from flows.sites.aliexpress.shop import AliExpress
from flows.storefront import Credentials
from mock_site.faults import Place
from mock_site.practice_shop import PracticeShop
from tests.flows.fakes import Machine
from tests.flows.person_at_page import PersonAtPage, drag_slider, typing_credentials

pytestmark = pytest.mark.browser
Layout = Literal["current", "classic"]
both_layouts = pytest.mark.parametrize("layout", ["current", "classic"])


@pytest.fixture
def person(page: Page) -> PersonAtPage:
    """Somebody who solves whatever slider they are called to."""
    return PersonAtPage(page, lambda _: drag_slider(page))


Opened = Callable[..., AliExpress]


@pytest.fixture
def opened(page: Page, shop: PracticeShop, person: PersonAtPage) -> Opened:
    def open_shop(layout: Layout = "current", *, knows_password: bool = True, **more: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
        shop.reset(layout=layout, **more)  # type: ignore[arg-type]  # words of a world
        credentials = Credentials(shop.username, shop.password) if knows_password else None
        return AliExpress(page, shop.url, Machine().clock, credentials, 5, on_call=person)

    return open_shop


@both_layouts
@pytest.mark.parametrize("at", ["order.detail", "cancel.open"])
def test_a_cancellation_goes_on_where_a_slider_stopped_it(
    opened: Opened, shop: PracticeShop, person: PersonAtPage, layout: Layout, at: Place
) -> None:
    aliexpress = opened(layout)
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm(at, "slider")
    assert cancel_order(aliexpress, Wish(order), Machine().ports).outcome is Outcome.DONE
    assert person.called_to == ["slider"]
    assert len(shop.submits(order)) == 1


def test_a_slider_in_the_tab_that_cancels_is_solved_there(
    opened: Opened, shop: PracticeShop, person: PersonAtPage, page: Page
) -> None:
    aliexpress = opened(scenario="cancel-in-tab")
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm("cancel.open", "slider")
    assert cancel_order(aliexpress, Wish(order), Machine().ports).outcome is Outcome.DONE
    assert person.called_to == ["slider"]
    assert page.context.pages == [page]
    assert len(shop.submits(order)) == 1


@pytest.mark.complete
@both_layouts
def test_what_a_slider_answered_is_not_sent_again_but_read(
    opened: Opened, shop: PracticeShop, person: PersonAtPage, layout: Layout
) -> None:
    aliexpress = opened(layout)
    order = shop.first("PLACE_ORDER_SUCCESS")
    shop.arm("cancel.submit", "slider")
    machine = Machine()
    ended = cancel_order(aliexpress, Wish(order), machine.ports)
    assert ended.outcome is Outcome.UNCONFIRMED
    assert person.called_to == ["slider"]
    assert len(shop.submits(order)) == 1


def test_a_slider_that_nobody_solves_stops_the_run_before_anything_is_sent(
    opened: Opened, shop: PracticeShop, person: PersonAtPage
) -> None:
    person.acts = None
    aliexpress = opened()
    shop.arm("order.detail", "slider")
    with pytest.raises(Checked, match="slider"):
        cancel_order(aliexpress, Wish(shop.first("PLACE_ORDER_SUCCESS")), Machine().ports)
    assert shop.submits() == []


@pytest.fixture
def unknown_wall(page: Page) -> None:
    """Instead of the pages of orders the shop shows one question, until it is answered."""
    answered = []

    def answer(route: Route) -> None:
        answered.append(True)
        route.fulfill(status=303, headers={"location": "/"})

    def ask(route: Route) -> None:
        if answered:
            return route.fallback()
        return route.fulfill(content_type="text/html", body="<a href='/new-check'>I am here</a>")

    page.route("**/p/order/**", ask)
    page.route("**/new-check", answer)


@both_layouts
@pytest.mark.usefixtures("unknown_wall")
def test_a_person_is_called_to_a_wall_of_a_new_kind_and_the_run_goes_on(
    opened: Opened, shop: PracticeShop, person: PersonAtPage, page: Page, layout: Layout
) -> None:
    person.acts = lambda _: page.get_by_text("I am here").click()
    aliexpress = opened(layout)
    order = shop.first("PLACE_ORDER_SUCCESS")
    assert cancel_order(aliexpress, Wish(order), Machine().ports).outcome is Outcome.DONE
    assert person.called_to == ["unknown"]
    assert len(shop.submits(order)) == 1


@pytest.mark.complete
@pytest.mark.usefixtures("unknown_wall")
def test_a_wall_of_a_new_kind_that_nobody_removes_needs_a_person_and_nothing_is_sent(
    opened: Opened, shop: PracticeShop, person: PersonAtPage
) -> None:
    person.acts = None
    with pytest.raises(NeedsPerson, match="not known and has nothing of its others"):
        cancel_order(opened(), Wish(shop.first("PLACE_ORDER_SUCCESS")), Machine().ports)
    assert person.called_to == ["unknown"]
    assert shop.submits() == []


@pytest.mark.usefixtures("unknown_wall")
def test_with_nobody_on_call_a_wall_of_a_new_kind_is_a_page_that_is_not_known(
    page: Page, shop: PracticeShop
) -> None:
    credentials = Credentials(shop.username, shop.password)
    aliexpress = AliExpress(page, shop.url, Machine().clock, credentials, 1)
    with pytest.raises(ShopChanged, match="does not look like the known"):
        cancel_order(aliexpress, Wish(shop.first("PLACE_ORDER_SUCCESS")), Machine().ports)


def test_nobody_is_called_to_a_page_of_the_shop_that_has_changed(
    opened: Opened, shop: PracticeShop, person: PersonAtPage
) -> None:
    aliexpress = opened()
    shop.arm("order.detail", "renamed", times=20)
    with pytest.raises(ShopChanged):
        cancel_order(aliexpress, Wish(shop.first("PLACE_ORDER_SUCCESS")), Machine().ports)
    assert person.called_to == []


@both_layouts
def test_a_slider_after_the_password_is_solved_and_the_sign_in_made(
    opened: Opened, shop: PracticeShop, person: PersonAtPage, layout: Layout
) -> None:
    aliexpress = opened(layout)
    shop.arm("sign_in", "slider")
    assert sign_in(aliexpress) is True
    assert aliexpress.is_signed_in() is True
    assert person.called_to == ["slider"]


@both_layouts
def test_a_code_is_typed_for_a_person_and_asked_again_where_it_was_wrong(
    opened: Opened, shop: PracticeShop, person: PersonAtPage, layout: Layout
) -> None:
    said: list[str | None] = []

    def knows_the_code(wall: Wall) -> None:
        assert wall.enter is not None
        code = shop.accounts()[0]["code"]
        wrong = "000000" if code != "000000" else "111111"
        said.extend(map(wall.enter, ["12", wrong, code]))

    person.acts = knows_the_code
    aliexpress = opened(layout)
    shop.arm("sign_in", "code")
    assert sign_in(aliexpress) is True
    assert aliexpress.is_signed_in() is True
    assert said[0] == "The code has 6 digits."
    assert said[1]
    assert said[2] is None
    answers = [entry["answer"] for entry in shop.log("sign_in")]
    assert answers == ["code_asked", "wrong_code", "signed_in"]


def test_a_code_that_nobody_knows_stops_the_run(
    opened: Opened, shop: PracticeShop, person: PersonAtPage
) -> None:
    person.acts = None
    aliexpress = opened()
    shop.arm("sign_in", "code")
    with pytest.raises(NeedsPerson, match="code that it sent by e-mail"):
        sign_in(aliexpress)


@both_layouts
def test_a_person_signs_in_on_the_page_itself(
    opened: Opened, shop: PracticeShop, person: PersonAtPage, page: Page, layout: Layout
) -> None:
    person.acts = lambda _: list(typing_credentials(page, shop))
    aliexpress = opened(layout, knows_password=False)
    assert sign_in_by_hand(aliexpress) is True
    assert person.called_to == ["sign_in"]


def test_without_credentials_a_run_goes_on_after_a_person_signed_in(
    opened: Opened, shop: PracticeShop, person: PersonAtPage, page: Page
) -> None:
    person.acts = lambda _: list(typing_credentials(page, shop))
    aliexpress = opened(knows_password=False)
    order = shop.first("PLACE_ORDER_SUCCESS")
    assert aliexpress.order(order).id == order
    assert person.called_to == ["sign_in"]
