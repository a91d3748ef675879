"""`jdpublish glossary edit`: an entry changed by options, or as text in an editor."""

import sys
from typing import Any

import click

from jdpublish.cli.clock import today
from jdpublish.cli.glossary.saying import by_name, entry_options, said
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import GlossaryError
from jdpublish.model import SOURCE_LANGUAGE, Concept, Transaction
from jdpublish.repairs import Change, difference
from jdpublish.reporting.terminal import error_text
from jdpublish.sources import GlossarySources
from jdpublish.termbase.changing import entry_text, with_changes, with_entry_text
from jdpublish.termbase.fields import Value
from jdpublish.termbase.lookup import entry_named
from jdpublish.termbase.values import values, written
from jdpublish.workspace import Project, find_project, load_glossary, recording, write_changes


@click.command("edit")
@click.argument("term")
@click.option("--zh", metavar="TEXT", help="The Chinese term.")
@click.option("--id", "identity", metavar="ID", help="Another id; links to the old one break.")
@entry_options
@click.option(
    "--unset", "unset", multiple=True, metavar="FIELD", help="Take a field out. Repeatable."
)
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
    own = {name: text.strip() for name, text in named.items() if text is not None}
    wishes = own or unset or any(value not in (None, ()) for value in options.values())
    if wishes:
        with recording(project):
            glossary = load_glossary(project)
            concept = entry_named(term, glossary.concepts)
            new = own | said(options, values(concept), unset)
            changes = _changes(glossary, concept, new, by)
            if not dry_run:
                write_changes(project, changes)
    elif sys.stdin.isatty():
        concept, changes = _in_editor(project, term, by, dry_run=dry_run)
        new = {}
    else:
        raise click.UsageError(f"Say what is to change in “{term}”, such as --en TEXT.")
    for change in changes:
        for row in difference(change):
            click.echo(row)
    if not settings.quiet:
        for remark in _remarks(concept, new, changes, dry_run=dry_run):
            click.echo(remark, err=True)


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
        from jdpublish.termbase.naming import is_name  # noqa: PLC0415  as pinyin
        from jdpublish.termbase.pinyin import pinyin  # noqa: PLC0415  its dictionaries load slowly

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
        except GlossaryError as mistake:
            for one in (mistake, *mistake.others):
                click.echo(error_text(one, None), err=True)
            if not click.confirm("Edit your text again?", default=True, err=True):
                click.echo("Nothing was written. This was your text:\n", err=True)
                click.echo(text)
                raise click.exceptions.Exit(mistake.exit) from mistake
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
            f" and the reason. `jdpublish glossary where {concept.id}` shows where it stands."
        )
    if "zh-Hans.term" in new and "zh-Hans.pinyin" not in new:
        remarks.append("The pinyin is proposed anew; please proof-read it.")
    return remarks
