"""`jdpublish glossary list`: entries in a table, all or those that are asked for."""

import sys
from typing import get_args

import click

from jdpublish.cli.screen import terminal_width
from jdpublish.cli.settings import Settings, loudness
from jdpublish.model import Concept, EntryStatus
from jdpublish.reporting.paper import Paper
from jdpublish.reporting.term_list import list_json, list_summary, list_text
from jdpublish.termbase.entry.domains import domains
from jdpublish.termbase.lookup.by_name import did_you_mean
from jdpublish.termbase.lookup.filtering import Wanted, one_of, wanted_entries
from jdpublish.termbase.lookup.order import ORDERS
from jdpublish.workspace import find_project, load_glossary


@click.command("list")
@click.option("--domain", "chosen", multiple=True, metavar="DOMAIN", help="Only this domain.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="STATUS",
    help="Entries that are approved, proposed or retired.",
)
@click.option("--untranslated", is_flag=True, help="Only entries without an English term.")
@click.option(
    "--undefined",
    is_flag=True,
    help="Only entries without a definition, or without one in a language whose readers are to get"
    " it (`annotate`).",
)
@click.option(
    "--proposed-definitions", is_flag=True, help="Only entries of which a definition is proposed."
)
@click.option(
    "--query",
    metavar="TEXT",
    default="",
    help="Only entries that have this in a term, an id, pinyin, a definition or a note, the best"
    " first.",
)
@click.option("--all", "everything", is_flag=True, help="Also entries that are retired.")
@click.option("--retired", is_flag=True, help="Only entries that are retired.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(tuple(ORDERS)),
    help="By domain and within it by pinyin, if nothing else is said.",
)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="A table to read, or JSON with all fields for a program.",
)
@loudness
@click.pass_obj
def command(  # noqa: PLR0913  an option each
    settings: Settings,
    *,
    chosen: tuple[str, ...],
    statuses: tuple[str, ...],
    untranslated: bool,
    undefined: bool,
    proposed_definitions: bool,
    query: str,
    everything: bool,
    retired: bool,
    order: str | None,
    output_format: str,
) -> None:
    """List entries, all in use or those that are asked for.

    Options of different kinds narrow the list: an entry must fit all. --domain and --status may
    be given several times. --query looks in Simplified and Traditional characters and in pinyin
    with tones or without, such as “sige yipi”.
    """
    entries = _entries(settings)
    wanted = Wanted(
        domains=tuple(one_of(name, domains(entries), "domain") for name in chosen),
        statuses=tuple(one_of(name, get_args(EntryStatus), "status") for name in statuses),
        untranslated=untranslated,
        undefined=undefined,
        proposed_definitions=proposed_definitions,
        query=query,
        retired=retired,
        everything=everything,
    )
    found = wanted_entries(entries, wanted)
    if order or not query.strip():
        found = tuple(sorted(found, key=ORDERS[order or "domain"]))
    if output_format == "json":
        click.echo(list_json(found, len(entries)))
    elif found:
        grouped = order == "domain" or not (order or query.strip())
        click.echo(list_text(found, Paper(terminal_width(), sys.stdout), grouped=grouped))
    if not settings.quiet:
        narrowed = wanted != Wanted(query=query, everything=everything)
        _remark(found, entries, query, narrowed=narrowed)


def _entries(settings: Settings) -> tuple[Concept, ...]:
    return load_glossary(find_project(settings.start)).concepts


def _remark(
    found: tuple[Concept, ...], entries: tuple[Concept, ...], query: str, *, narrowed: bool
) -> None:
    if not entries:
        click.echo("The glossary is empty: `jdpublish glossary add` adds a term.", err=True)
    elif found:
        click.echo(list_summary(found, len(entries)), err=True)
    else:
        near = did_you_mean(query, entries) if query.strip() else ""
        what = f"“{query.strip()}”" if query.strip() else "what is asked for"
        rest = " and the other options" if query.strip() and narrowed else ""
        click.echo(f"No entry matches {what}{rest}.", err=True)
        if near:
            click.echo(f"  hint: {near}", err=True)
