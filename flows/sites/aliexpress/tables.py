"""What the pages are read by: the selectors of each layout, the words of each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.domain.cancellation import Reason
from flows.domain.disputes import DisputeReason
from flows.sites.aliexpress.locators import Locators, locators
from flows.sites.aliexpress.words import Words, languages, says, table_name, words_in


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that come with us, but for those that are named here instead.

    `selectors` are by layout, `words` by language such as "de".
    """

    selectors: Mapping[str, Locators] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)

    def locators(self, layout: str) -> Locators:
        """All selectors of a layout."""
        return self.selectors.get(layout) or locators(layout)

    def words_in(self, language: str) -> Words:
        """The words of a language, by what the page declares. Raises ShopChanged."""
        return self.words.get(table_name(language)) or words_in(language)

    def reason_called(self, text: str) -> Reason | None:
        """The reason for which the shop has these words in any language; None: for none."""
        for words in map(self.words_in, languages()):
            for reason, texts in words.reason.items():
                if says(texts, text):
                    return reason
        return None

    def dispute_reason_called(self, text: str) -> DisputeReason | None:
        """The same for the reason of a dispute."""
        for words in map(self.words_in, languages()):
            for reason, texts in words.dispute_reason.items():
                if says(texts, text):
                    return reason
        return None


OURS = Tables()
"""Nothing instead: the tables as they come with us."""
