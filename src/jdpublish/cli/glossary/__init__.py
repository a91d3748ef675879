"""`jdpublish glossary`: the terms looked up, added, changed, compared with texts and exchanged."""

import click

from jdpublish.cli.groups import Commands
from jdpublish.cli.settings import loudness

_COMMANDS = {
    "list": "List entries, all or those that are asked for.",
    "show": "Show everything that is known of a term.",
    "add": "Add a term, from options or by being asked for each part.",
    "edit": "Change an entry; the rest of its file stays as it is.",
    "retire": "Take an entry out of use, for a reason, and say what takes its place.",
    "where": "Show every place of a term, with the English beside the Chinese.",
    "impact": "Show what another English rendering would change, and change nothing.",
    "apply": "Change an English rendering in the glossary and in all reports.",
    "conflicts": "Find entries that contradict one another.",
    "candidates": "Find words of a text that may be terms and are not in the glossary.",
    "export": "Write the glossary into a file for Excel, for an agency or for OmegaT.",
    "import": "Take what others have changed in such a file into the glossary.",
    "stats": "Count entries, and how much of each report they cover.",
    "render": "Make the glossary itself a page and a PDF, by pinyin and from A to Z.",
}


@click.command("glossary", cls=Commands, package="jdpublish.cli.glossary", sentences=_COMMANDS)
@loudness
def command() -> None:
    """Keep the terms of all reports.

    TERM is an entry's id, such as four-batches, or a Chinese or English form of it, such as
    四个一批. Files are changed in the entry that is meant and nowhere else; comments and layout
    stay. docs/glossary.md explains what an entry holds.
    """
