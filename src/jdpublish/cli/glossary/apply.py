"""`jdpublish glossary apply`: another English rendering, in the glossary and in all reports."""

import sys
from collections.abc import Iterator
from typing import Any

import click

from jdpublish.cli.glossary.wishes import wish, wished
from jdpublish.cli.settings import Settings, loudness
from jdpublish.report import parsed
from jdpublish.reporting.renaming import difference_text, renaming_json, summary
from jdpublish.termbase.lookup.by_name import entry_named
from jdpublish.termbase.renaming.impact import Renaming, renaming
from jdpublish.termbase.renaming.reopening import Reopened, reopened
from jdpublish.termbase.usage.concordance import ENGLISH
from jdpublish.workspace import find_project, load, load_glossary, recording, write_changes


@click.command("apply")
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
    """Change an English rendering in the glossary and in all reports.

    It writes what `jdpublish glossary impact` shows, and nothing else. Blocks that change become
    drafts in translation.tsv: `jdpublish translate status` names them until somebody has accepted
    them again. If the command is interrupted, give it once more: it goes on where it was.
    """
    wanted = wish(**wishes)
    project = find_project(settings.start)
    with recording(project):
        glossary = load_glossary(project)
        concept = entry_named(name, glossary.concepts)
        reports = tuple(parsed(source) for source in load(project).reports)
        found = renaming(glossary, reports, concept.id, wanted)
        drafts = {
            report.source.id: record
            for report in reports
            if (
                record := reopened(
                    report, found.texts, language=ENGLISH, by=wanted.by, date=wanted.date
                )
            )
        }
        # Drafts come first and the glossary last: a second try then finds what the first has left,
        # and no block that was changed is called accepted.
        records = tuple(one.change for one in drafts.values())
        write_changes(project, (*records, *found.texts, *found.glossary))
    if output_format == "json":
        named = ((report, block) for report, one in drafts.items() for block in one.blocks)
        click.echo(renaming_json(found, tuple(named)))
        return
    if settings.verbose:
        click.echo(difference_text((*found.texts, *found.glossary), sys.stdout))
    if not settings.quiet:
        click.echo(summary(found, done=True), err=True)
        for line in _next(found, drafts):
            click.echo(line, err=True)


def _next(found: Renaming, drafts: dict[str, Reopened]) -> Iterator[str]:
    """Yield what to do now, for each report that changed."""
    for report in dict.fromkeys(one.report for one in found.touched):
        blocks = " ".join(one.source.id for one in found.touched if one.report == report)
        if report in drafts:
            yield f"Read these blocks of {report}; until they are accepted, they are drafts:"
        else:
            yield f"Read these blocks of {report}:"
        yield f"  jdpublish translate accept --report {report} {blocks}"
    if found.touched or found.by_hand:
        yield "Then look for what is left: jdpublish check"
