"""The options that every command shares, before the command's name or after it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click


@dataclass(slots=True)
class Settings:
    """What was said of the project and of how much to print; filled in while options are read.

    `files` is the folder that paths in messages are meant from, where that is not the project's.
    """

    start: Path = Path()
    files: Path | None = None
    quiet: bool = False
    verbose: bool = False


def loudness(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options -q and -v, which go to its settings."""
    quiet = click.option(
        "-q",
        "--quiet",
        is_flag=True,
        expose_value=False,
        callback=_set,
        help="Say less: errors and results only.",
    )
    verbose = click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=_set,
        help="Say more: every file as it is made, its size and the time since the start.",
    )
    return quiet(verbose(command))


def _set(context: click.Context, option: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value and option.name:
        setattr(context.obj, option.name, value)
