"""`jdpublish glossary edit`: an entry changed by options, or as text in an editor."""

import shlex
import sys
from contextlib import suppress
from typing import Any

import click

from jdpublish.cli.clock import today
from jdpublish.cli.glossary.new_domain import (
    check_domain,
    checked_domain,
    is_new,
    new_domain_option,
)
from jdpublish.cli.glossary.saying import (
    by_name,
    check_plausible,
    entry_options,
    in_line,
    said,
)
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import GlossaryError, JdpublishError
from jdpublish.model import SOURCE_LANGUAGE, Concept, Transaction
from jdpublish.repairs import Change, difference
from jdpublish.reporting.terminal import error_text
from jdpublish.sources import GlossarySources
from jdpublish.termbase.changing import entry_text, with_changes, with_entry_text
from jdpublish.termbase.entry.fields import Value
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
            check_domain(domain, glossary.concepts, new=new_domain)
            check_plausible(new, old, at=concept.at)
            opened = is_new(domain, glossary.concepts)
            changes = _changes(glossary, concept, new, by)
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


def _changes(
    glossary: GlossarySources, concept: Concept, new: dict[str, Value], by: str
) -> tuple[Change, ...]:
    """Return the files that change, with today in the entry; none where it says all that already.

    A definition that is new is proposed again, and so is pinyin that the program makes for a new
    term.
    """
    old = values(concept)
    if "zh-Hans.pinyin" in new:  # who says it has read it, also where it stays the same
        read = "approved" if new["zh-Hans.pinyin"] else ""
        new = {"zh-Hans.pinyin-status": read} | new
    new = {name: value for name, value in new.items() if value != old[name]}
    if not new:
        return ()
    for tag in (SOURCE_LANGUAGE, "en"):
        if new.get(f"{tag}.definition"):
            new.setdefault(f"{tag}.definition-status", "proposed")
        elif f"{tag}.definition" in new:
            new.setdefault(f"{tag}.definition-status", "")
    if "zh-Hans.term" in new and "zh-Hans.pinyin" not in new:
        from jdpublish.termbase.entry.naming import is_name  # noqa: PLC0415  as pinyin
        from jdpublish.termbase.forms.pinyin import pinyin  # noqa: PLC0415  its dictionaries load slowly

        english = str(new.get("en.term", old["en.term"]))
        new["zh-Hans.pinyin"] = pinyin(str(new["zh-Hans.term"]), name=is_name(english))
        new["zh-Hans.pinyin-status"] = "proposed"
    if concept.retired and new.get("status", "retired") != "retired":
        new = {"reason": "", "successor": ""} | new
    new["modified"] = written(Transaction(today(), by))
    return with_changes(glossary, edited={concept.id: new})


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
