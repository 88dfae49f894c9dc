"""`python -m assistant` and `assistant`: the command line, started and left quickly."""

import gc
import os
from typing import NoReturn


def main() -> NoReturn:
    """Runs one command and exits with its status."""
    # What loads at the start stays: looking through it for garbage is time lost.
    gc.set_threshold(200_000, 20, 50)
    # Nobody's plug-ins watch our models; looking for them reads the metadata of every package there is.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from assistant.cli import main as run

    try:
        run()
    finally:
        gc.freeze()  # the same at the end: everything goes with the process


if __name__ == "__main__":
    main()
