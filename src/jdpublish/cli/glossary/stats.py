"""`jdpublish glossary stats`: how many entries there are, and what they cover of each report."""

import sys

import click

from jdpublish.cli.screen import terminal_width
from jdpublish.cli.settings import Settings, loudness
from jdpublish.report import chosen, parsed
from jdpublish.reporting.paper import Paper
from jdpublish.reporting.term_counts import Statistics, counts_json, counts_text
from jdpublish.termbase.lookup.statistics import counts, coverage, unused
from jdpublish.workspace import find_project, load


@click.command("stats")
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Tables to read, or JSON with the ids of all entries for a program.",
)
@loudness
@click.pass_obj
def command(settings: Settings, *, reports: tuple[str, ...], output_format: str) -> None:
    """Count entries, and how much of each report they cover.

    Entries in use are counted by domain, by status, by what is complete and by the body that the
    source names first. Of each report it says how many entries stand in it, how often, and what
    share of its Chinese characters stands in terms; and which entries stand in no report, and
    which in the Chinese alone.
    """
    sources = load(find_project(settings.start))
    covered = tuple(
        coverage(parsed(report), sources.concepts) for report in chosen(sources, reports)
    )
    found = Statistics(
        counts(sources.concepts, sources.retired),
        covered,
        sources.concepts,
        unused(sources.concepts, covered),
    )
    if output_format == "json":
        click.echo(counts_json(found))
    else:
        click.echo(counts_text(found, Paper(terminal_width(), sys.stdout)))
