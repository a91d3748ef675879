"""`jdpublish translate`: how far it is, what has changed under it, what is accepted."""

import importlib

import click

from jdpublish.cli.settings import loudness

_COMMANDS = {
    "status": "Say how far the translation of each file is, and what is out of date.",
    "diff": "Show what changed in the Chinese since its translation was accepted.",
    "accept": "Record that the translation of blocks is true of the Chinese as it is now.",
}


class _Commands(click.Group):
    """Loads a command's module when it is used, as the commands above it are."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"jdpublish.cli.translate.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command("translate", cls=_Commands)
@loudness
def command() -> None:
    """Keep the translation true: see its status, see what changed, accept what is done.

    A block is accepted with `translate accept`. When its Chinese changes afterwards it is stale:
    `translate status` names it, `translate diff` shows the change, and `translate accept` closes
    the matter once the English is mended. docs/translating.md tells the whole way.
    """
