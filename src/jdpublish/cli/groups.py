"""Commands that are loaded when they are used, so that `--version` and help are quick."""

import importlib
import keyword
from collections.abc import Mapping
from typing import Any

import click


class Commands(click.Group):
    """A group that knows of each command its name and a sentence, and the package of its module."""

    def __init__(self, *args: Any, package: str, sentences: Mapping[str, str], **more: Any) -> None:  # noqa: ANN401  Click's own
        """Keep the names with their sentences; each module has a `command`."""
        super().__init__(*args, **more)
        self.package = package
        self.sentences = sentences

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of help."""
        return list(self.sentences)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command from its own module."""
        if cmd_name not in self.sentences:
            return None
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"{self.package}.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the sentences, for which no module need be loaded."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.sentences.items()))
