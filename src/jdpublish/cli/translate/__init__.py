"""`jdpublish translate`: how far it is, what has changed under it, what is accepted."""

import click

from jdpublish.cli.groups import Commands
from jdpublish.cli.settings import loudness

_COMMANDS = {
    "status": "Say how far the translation of each file is, and what is out of date.",
    "diff": "Show what changed in the Chinese since its translation was accepted.",
    "accept": "Record that the translation of blocks is true of the Chinese as it is now.",
}


@click.command("translate", cls=Commands, package="jdpublish.cli.translate", sentences=_COMMANDS)
@loudness
def command() -> None:
    """Keep the translation true: see its status, see what changed, accept what is done.

    A block is accepted with `translate accept`. When its Chinese changes afterwards it is stale:
    `translate status` names it, `translate diff` shows the change, and `translate accept` closes
    the matter once the English is mended. docs/translating.md tells the whole way.
    """
