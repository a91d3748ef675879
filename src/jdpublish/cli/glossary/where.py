"""`jdpublish glossary where`: every place of a term in all reports, in both languages."""

import sys

import click

from jdpublish.cli.screen import terminal_width
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import ProjectError
from jdpublish.model import Concept
from jdpublish.report import Report
from jdpublish.reporting.concordance import Found, concordance_json, concordance_text
from jdpublish.reporting.paper import Paper
from jdpublish.sources import ReportSource
from jdpublish.termbase.lookup.by_name import entry_named
from jdpublish.termbase.usage.concordance import ENGLISH, chinese_forms, usages
from jdpublish.termbase.usage.passed_over import passed_over
from jdpublish.termbase.usage.skimming import skimmed
from jdpublish.terms.together import current
from jdpublish.workspace import find_project, load_glossary, load_reports


@click.command("where")
@click.argument("names", nargs=-1, required=True, metavar="ID|TERM...")
@click.option(
    "--report", "wanted", multiple=True, metavar="REPORT", help="Look in this report only."
)
@click.option(
    "--context",
    type=click.IntRange(0),
    metavar="N",
    help="Show N characters before and after the term.  [default: as many as fit]",
)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Lines to read, or JSON with whole blocks for a program.",
)
@loudness
@click.pass_obj
def command(
    settings: Settings,
    *,
    names: tuple[str, ...],
    wanted: tuple[str, ...],
    context: int | None,
    output_format: str,
) -> None:
    """Show every place of a term in all reports, with the English beside the Chinese.

    TERM is an entry's id or a form of it. Of two terms at one place the longer counts, and none
    within the words of not-in, as in the checks. Headings and notes are searched as well.

    Below each place stands its English, and what that is in the entry: preferred, first, admitted
    or deprecated. Where a block has the term more than once, the second place is shown with the
    second rendering. “No known form” need not be wrong: English often says “it”.
    """
    project = find_project(settings.start)
    entries = load_glossary(project).concepts
    concepts = tuple(
        {one.id: one for one in (entry_named(name, entries) for name in names)}.values()
    )
    in_use = current(entries)
    sources = _chosen(load_reports(project), wanted)
    words = chinese_forms(concepts)
    reports = tuple(skimmed(source, words, language=ENGLISH) for source in sources)
    found = tuple(_found(concept, in_use, reports) for concept in concepts)
    if output_format == "json":
        click.echo(concordance_json(found))
        return
    click.echo(concordance_text(found, Paper(terminal_width(), sys.stdout), context))


def _found(concept: Concept, in_use: tuple[Concept, ...], reports: tuple[Report, ...]) -> Found:
    names = tuple(report.source.id for report in reports)
    if concept.retired:
        return Found(concept, (), (), names)
    wanted = frozenset({concept.id})
    return Found(
        concept,
        tuple(usage for report in reports for usage in usages(report, in_use, wanted)),
        tuple(one for report in reports for one in passed_over(report, in_use, concept)),
        names,
    )


def _chosen(reports: tuple[ReportSource, ...], wanted: tuple[str, ...]) -> tuple[ReportSource, ...]:
    known = {report.id: report for report in reports}
    for name in wanted:
        if name not in known:
            raise ProjectError(
                f"there is no report “{name}”", hint=f"reports are: {', '.join(known)}"
            )
    return tuple(report for report in reports if report.id in (wanted or known))
