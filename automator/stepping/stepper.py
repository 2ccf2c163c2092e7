"""The person who steps: sees what comes next, and says how to go on."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import ElementHandle, Locator, Page

from automator.browser.evidence import RunEvidence
from automator.stepping.actions import Action, told_before
from flows.errors import Refused
from flows.ports import Progress

_LONGEST_SHOWN = 300
_HELP = """\
  Enter   do this, and stop before the next action
  g       go on without stopping, but for what is sent
  t TEXT  go on to the step whose name has this text
  l       show what the locator finds
  s       save the page as it stands
  i       open Playwright's inspector (with --headed)
  q       quit
"""


class Stepper:
    """Stops before each action of a run, and asks in any case before something is sent."""

    def __init__(self, page: Page, evidence: RunEvidence, progress: Progress) -> None:
        self._page = page
        self._evidence = evidence
        self._progress = progress
        self._stops = True
        self._goal: str | None = None
        self._told_help = False
        self.sends = ""  # what the next click sends, where it sends something

    def step(self, text: str) -> None:
        """A `flows.ports.Progress`: steps have names, which one can run to."""
        self._progress.step(text)
        self.sends = ""
        if self._goal and self._goal in text.lower():
            self._stops, self._goal = True, None

    @contextmanager
    def stepping(self) -> Iterator[None]:
        with told_before(self._before):
            yield
        if self._goal:
            _say(f"  No step was called {self._goal!r}.")

    def ask_to_send(self, what: str) -> None:
        """Raises `Refused` unless the person wants that, whatever they said before."""
        _say(f"  ! What comes next sends {what}.")
        if _typed('    Type "send" to send it: ').lower() != "send":
            raise Refused(f"You stopped before {what} was sent. Nothing was sent.")

    def _before(self, action: Action) -> None:
        if not self._stops:
            return
        mark = f"  ! this sends {self.sends}\n" if self.sends else ""
        _say(f"{mark}  next  {action.told}\n  from  {action.line}  {action.source}")
        while not self._is_wanted(action):
            pass

    def _is_wanted(self, action: Action) -> bool:
        """Ask once; whether to do the action now."""
        if not self._told_help:
            self._told_help = True
            _say(_HELP.rstrip())
        wish, _, text = _typed("  step> ").partition(" ")
        if wish == "t" and text.strip():
            self._stops, self._goal = False, text.strip().lower()
            return True
        return self._WISHES.get(wish, Stepper._help)(self, action)

    def _next(self, _: Action) -> bool:
        return True

    def _go_on(self, _: Action) -> bool:
        self._stops = False
        return True

    def _show(self, action: Action) -> bool:
        target = action.target
        if isinstance(target, Locator):
            found = target.evaluate_all("found => found.map(it => it.outerHTML)")
            target.highlight()
        elif isinstance(target, ElementHandle):
            found = [target.evaluate("it => it.outerHTML")]
        else:
            found = [f"It is done to the page, which is at {self._page.url}"]
        _say("\n".join(f"  {it[:_LONGEST_SHOWN]}" for it in found) or "  It finds nothing.")
        return False

    def _save(self, action: Action) -> bool:
        folder = self._evidence.bundle(f"Saved before: {action.told}")
        _say(f"  Saved in {folder}" if folder else f"  It could not be saved.{self._evidence.loss}")
        return False

    def _inspect(self, _: Action) -> bool:
        self._page.pause()  # returns at once where the browser can't be seen
        return False

    def _quit(self, _: Action) -> bool:
        signal.raise_signal(signal.SIGINT)  # as Ctrl-C: the browser is closed in order
        return False

    def _help(self, _: Action) -> bool:
        _say(_HELP.rstrip())
        return False

    _WISHES: dict[str, Callable[["Stepper", Action], bool]] = {  # noqa: RUF012 - never changed
        "": _next,
        "n": _next,
        "g": _go_on,
        "l": _show,
        "s": _save,
        "i": _inspect,
        "q": _quit,
    }


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _typed(question: str) -> str:
    """What the person types; at the end of the input they quit."""
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else "q"
