"""The form that opens a dispute: reason, sum, words, files; then a dialog that asks."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from playwright.sync_api import Locator

from flows.domain.acts import Act
from flows.domain.disputes import DisputeReason
from flows.errors import Refused, ShopChanged
from flows.sites.aliexpress.disputes.argument import Written
from flows.sites.aliexpress.disputes.sending import Sender, the_button
from flows.sites.aliexpress.reasons import Reasons, choose_reason
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import Words, tidy
from flows.storefront import ShopAnswer


@dataclass(frozen=True, slots=True)
class DisputeForm(Written):
    """The form as it stands on the screen; `go_on` leads to the step at which it can be sent."""

    words: Words
    reasons: Reasons
    go_on: Callable[[], None]

    def choose(self, reason: DisputeReason) -> str:
        return choose_reason(self.reasons, reason, self.words.dispute_reason[reason])

    def ask_for(self, amount: Decimal) -> None:
        field = self.form.locator(self.screen.selector("dispute_form", "amount"))
        if field.count() != 1:
            raise ShopChanged("The form has no field for the sum as known. Nothing was sent.")
        with_comma = "," in field.input_value()
        typed = f"{amount:.2f}".replace(".", "," if with_comma else ".")
        field.fill(typed)
        if field.input_value() != typed:
            raise ShopChanged(f"The form does not keep the sum {typed}. Nothing was sent.")

    def check(self) -> None:
        self.go_on()
        complaints = self.form.get_by_role("alert").filter(visible=True)
        if said := tidy(" ".join(complaints.all_inner_texts())):
            raise Refused(f'The shop refuses: "{said}" Nothing was sent.')
        self._submit()

    def send(self) -> ShopAnswer:
        return Sender(self.screen, self._submit(), Act.OPEN_DISPUTE, self.words).send()

    def close(self) -> None:
        Sender(self.screen, self.form, Act.OPEN_DISPUTE, self.words).close()

    def _submit(self) -> Locator:
        return the_button(self.form, self.words.dispute.submit, "hands the dispute in")


def form_on(screen: Screen) -> Locator:
    """The one form of the page; raises `ShopChanged` where there is no such one."""
    form = screen.locate("dispute_form", "form")
    if form.count() != 1:
        raise ShopChanged("The page has no form for a dispute as known. Nothing was sent.")
    return form
