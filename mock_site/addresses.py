"""Where pages stand: those that all layouts have at one place, and those that each moves."""

import re
from dataclasses import dataclass

HOME = "/"
SLIDER = "/_____tmd_____/punish"
CAPTCHA = f"{SLIDER}/captcha"
LOGIN_BOX = "/mini_login.htm"
FRAMED = frozenset({CAPTCHA, LOGIN_BOX})
"""The pages that others of the shop hold in a frame; nobody may frame any other."""
HELP = "/help/index.html"
HELP_TOPIC = "/help/topic/{topic}"
SUPPORT = "/help/contact.html"
# Known: these three. A guess: where the payment itself stands.
CART = "/p/shoppingcart/index.html"
CHECKOUT = "/p/trade/confirm.html"
PAY_RESULT = "/p/second-payment/pay-result.html"
PAYMENT = "/p/second-payment/index.html"

SEARCH = "/wholesale"
"""Known, as are the four below but for the names of categories: where a search box leads."""

WORDS = "/w/wholesale-{words}.html"
CATEGORY = "/category/{name}.html"
STORE = "/store/{id}"
PRODUCT = "/item/{id}.html"


@dataclass(frozen=True, slots=True)
class Addresses:
    """A layout's own places, each with the parameter that tells what its page is about.

    `{id}` stands for the number of an order, `{url}` for the page to go back to.
    """

    sign_in: str
    orders: str
    deleted_orders: str
    order: str
    cancel: str
    cancel_page: str
    refund: str
    tracking: str
    dispute: str
    dispute_detail: str
    inbox: str
    messages: str

    def of_order(self, page: str, order_id: str) -> str:
        """The address of a page such as `refund` for one order."""
        return self._of(page).format(id=order_id)

    def path(self, page: str) -> str:
        """The address of a page without its query, as routes know it."""
        return self._of(page).partition("?")[0]

    def parameter(self, page: str) -> str:
        """What the query of a page calls that which it is about."""
        return re.split("[?&]", self._of(page).rpartition("={")[0])[-1]

    def _of(self, page: str) -> str:
        address: str = getattr(self, page)
        return address
