"""What is special about disputes in the current layout: steps in the form, solutions to choose."""

from playwright.sync_api import Locator

from flows.domain.acts import Act
from flows.domain.money import Money
from flows.errors import ShopChanged
from flows.sites.aliexpress.disputes.form import DisputeForm, form_on
from flows.sites.aliexpress.disputes.sending import Sender, the_button
from flows.sites.aliexpress.reasons import reasons_in
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import Words, says, tidy


def dispute_form(screen: Screen, received: bool) -> DisputeForm:
    """The form of two steps; whether the parcel came was answered on the way to it."""
    del received
    words = screen.read("dispute").words
    form = form_on(screen)

    def go_on() -> None:
        the_button(form, words.dispute.next_step, "goes on to the last step").click()

    return DisputeForm(screen, form, words, reasons_in(form, screen), go_on)


def dispute_answer(screen: Screen, act: Act, offer: Money | None, order_id: str) -> Sender:
    """Choose the solution that says what is meant; raises `ShopChanged` where there is none."""
    del order_id
    words = screen.read("dispute").words
    solutions = screen.locate("dispute", "solutions")
    if not solutions.is_visible():
        the_button(
            screen.page.locator("main"), words.dispute.view_solutions, "shows the solutions"
        ).click()
    chosen = _solution(screen, act, words)
    if act is Act.ACCEPT_OFFER and words.money_in(chosen.inner_text()) != offer:
        raise ShopChanged(f"The offer to take is not the {offer} that was read. Nothing was sent.")
    radio = chosen.get_by_role("radio")
    radio.check()
    return Sender(
        screen, the_button(solutions, words.dispute.submit, f"sends {act.noun}"), act, words
    )


def _solution(screen: Screen, act: Act, words: Words) -> Locator:
    wanted = words.dispute.take_offer if act is Act.ACCEPT_OFFER else words.dispute.disagree
    labels = screen.locate("dispute", "solution")
    titles = labels.locator(screen.selector("dispute", "solution_title")).all_inner_texts()
    places = [place for place, text in enumerate(titles) if says(wanted, tidy(text))]
    if len(places) != 1 or len(titles) != labels.count():
        shown = "; ".join(map(tidy, titles))
        raise ShopChanged(
            f"There is no solution for the {act.noun} as known among: {shown}. Nothing was sent."
        )
    return labels.nth(places[0])
