"""`jdpublish glossary show`: all that is known of a term."""

import sys

import click

from jdpublish.cli.glossary.readable import readable_reports
from jdpublish.cli.screen import terminal_width
from jdpublish.cli.settings import Settings, loudness
from jdpublish.reporting.paper import Paper
from jdpublish.reporting.term_card import card_text
from jdpublish.reporting.term_record import card_json
from jdpublish.reporting.terminal import error_text
from jdpublish.termbase.lookup.by_name import entry_meant
from jdpublish.termbase.lookup.known import known
from jdpublish.workspace import find_project, load_glossary


@click.command("show")
@click.argument("words", nargs=-1, required=True, metavar="ID|TERM")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="A card to read, or JSON with every place for a program.",
)
@loudness
@click.pass_obj
def command(settings: Settings, *, words: tuple[str, ...], output_format: str) -> None:
    """Show everything that is known of a term.

    TERM is an entry's id or a form of it: Chinese in Simplified or Traditional characters, English,
    a deprecated form, or pinyin such as sigeyipi. Several words need no quotation marks.

    The Traditional forms are those that the editions print. Places of the term are counted in all
    reports, and the first are quoted with their English.
    """
    project = find_project(settings.start)
    entries = load_glossary(project).concepts
    meant = entry_meant(" ".join(words), entries)
    reports, unread = readable_reports(project)
    found = known(meant.concept, entries, reports)
    if output_format == "json":
        click.echo(card_json(found))
    else:
        click.echo(card_text(found, Paper(terminal_width(), sys.stdout)))
    if meant.how and not settings.quiet:
        click.echo(f"\n{meant.how}", err=True)
    for error in unread:
        click.echo(f"\nwhere it is used is not all told:\n{error_text(error, None)}", err=True)
