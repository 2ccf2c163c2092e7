"""What the README says of the command line is what the command line is."""

import re
from pathlib import Path

import typer.main

from automator.cli.app import app
from automator.cli.command import EXIT_CODES

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_every_command_stands_in_the_readme_and_no_other() -> None:
    table = README.split("| command | does |")[1].split("\n\n")[0]
    first_cells = "\n".join(row.split("|")[1] for row in table.splitlines() if "|" in row)
    told = set(re.findall(r"`([a-z-]+)", first_cells))
    assert told == set(typer.main.get_group(app).commands)


def test_every_exit_code_stands_in_the_readme() -> None:
    told = {
        word: int(code) for code, word in re.findall(r"^\| (\d+) \| (\w+) \|", README, re.MULTILINE)
    }
    assert told == EXIT_CODES
