"""What `make test` plays, which is to take less than ten minutes; `make test-all` plays everything.

Of a test that drives a browser, or has the mark `sampled`, one case is played: which one is drawn
from its name, so that over all tests each layout and language is met often. A test whose cases all
count has the mark `every_case`; a story of which other tests tell parts has the mark `complete`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from zlib import crc32

import pytest


def left_out(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """The cases that `make test` does not play."""
    tests = defaultdict(list)
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        if marks & {"browser", "sampled"} and not marks & {"every_case", "complete"}:
            test, _, _ = item.nodeid.partition("[")
            tests[test].append(item)
    for test, cases in tests.items():
        played = crc32(test.encode()) % len(cases)
        yield from (*cases[:played], *cases[played + 1 :])
