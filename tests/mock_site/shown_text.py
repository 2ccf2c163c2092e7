"""What a page says to its reader, and which of it was left in English or never filled in."""

import re
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser

from mock_site.catalogue import Catalogue
from mock_site.contacts import contact
from mock_site.shop import Shop
from tests.mock_site.label_files import all_texts, forms

_SHOWN_ATTRIBUTES = {"aria-label", "placeholder", "title", "alt", "data-message", "data-trouble"}
_LINKS = {"href", "src", "data-dialog", "data-next"}
_SILENT = {"script", "style"}
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


class Shown(HTMLParser):
    """The texts of a page, those of its templates included, and the addresses it leads to.

    What a page says is in another language, such as what a seller wrote, is none of its texts.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.language: str | None = None
        self._is_silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_foreign = tag != "html" and "lang" in dict(attrs)
        self._is_silent = tag in _SILENT or is_foreign
        for name, value in attrs:
            if value and name in _SHOWN_ATTRIBUTES:
                self.texts.append(value)
            if value and name in _LINKS:
                self.links.append(value)
            if tag == "html" and name == "lang":
                self.language = value

    def handle_endtag(self, _: str) -> None:
        self._is_silent = False  # nothing stands within what is silent

    def handle_data(self, data: str) -> None:
        if not self._is_silent:
            self.texts.append(data)


def left_in_english(html: str, language: str, shop: Shop) -> set[str]:
    """Words of the shop's English that the language does not have and nobody's name explains."""
    english = _words_of_language("en") - _words_of_language(language) - _names(shop)
    return _words(Shown(html).texts) & english


def never_filled_in(html: str) -> list[str]:
    """Texts that still show the place of a value."""
    return [text for text in Shown(html).texts if "{" in text or "}" in text]


@cache
def _words_of_language(language: str) -> set[str]:
    return _words(form for text in all_texts(language).values() for form in forms(text))


def _names(shop: Shop) -> set[str]:
    """Words of what sellers and buyers have written, which no shop translates."""
    orders = shop.orders.values()
    return _names_of_catalogue(shop.seed) | _words(
        [
            *(text for order in orders for it in order.items for text in (it.title, it.sku)),
            *(order.seller_name for order in orders),
            *(contact(account) for account in shop.accounts.values()),
            *shop.accounts,
        ]
    )


@cache
def _names_of_catalogue(seed: int) -> set[str]:
    catalogue = Catalogue(seed)
    sellers = (catalogue.seller(number) for number in range(50))
    return _words([*(text for it in catalogue.products for text in (it.title, it.sku)), *sellers])


def _words(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in _WORD.findall(text)}
