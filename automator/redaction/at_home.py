"""What stays in the buyer's own folder: pages as they were, without secrets and what was typed."""

from collections.abc import Iterable
from contextlib import suppress

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Page

from automator.redaction.needed import Needed
from automator.redaction.numbers import Themselves
from automator.redaction.page import Redaction
from automator.secret_texts import SecretTexts
from flows.errors import ShopChanged
from flows.sites.aliexpress.tables import Tables
from flows.sites.aliexpress.words import Words

_AT_MOST_MS = 2000


def redaction_at_home(
    tables: Tables, words: Words, shops_host: str, secrets: Iterable[str]
) -> Redaction:
    """Ids, names and all other texts stand for themselves."""
    known = tuple(secrets)
    return Redaction(Needed(tables), words, shops_host, known, Themselves(SecretTexts(known)))


def words_of(page: Page | Frame, tables: Tables) -> Words:
    """Those of the page's language, or English ones where that is not known."""
    language = None
    with suppress(PlaywrightError):
        language = page.locator("html").get_attribute("lang", timeout=_AT_MOST_MS)
    try:
        return tables.words_in(language or "en")
    except ShopChanged:
        return tables.words_in("en")
