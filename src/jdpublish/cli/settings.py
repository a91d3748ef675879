"""The options that every command shares."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Settings:
    """What stands before the command; filled in while the command line is read."""

    start: Path = Path()
    quiet: bool = False
    verbose: bool = False
