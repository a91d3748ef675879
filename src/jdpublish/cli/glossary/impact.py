"""`jdpublish glossary impact`: what another English rendering would change; nothing is written."""

import sys
from typing import Any

import click

from jdpublish.cli.glossary.wishes import wish, wished
from jdpublish.cli.settings import Settings, loudness
from jdpublish.report import parsed
from jdpublish.reporting.renaming import difference_text, renaming_json, summary
from jdpublish.termbase.lookup.by_name import entry_named
from jdpublish.termbase.renaming.impact import renaming
from jdpublish.workspace import find_project, load_glossary, load_reports


@click.command("impact")
@click.argument("name", metavar="ID|TERM")
@wished
@loudness
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    name: str,
    output_format: str,
    **wishes: Any,  # noqa: ANN401  Click's own
) -> None:
    """Show what another English rendering would change, and change nothing.

    The difference has the lines of all reports and of the glossary that `jdpublish glossary apply`
    would write: only blocks whose Chinese has the term, and in them only the words that render it.
    What cannot be changed for certain, such as an inflection within the form, formatting that
    begins inside it, or another entry's name that it is part of, is listed to be changed by hand.
    """
    wanted = wish(**wishes)
    project = find_project(settings.start)
    glossary = load_glossary(project)
    concept = entry_named(name, glossary.concepts)
    reports = tuple(parsed(source) for source in load_reports(project))
    found = renaming(glossary, reports, concept.id, wanted)
    if output_format == "json":
        click.echo(renaming_json(found))
        return
    if shown := difference_text((*found.texts, *found.glossary), sys.stdout):
        click.echo(shown)
    if not settings.quiet:
        click.echo(f"{chr(10) * bool(shown)}{summary(found, done=False)}", err=True)
