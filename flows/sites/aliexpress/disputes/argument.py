"""Where words and files are handed in; the upload is known from public tools, all else a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator

from flows.errors import Refused, ShopChanged
from flows.sites.aliexpress.disputes.sending import click_and_listen
from flows.sites.aliexpress.screen import Screen
from flows.sites.aliexpress.words import tidy
from flows.storefront import ShopAnswer


@dataclass(frozen=True, slots=True)
class Written:
    """The part of a page into which words and files go."""

    screen: Screen
    form: Locator

    def write(self, text: str) -> None:
        box = self.form.locator(self.screen.selector("dispute", "text"))
        if box.count() != 1:
            raise ShopChanged("The form has no field for words as known. Nothing was sent.")
        box.fill(text)
        if tidy(box.input_value()) != tidy(text):
            raise Refused("The page takes only a part of the text: shorten it. Nothing was sent.")

    def attach(self, files: Sequence[Path]) -> None:
        field = self.form.locator(self.screen.selector("dispute", "files"))
        if field.count() != 1:
            raise Refused("The page takes no more files. Nothing was sent.")
        field.set_input_files(files)
        complaint = self.form.locator(self.screen.selector("dispute", "complaint"))
        said = tidy(" ".join(complaint.filter(visible=True).all_inner_texts()))
        kept = self.form.locator(self.screen.selector("dispute", "attached")).count()
        if said or kept != len(files):
            raise Refused(f"The page does not take the files: {said or 'no reason given'}")


@dataclass(frozen=True, slots=True)
class Argument(Written):
    """Another word in a dispute that runs; its button asks nothing."""

    button: Locator

    def send(self) -> ShopAnswer:
        words = self.screen.read("dispute").words
        return click_and_listen(self.screen, self.button, self.form, words)

    def close(self) -> None:
        """What was typed goes with the page."""
