"""`python -m bench.soak`: runs at once on one account are killed at random; is anything sent twice.

It prints one line of figures, and a line for each thing that must not be.
"""

import argparse
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from bench.soak_runs import Soak, Wanted
from bench.soak_truth import faults
from mock_site.practice_shop import running_shop

_BUSY = 8


def main(arguments: Sequence[str] | None = None) -> int:
    """Give 0 where there were as many kills as wanted and nothing is wrong."""
    wanted = _wanted(arguments)
    try:
        with (
            running_shop() as shop,
            TemporaryDirectory(prefix="unbuy-soak-", ignore_cleanup_errors=True) as folder,
        ):
            line, wrong = soak(Soak(shop, Path(folder) / "home", wanted))
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 130
    sys.stdout.write("".join(f"{text}\n" for text in (line, *wrong)))
    return 1 if wrong else 0


def soak(runs: Soak) -> tuple[str, list[str]]:
    """The figures, and a sentence for each thing that must not be."""
    began = time.monotonic()
    runs.run()
    minutes = (time.monotonic() - began) / 60
    told = runs.settle()
    rows, wrong = runs.ledger()
    shop = runs.shop
    sent = shop.submits()
    wrong = [*runs.faults, *wrong, *faults(runs.orders, told, shop.orders(), sent, rows)]
    if runs.kills < runs.wanted.kills:
        wrong.append(f"Only {runs.kills} of {runs.wanted.kills} kills came about in the time.")
    return _line(runs, minutes, told, sent, len(wrong)), wrong


def _line(
    runs: Soak, minutes: float, told: list[dict[str, Any]], sent: list[dict[str, Any]], wrong: int
) -> str:
    effects = Counter(entry["order"] for entry in sent if entry["changed"])
    twice = sum(count > 1 for count in effects.values())
    ends = Counter(entry["outcome"].replace("_", " ") for entry in told)
    ended = ", ".join(f"{count} {outcome}" for outcome, count in ends.most_common())
    others = sum(entry["order"] in runs.others for entry in sent)
    return (
        f"soak: {runs.kills} kills among {runs.runs} runs, {runs.wanted.at_once} at once"
        f" ({runs.codes[_BUSY]} found the account busy), {runs.troubles} troubles,"
        f" {minutes:.0f} min, seed {runs.wanted.seed}; {len(runs.orders)} orders:"
        f" {len(effects)} cancellations took effect, {twice} of them twice,"
        f" {others} of orders not asked for; told: {ended}; {wrong} fault(s)"
    )


def _wanted(arguments: Sequence[str] | None) -> Wanted:
    usual = Wanted()
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    for name, what in (
        ("kills", "how many runs are killed"),
        ("orders", "how many orders are cancelled"),
        ("at-once", "how many runs at a time"),
        ("seed", "chooses commands, instants and troubles"),
    ):
        default = getattr(usual, name.replace("-", "_"))
        parser.add_argument(
            f"--{name}", type=_number, default=default, metavar="N", help=f"{what} ({default})"
        )
    parser.add_argument(
        "--minutes", type=_number, default=60, metavar="N", help="the longest time for it (60)"
    )
    chosen = parser.parse_args(arguments)
    return Wanted(chosen.kills, chosen.orders, chosen.at_once, chosen.seed, chosen.minutes * 60)


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(main())
