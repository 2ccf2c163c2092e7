"""The smallest command line with two commands: what `unbuy --help` is measured against."""

import typer

app = typer.Typer()


@app.command()
def hello(name: str) -> None:
    """Greet somebody."""
    typer.echo(f"Hello, {name}")


@app.command()
def goodbye(name: str, *, formal: bool = False) -> None:
    """Take leave of somebody."""
    typer.echo(f"Farewell, {name}" if formal else f"Bye, {name}")


app()
