"""`python -m assistant` and `assistant`: the command line, started and left quickly."""

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Runs one command and exits with its status."""
    gc.set_threshold(
        50_000, 20, 50
    )  # what loads at the start stays: looking through it for garbage is time lost
    from assistant.cli import main as run

    try:
        run()
    finally:
        gc.freeze()  # the same at the end: everything goes with the process


if __name__ == "__main__":
    main()
