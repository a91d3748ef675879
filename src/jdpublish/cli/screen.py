"""The terminal that a command writes to."""

import shutil
import sys


def terminal_width() -> int | None:
    """Return how many columns the terminal has, or None where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
