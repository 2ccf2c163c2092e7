"""`python -m automator` and the `unbuy` script."""

import gc

from automator.cli.app import app


def main() -> None:
    """Run the command line."""
    try:
        app()
    finally:
        gc.freeze()  # what is left ends with the process, and looking through it takes 0.15 s


if __name__ == "__main__":
    main()
