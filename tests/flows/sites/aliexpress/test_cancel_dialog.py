import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NotInTime

from flows.domain.cancellation import Reason
from flows.errors import Refused, ShopChanged
from flows.sites.aliexpress.cancel_form import CancelForm
from flows.sites.aliexpress.opening import dialog_on as form_on
from flows.sites.aliexpress.words import words_in
from flows.storefront import ShopAnswer
from tests.flows.sites.aliexpress.conftest import OpenSaved, current

pytestmark = pytest.mark.browser


@pytest.fixture
def shown(open_saved: OpenSaved) -> Page:
    return open_saved("cancel_dialog")


def dialog_on(page: Page) -> CancelForm:
    screen, words = current(page), words_in("en")
    return CancelForm(screen, words, form_on(screen, words))


def pressed(page: Page) -> list[str]:
    buttons: list[str] = page.evaluate("pressed")
    return buttons


def footer(page: Page, change: str) -> None:
    page.locator(".comet-modal-footer").evaluate(change)


def test_the_reasons_are_offered_in_the_shops_own_words(shown: Page) -> None:
    assert dialog_on(shown).offered() == (
        "I don't need this order any more",
        "I wasn't able to pay",
    )


def test_a_reason_is_chosen_and_told_in_the_shops_words(shown: Page) -> None:
    assert dialog_on(shown).choose(Reason.CANNOT_PAY) == "I wasn't able to pay"
    assert shown.get_by_role("radio").nth(1).is_checked()
    assert pressed(shown) == []


def test_a_reason_that_is_not_offered_is_refused_with_those_that_are(shown: Page) -> None:
    with pytest.raises(Refused, match=r"'other'.*Nothing was sent.*any more; I wasn't able to pay"):
        dialog_on(shown).choose(Reason.OTHER)
    assert shown.get_by_role("radio", checked=True).count() == 0


def test_a_reason_that_is_offered_twice_is_not_chosen_by_chance(shown: Page) -> None:
    last = shown.locator(".comet-radio").nth(1)
    last.evaluate("node => node.after(node.cloneNode(true))")
    with pytest.raises(Refused, match="does not offer the reason 'cannot_pay'"):
        dialog_on(shown).choose(Reason.CANNOT_PAY)


def test_a_choice_without_effect_stops_before_anything_is_sent(shown: Page) -> None:
    shown.get_by_role("radio").first.evaluate(
        "node => node.addEventListener('click', (event) => event.preventDefault())"
    )
    with pytest.raises(ShopChanged, match="had no effect"):
        dialog_on(shown).choose(Reason.NOT_NEEDED)
    assert pressed(shown) == []


def test_a_note_is_written_as_given(shown: Page) -> None:
    dialog_on(shown).write("Two of them,\nsorry: <é>")
    assert shown.locator("textarea").input_value() == "Two of them,\nsorry: <é>"


@pytest.mark.parametrize(
    ("css_class", "text", "answer"),
    [
        (
            "comet-modal-message",
            " You've canceled\n the order ",
            ShopAnswer("You've canceled the order"),
        ),
        (
            "comet-modal-message",
            "Too late to cancel. The courier has it.",
            ShopAnswer("Too late to cancel. The courier has it.", refused=True),
        ),
        (
            "comet-modal-message",
            "It was picked up by the courier company",
            ShopAnswer("It was picked up by the courier company", refused=True),
        ),
        (
            "comet-modal-message",
            "A message that nobody knows",
            ShopAnswer("A message that nobody knows"),
        ),
    ],
)
def test_what_the_shop_says_to_send_is_kept_and_only_a_plain_no_is_a_refusal(
    shown: Page, css_class: str, text: str, answer: ShopAnswer
) -> None:
    shown.evaluate("([css, text]) => answerWith(css, text)", [css_class, text])
    dialog = dialog_on(shown)
    dialog.choose(Reason.NOT_NEEDED)
    assert dialog.send() == answer
    assert pressed(shown) == ["send"]


def test_an_error_inside_the_dialog_is_an_answer_too(shown: Page) -> None:
    error = shown.locator(".comet-modal-error")
    error.evaluate(
        "node => send.addEventListener('click', () => {"
        " node.textContent = 'Something went wrong.'; node.hidden = false; })"
    )
    dialog = dialog_on(shown)
    dialog.choose(Reason.NOT_NEEDED)
    assert dialog.send() == ShopAnswer("Something went wrong.")


def test_a_shop_that_says_nothing_gives_an_empty_answer_and_no_error(shown: Page) -> None:
    dialog = dialog_on(shown)
    dialog.choose(Reason.NOT_NEEDED)
    shown.set_default_timeout(1000)
    assert dialog.send() == ShopAnswer(None)


def test_with_two_send_buttons_the_dialog_is_not_even_begun(shown: Page) -> None:
    footer(shown, "node => node.append(send.cloneNode(true))")
    with pytest.raises(ShopChanged, match='no "Send" as known'):
        dialog_on(shown)
    assert pressed(shown) == []


def test_a_send_button_behind_the_dialog_is_not_taken_for_its_own(shown: Page) -> None:
    footer(shown, "() => send.remove()")
    with pytest.raises(ShopChanged, match='no "Send" as known'):
        dialog_on(shown)
    assert pressed(shown) == []


def test_a_renamed_send_button_is_not_guessed(shown: Page) -> None:
    footer(shown, "() => { send.textContent = 'Pass it on'; }")
    with pytest.raises(ShopChanged, match='no "Send" as known'):
        dialog_on(shown)
    assert pressed(shown) == []


def test_leaving_closes_the_dialog_and_presses_nothing(shown: Page) -> None:
    dialog_on(shown).close()
    assert shown.get_by_role("dialog").count() == 0
    assert pressed(shown) == []


def test_the_confirm_receipt_dialog_is_not_taken_for_the_cancel_dialog_and_nothing_is_pressed(
    open_saved: OpenSaved,
) -> None:
    page = open_saved("receipt_dialog")
    with pytest.raises(ShopChanged, match="not the one that cancels an order"):
        dialog_on(page)
    assert pressed(page) == []
    assert page.get_by_role("dialog", name="Item received confirmation").is_visible()


def test_where_no_dialog_opens_the_wait_ends(open_saved: OpenSaved) -> None:
    page = open_saved("order_cancelled")
    page.set_default_timeout(100)
    with pytest.raises(NotInTime):
        dialog_on(page)
