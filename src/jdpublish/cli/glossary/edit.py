"""`jdpublish glossary edit`: an entry changed by options, or as text in an editor."""

import shlex
import sys
from contextlib import suppress
from typing import Any

import click

from jdpublish.cli.clock import today
from jdpublish.cli.glossary.new_domain import checked_domain, new_domain_option
from jdpublish.cli.glossary.saying import by_name, entry_options, said
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import GlossaryError, JdpublishError
from jdpublish.model import Concept, Transaction
from jdpublish.repairs import Change, difference
from jdpublish.reporting.terminal import error_text
from jdpublish.sources import GlossarySources
from jdpublish.termbase.changing import entry_text, with_entry_text
from jdpublish.termbase.changing.adding import Permit
from jdpublish.termbase.changing.editing import with_edit
from jdpublish.termbase.entry.domains import is_new
from jdpublish.termbase.entry.fields import Value, in_line
from jdpublish.termbase.entry.values import values, written
from jdpublish.termbase.lookup.by_name import entry_named
from jdpublish.workspace import Project, find_project, load_glossary, recording, write_changes


@click.command("edit")
@click.argument("term")
@click.option("--zh", metavar="TEXT", help="The Chinese term.")
@click.option("--id", "identity", metavar="ID", help="Another id; links to the old one break.")
@entry_options
@click.option(
    "--unset", "unset", multiple=True, metavar="FIELD", help="Take a field out. Repeatable."
)
@new_domain_option
@by_name
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@loudness
@click.pass_obj
def command(  # noqa: PLR0913  an option each
    settings: Settings,
    /,
    *,
    term: str,
    zh: str | None,
    identity: str | None,
    unset: tuple[str, ...],
    by: str,
    new_domain: bool,
    dry_run: bool,
    **options: Any,  # noqa: ANN401  Click's own
) -> None:
    """Change an entry; the rest of its file stays as it is.

    What changes is shown as a diff. Without any option the entry opens in your editor ($EDITOR);
    if what you save has a mistake, it is told and your text is offered to you again.

    Forms are added with --admit-en and the like; --set replaces a list, --unset takes it out.
    """
    project = find_project(settings.start)
    named = {"zh-Hans.term": zh, "id": identity}
    own = {name: in_line(text) for name, text in named.items() if text is not None}
    wishes = own or unset or any(value not in (None, ()) for value in options.values())
    new: dict[str, Value] = {}
    domain, opened = "", False
    if wishes:
        domain = str(said(options, {}).get("subject", ""))
        domain, new_domain = checked_domain(project, domain, new=new_domain)
        with recording(project):
            glossary = load_glossary(project)
            concept = entry_named(term, glossary.concepts)
            old = values(concept)
            new = own | said(options, old, unset) | ({"subject": domain} if domain else {})
            opened = is_new(domain, glossary.concepts)
            on, permit = Transaction(today(), by), Permit(new_domain=new_domain)
            changes = with_edit(glossary, concept, new, permit, on=on)
            if not dry_run:
                write_changes(project, changes)
    elif sys.stdin.isatty():
        concept, changes = _in_editor(project, term, by, dry_run=dry_run)
    else:
        raise click.UsageError(f"Say what is to change in “{term}”, such as --en TEXT.")
    for change in changes:
        for row in difference(change):
            click.echo(row)
    if not settings.quiet:
        for remark in _remarks(concept, new, changes, dry_run=dry_run):
            click.echo(remark, err=True)
        if opened:
            click.echo(f"No other entry has the domain “{domain}”.", err=True)


def _in_editor(
    project: Project, term: str, by: str, *, dry_run: bool
) -> tuple[Concept, tuple[Change, ...]]:
    """Let somebody change an entry's text, again and again until it can be read.

    Nothing is locked meanwhile: if another changes the same entry, that is told.
    """
    glossary = load_glossary(project)
    concept = entry_named(term, glossary.concepts)
    before = entry_text(glossary, concept.id)
    text = before
    while True:
        edited = click.edit(text, extension=".toml")
        text = text if edited is None else edited
        if text.rstrip() == before.rstrip():
            return concept, ()
        try:
            with recording(project):
                now = load_glossary(project)
                _check_unchanged(now, concept, before)
                stamp = written(Transaction(today(), by))
                changes = with_entry_text(now, concept.id, text, modified=stamp)
                if not dry_run:
                    write_changes(project, changes)
        except JdpublishError as mistake:  # of whatever kind: what somebody has typed is not lost
            for one in (mistake, *mistake.others):
                click.echo(error_text(one, None), err=True)
            if not click.confirm("Edit your text again?", default=True, err=True):
                click.echo("Nothing was written. This was your text:\n", err=True)
                click.echo(text)
                raise click.exceptions.Exit(mistake.exit) from mistake
            with suppress(JdpublishError):  # else it will be told when the text is saved again
                before = entry_text(load_glossary(project), concept.id)
        else:
            return concept, changes


def _check_unchanged(now: GlossarySources, concept: Concept, before: str) -> None:
    text = entry_text(now, concept.id)
    if text != before:
        raise GlossaryError(
            f"somebody has changed “{concept.id}” while you were editing it",
            at=next(one.at for one in now.concepts if one.id == concept.id),
            hint=f"saved again, your text replaces theirs, which is now:\n{text}",
        )


def _remarks(
    concept: Concept, new: dict[str, Value], changes: tuple[Change, ...], *, dry_run: bool
) -> list[str]:
    if not changes:
        return [f"“{concept.id}” says so already; nothing was written."]
    remarks = ["Nothing was written." if dry_run else f"Changed in {changes[0].file}."]
    old = concept.language("en").preferred
    kept = (*new.get("en.admitted", ()), *(pair[0] for pair in new.get("en.deprecated", ())))
    if old and new.get("en.term", old) != old and old not in kept:
        remarks.append(
            f"“{old}” is no form of the entry any more: add it with --admit-en, or --deprecate-en"
            " and the reason; or see what becomes of the reports, which keep it:"
            f" `jdpublish glossary impact {concept.id} --en {shlex.quote(str(new['en.term']))}"
            f" --from {shlex.quote(old)}`."
        )
    if "zh-Hans.term" in new and "zh-Hans.pinyin" not in new:
        remarks.append("The pinyin is proposed anew; please proof-read it.")
    return remarks
