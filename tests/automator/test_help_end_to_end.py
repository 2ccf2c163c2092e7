"""M16: advice names the page of the shop's help centre that answers it, with its address."""

import html
import re
from urllib.request import urlopen

import pytest

from flows.domain.advice import situation_texts
from flows.sites.aliexpress.layouts import LAYOUTS
from mock_site.practice_shop import PracticeShop
from mock_site.wording import wording
from tests.automator.layouts import Layout, each_language, each_layout
from tests.automator.unbuy import Unbuy

TOPICS = sorted({texts["help"] for texts in situation_texts().values() if "help" in texts})
TOPIC_OF = {
    "PLACE_ORDER_SUCCESS": "cancel_unpaid",
    "WAIT_SELLER_SEND_GOODS": "cancel_paid",
    "IN_CANCEL": "seller_silent",
    "WAIT_BUYER_ACCEPT_GOODS": "shipped",
    "IN_ISSUE": "dispute",
    "IN_FROZEN": "frozen",
}


def heading_of(url: str) -> str:
    """The question that a page of the help centre answers."""
    with urlopen(url) as page:  # noqa: S310 - the practice shop, on loopback
        [heading] = re.findall(r"<h1[^>]*>(.*?)</h1>", page.read().decode(), re.DOTALL)
    return html.unescape(heading).strip()


@each_layout
@each_language
def test_each_topic_has_a_page_that_answers_it_in_the_shops_language(
    shop: PracticeShop, layout: Layout, language: str
) -> None:
    shop.reset("empty", layout=layout, language=language)
    words = wording(language, layout)
    addresses = {topic: LAYOUTS[layout].address("help", topic=topic) for topic in TOPICS}
    for topic, address in addresses.items():
        assert heading_of(shop.url + address) == words.text(f"help.topic.{topic}.question")


@pytest.mark.browser
@each_layout
def test_advice_names_the_address_of_the_answer_to_its_own_situation(
    unbuy: Unbuy, shop: PracticeShop, layout: Layout
) -> None:
    shop.reset("empty", layout=layout)
    orders = {shop.new_order(status): topic for status, topic in TOPIC_OF.items()}
    listed = unbuy("orders", "--json")
    told = {order["id"]: order["advice"]["help"] for order in listed.json["orders"]}
    assert {order: told[order]["topic"] for order in orders} == orders, listed.said
    for order, topic in orders.items():
        question = wording("en", layout).text(f"help.topic.{topic}.question")
        assert heading_of(told[order]["url"]) == question
    [order, *_] = orders
    assert told[order]["url"] in unbuy("advise", order).said
