"""Playwright's own methods, while something is done around each call of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

Method = Callable[..., Any]


@contextmanager
def wrapped_methods(
    names: Mapping[type, Iterable[str]], wrap: Callable[[Method], Method]
) -> Iterator[None]:
    """Meanwhile the methods of these names, by their class, are what `wrap` makes of them."""
    usual = [
        (owner, name, getattr(owner, name)) for owner, of_it in names.items() for name in of_it
    ]
    try:
        for owner, name, method in usual:
            setattr(owner, name, wrap(method))
        yield
    finally:
        for owner, name, method in usual:
            setattr(owner, name, method)
