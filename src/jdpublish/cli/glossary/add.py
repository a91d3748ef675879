"""`jdpublish glossary add`: a new entry, from options or by being asked for each part."""

import sys
from typing import Any

import click

from jdpublish.cli.clock import today
from jdpublish.cli.glossary.asking import ask, ask_domain, ask_id, ask_term
from jdpublish.cli.glossary.new_domain import (
    checked_domain,
    domain_meant,
    new_domain_option,
    opening,
)
from jdpublish.cli.glossary.saying import by_name, entry_options, said
from jdpublish.cli.settings import Settings, loudness
from jdpublish.model import SOURCE_LANGUAGE, Transaction
from jdpublish.sources import GlossarySources
from jdpublish.termbase.changing.adding import Addition, Permit, completed, with_new, with_pinyin
from jdpublish.termbase.entry.fields import Value, Values, in_line
from jdpublish.termbase.entry.plausible import check_plausible
from jdpublish.termbase.forms.likeness import check_duplicates
from jdpublish.workspace import find_project, load_glossary, recording, write_changes

_TERM = f"{SOURCE_LANGUAGE}.term"
_PINYIN = f"{SOURCE_LANGUAGE}.pinyin"


@click.command("add")
@click.argument("term", required=False)
@click.option("--id", "identity", metavar="ID", help="The entry's id; else it is proposed.")
@entry_options
@new_domain_option
@by_name
@click.option(
    "--allow-similar",
    is_flag=True,
    help="Add it also where another entry is nearly the same, or has the same English.",
)
@click.option("--dry-run", is_flag=True, help="Show the entry and write nothing.")
@loudness
@click.pass_obj
def command(  # noqa: PLR0913  an option each
    settings: Settings,
    /,
    *,
    term: str | None,
    identity: str | None,
    by: str,
    new_domain: bool,
    allow_similar: bool,
    dry_run: bool,
    **options: Any,  # noqa: ANN401  Click's own
) -> None:
    """Add a term, from options or by being asked for each part.

    TERM is the Chinese term. On a terminal, what is missing is asked for; what stands in brackets
    is a proposal, which Enter takes. --en "" adds a term that has no English yet.

    Entries and definitions are proposed until somebody says --status approved. Pinyin that the
    program proposes is marked pinyin-status = "proposed" until somebody has read it.
    """
    project = find_project(settings.start)
    given = said(options, {})
    new = {_TERM: in_line(term or ""), **({"id": identity.strip()} if identity else {}), **given}
    if not new[_TERM] or "en.term" not in new:
        if not sys.stdin.isatty():
            raise click.UsageError(
                '--en is missing; --en "" adds a term that has no English yet.'
                if new[_TERM]
                else "TERM is missing, the Chinese term."
            )
        asked_of = load_glossary(project)
        new = _asked(asked_of, new, allow_similar=allow_similar, new_domain=new_domain)
        domain, new_domain = str(new["subject"]), True
    else:
        domain, new_domain = checked_domain(project, str(new.get("subject", "")), new=new_domain)
        new |= {"subject": domain} if domain else {}
    entry = with_pinyin(new)  # before others have to wait: its dictionaries load slowly
    with recording(project):
        glossary = load_glossary(project)
        permit, on = Permit(similar=allow_similar, new_domain=new_domain), Transaction(today(), by)
        added = with_new(glossary, entry, permit, on=on)
        if not dry_run:
            write_changes(project, added.changes)
    _show(settings, new, added, dry_run=dry_run)
    if added.opened and not settings.quiet:
        click.echo(opening(domain, added.changes, dry_run=dry_run), err=True)


def _asked(
    glossary: GlossarySources, new: dict[str, Value], *, allow_similar: bool, new_domain: bool
) -> dict[str, Value]:
    """Return what somebody answers to be asked for what lacks."""
    check_plausible(new)
    answers = dict(new)
    if not answers[_TERM]:
        answers[_TERM] = ask_term("Chinese term", _TERM, answers)
    check_duplicates({_TERM: answers[_TERM]}, glossary.concepts, allow_similar=allow_similar)
    if "en.term" not in answers:
        answers["en.term"] = ask_term("English term (Enter: none yet)", "en.term", answers)
    if "subject" not in answers:
        answers["subject"] = ask_domain(glossary.concepts)
    if not new_domain:
        answers["subject"] = domain_meant(str(answers["subject"]), glossary.concepts)
    proposal = completed(with_pinyin(answers), glossary)
    if "id" not in answers:
        answers["id"] = ask_id(str(proposal["id"]), {one.id for one in glossary.concepts})
    if _PINYIN not in answers:
        pinyin = ask("Pinyin", str(proposal[_PINYIN]))
        if pinyin != proposal[_PINYIN]:  # what is only taken over is not yet proof-read
            answers[_PINYIN] = pinyin
    for field, prompt in (
        ("en.definition", "English definition (Enter: none yet)"),
        (f"{SOURCE_LANGUAGE}.definition", "Chinese definition (Enter: none yet)"),
    ):
        if field not in answers:
            answers[field] = ask(prompt)
    return answers


def _show(settings: Settings, new: Values, added: Addition, *, dry_run: bool) -> None:
    """Print the entry as it is written; then where, what was proposed, and what to do next."""
    entry, change = added.entry, added.changes[0]
    start = change.new.rindex("[[concept]]")
    click.echo(change.new[start:].replace("\r\n", "\n"), nl=False)
    if settings.quiet:
        return
    line = change.new.count("\n", 0, start) + 1
    done = "Nothing was written; it would go to" if dry_run else "Added to"
    click.echo(f"\n{done} {change.file}:{line}.", err=True)
    identity = entry["id"]
    proposed = [
        name for name, field in (("the id", "id"), ("the pinyin", _PINYIN)) if not new.get(field)
    ]
    if proposed:
        click.echo(f"Proposed, please proof-read: {' and '.join(proposed)}.", err=True)
    if not new.get(_PINYIN):
        click.echo(
            "Once it is read, and mended where it is wrong:\n"
            f'  jdpublish glossary edit {identity} --pinyin "{entry[_PINYIN]}"',
            err=True,
        )
    if not dry_run:
        click.echo("`jdpublish check` says whether the texts agree with the entry.", err=True)
