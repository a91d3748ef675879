"""`jdpublish glossary retire`: an entry taken out of use, with the reason on record."""

import sys

import click

from jdpublish.cli.clock import today
from jdpublish.cli.glossary.readable import readable_reports
from jdpublish.cli.glossary.saying import by_name
from jdpublish.cli.settings import Settings, loudness
from jdpublish.model import Concept, Transaction
from jdpublish.repairs import difference
from jdpublish.termbase.changing.retiring import retired
from jdpublish.termbase.entry.labels import label
from jdpublish.termbase.lookup.by_name import entry_named
from jdpublish.termbase.usage.concordance import usages
from jdpublish.terms.together import current
from jdpublish.workspace import Project, find_project, load_glossary, recording, write_changes


@click.command("retire")
@click.argument("term")
@click.option("--reason", metavar="TEXT", help="Why it is no longer used.")
@click.option("--successor", metavar="TERM", help="The entry to use in its place.")
@by_name
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@loudness
@click.pass_obj
def command(  # noqa: PLR0913  an option each
    settings: Settings,
    *,
    term: str,
    reason: str | None,
    successor: str | None,
    by: str,
    dry_run: bool,
) -> None:
    """Take an entry out of use, for a reason, and say what takes its place.

    It stays in its file, with status "retired", and is no longer looked for in the texts nor
    printed. With a successor, `jdpublish check` names its forms as deprecated where the successor
    is meant. Entries and texts that still use it are named.
    """
    if reason is None and sys.stdin.isatty():
        reason = click.prompt("Reason", err=True)
    if not (reason or "").strip():
        raise click.UsageError("Say why it is retired: --reason TEXT.")
    project = find_project(settings.start)
    with recording(project):
        glossary = load_glossary(project)
        concept = entry_named(term, glossary.concepts)
        heir = entry_named(successor, glossary.concepts) if successor else None
        on = Transaction(today(), by)
        changes = retired(glossary, concept, heir, str(reason), on=on)
        if not dry_run:
            write_changes(project, changes)
    for change in changes:
        for row in difference(change):
            click.echo(row)
    if not settings.quiet:
        done = "Nothing was written" if dry_run else "Retired, and kept on record"
        click.echo(f"{done}: {label(concept)} at {concept.at}.", err=True)
        for remark in _still_used(project, concept, glossary.concepts):
            click.echo(remark, err=True)


def _still_used(project: Project, concept: Concept, concepts: tuple[Concept, ...]) -> list[str]:
    """Return in sentences which entries and texts still use an entry."""
    remarks = [
        f"“{one.id}” ({one.at}) names it as {key}."
        for one in concepts
        for key, names in (("see", one.see), ("successor", (one.successor,)))
        if concept.id in names
    ]
    reports, unread = readable_reports(project)
    for report in reports:
        found = usages(report, current(concepts), frozenset((concept.id,)))
        if found:
            remarks.append(
                f"{report.source.id} still has it, {len(found)} ×, first at {found[0].at}."
            )
    remarks += [f"Not looked through: {error.message}." for error in unread]
    return remarks
