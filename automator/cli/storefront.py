"""`storefront`: the bundled practice shop, as a process of its own."""

import os
import sys
from typing import Annotated

import typer


def storefront(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: a free one.")] = 0,
    host: Annotated[
        str, typer.Option(help="Elsewhere than on loopback there is no control interface.")
    ] = "127.0.0.1",
    scenario: Annotated[
        str, typer.Option(help="A world of the shop; --list tells them all.")
    ] = "everyday",
    layout: Annotated[
        str | None, typer.Option(help="Which pages the shop shows; else the world says.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="xx", help="Of its pages; else the world says."),
    ] = None,
    variant: Annotated[
        str | None,
        typer.Option(
            metavar="NAME=VALUE,...",
            help="How its pages differ, such as cancel_in=more,width=phone.",
        ),
    ] = None,
    rate: Annotated[
        float, typer.Option(min=0, help="Shop seconds per second; the clock can also be wound.")
    ] = 1.0,
    only_list: Annotated[
        bool, typer.Option("--list", help="Tell each scenario with what it is for, and end.")
    ] = False,
) -> None:
    """Run the practice shop; the first line printed is its address. Ends on SIGTERM or Ctrl-C."""
    options = {
        "port": port,
        "host": host,
        "scenario": scenario,
        "layout": layout,
        "language": language,
        "variant": variant,
        "rate": rate,
    }
    given = {name: str(value) for name, value in options.items() if value is not None}
    arguments = [f"--{name}={value}" for name, value in given.items()]
    if only_list:
        arguments.append("--list")
    sys.stdout.flush()
    # The shop is another house: it is started as a user would start it.
    os.execv(sys.executable, [sys.executable, "-m", "mock_site", *arguments])  # noqa: S606
