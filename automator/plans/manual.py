"""Writes docs/plans.md: the fields of a plan, as the program itself reads them.

python -m automator.plans.manual
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel

from automator.plans.plan import Limits, Requires, Rule, When
from flows.domain.cancellation import CANCELLABLE, PAID_REASONS, UNPAID_REASONS
from flows.domain.orders import Status

FILE = Path(__file__).parents[2] / "docs" / "plans.md"
EXAMPLE = Path(__file__).with_name("example.toml")

_INTRODUCTION = """\
# Plans: rules in a file, run unattended

<!-- Made from automator/plans/plan.py: python -m automator.plans.manual -->

`unbuy run PLAN.toml` reads My Orders whole, decides on every order, and cancels those that a
rule chooses, one after the other, each at most once and each proven. Writing the plan is the
agreement: nothing is asked. `--dry-run` says what would be done, and of every other order why it
is left alone.
"""
_HOW = """\
## How it is decided

1. What an earlier run left open is found out first.
2. Nothing is sent unless My Orders was read to its end, every card of it.
3. A rule with `keep = true` protects its orders wherever it stands. Of the others, the first
   that applies to an order decides.
4. All conditions of a rule must hold. What neither the list nor the order's own page tells
   leaves an order alone. Dates are taken as UTC, as the shop's pages name no time zone.
5. Where the shop or the seller said no before, a plan does not ask again; `unbuy cancel` can.
6. Right before an order is cancelled its page is read again, and rule and limits are asked
   again.
7. Within a rule the oldest orders are cancelled first. What the limits do not let through is
   left to a later run; so is what needs more pages than an hour may load
   (`UNBUY_MAX_PAGE_LOADS_PER_HOUR`).
8. Where the shop can't be reached, or a person has to sign in, the run stops. The next run
   within a day goes on with it, and both together keep to `per_run`.

In `seller` and `title` a `*` stands for any characters and a `?` for one; capitals do not
matter. The whole text is compared, so a part of a title is written `"*part*"`. `status`,
`seller` and `title` take one text or a list. A rule without conditions is every order, and needs
a limit.

The whole file is checked before anything is opened; all mistakes are told at once, with their
lines.
"""


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join(
        [
            _INTRODUCTION,
            "```toml",
            EXAMPLE.read_text(encoding="utf-8").rstrip(),
            "```",
            "",
            _HOW,
            *_table("## `[limits]`", Limits),
            *_table("## `[requires]`", Requires),
            *_table("## `[[rule]]`", Rule),
            *_table("## `when.`", When, "when."),
            *_names(),
        ]
    )


def _table(title: str, model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    yield from (title, "", "| field | means |", "|---|---|")
    for name, field in model.model_fields.items():
        yield f"| `{prefix}{name}` | {field.description} |"
    yield ""


def _names() -> Iterator[str]:
    states = [status for status in Status if status in CANCELLABLE]
    yield from ("## Names", "", "| what | names |", "|---|---|")
    yield f"| states that can be cancelled | {_listed(states)} |"
    yield f"| states that can be kept | {_listed(tuple(Status))} |"
    yield f"| reasons, unpaid | {_listed(tuple(UNPAID_REASONS))} |"
    yield f"| reasons, paid | {_listed(tuple(PAID_REASONS))} |"
    yield "| spans of time | `10s`, `5m`, `2h`, `3d` |"
    yield ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
