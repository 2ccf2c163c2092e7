"""`python -m automator` and the `unbuy` script."""

from automator.cli.app import app


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
