"""What is special about disputes in the classic layout: one long form, a button for each answer.

Known are the ids of the form; the page of a dispute is a guess.
"""

from flows.domain.acts import Act
from flows.domain.disputes import Dispute
from flows.domain.money import Money
from flows.errors import ShopChanged
from flows.sites.aliexpress.disputes.form import DisputeForm, form_on
from flows.sites.aliexpress.disputes.page import DisputePage
from flows.sites.aliexpress.disputes.sending import Sender, the_button
from flows.sites.aliexpress.reasons import SelectBox
from flows.sites.aliexpress.screen import Screen


def dispute_form(screen: Screen, received: bool) -> DisputeForm:
    """The form, with what it asks about the parcel answered: the reasons go by that."""
    words = screen.read("dispute").words
    form = form_on(screen)
    answer = form.locator(screen.selector("dispute_form", "came" if received else "missing"))
    if answer.count() != 1:
        raise ShopChanged("The form does not ask about the parcel as known. Nothing was sent.")
    answer.check()
    reason = form.locator(screen.selector("dispute_form", "reason"))
    options = reason.locator(screen.selector("reasons", "option"))
    return DisputeForm(screen, form, words, SelectBox(reason, options), lambda: None)


def dispute_answer(screen: Screen, act: Act, offer: Money | None, order_id: str) -> Sender:
    """The button beside the offer, which itself names no sum: the page has to show the offer."""
    words = screen.read("dispute").words
    accepts = act is Act.ACCEPT_OFFER
    if accepts and _offered(DisputePage(screen).read(order_id)) != offer:
        raise ShopChanged(f"The offer to take is not the {offer} that was read. Nothing was sent.")
    names = words.dispute.take_offer if accepts else words.dispute.disagree
    button = the_button(screen.locate("dispute", "answers"), names, f"sends the {act.noun}")
    return Sender(screen, button, act, words)


def _offered(dispute: Dispute | None) -> Money | None:
    return dispute.offered if dispute else None
