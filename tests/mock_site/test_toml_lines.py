"""Where in a TOML file a value stands."""

import pytest

from mock_site.toml_lines import line_of

_TEXT = '''\
seed = 1

[[orders]]  # the first
total = "1.00"
[orders.seller]
name = "A Store"
total = "2.00"

[[orders]]
seller = { name = "B Store" }
items = [
  { title = "Lamp" },
]
[[orders.items]]
title = "Lamp"
[[orders.items]]
"title" = "Wick"

[terms]
text = """
seed = 5
"""
to.ship = 3
'''


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("seed", 1),
        ("nowhere", 1),
        ("body", 1),
        ("orders.0", 3),
        ("orders.0.total", 4),
        ("orders.0.seller", 5),
        ("orders.0.seller.total", 7),
        ("orders.0.seller.age", 5),
        ("orders.1", 9),
        ("orders.1.total", 9),
        ("orders.1.seller.name", 10),
        ("orders.1.items.0.title", 15),
        ("orders.1.items.1.title", 17),
        ("orders.2.total", 1),
        ("terms.to.ship", 23),
        ("terms.seed", 19),
    ],
)
def test_a_field_is_found_by_its_path_or_else_what_holds_it(field: str, line: int) -> None:
    assert line_of(_TEXT, field) == line
