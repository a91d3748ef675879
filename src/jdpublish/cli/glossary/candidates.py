"""`jdpublish glossary candidates`: words of a text that may be terms, and entries from them."""

import json
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from jdpublish.cli.clock import today
from jdpublish.cli.glossary.new_domain import checked_domain, new_domain_option, opening
from jdpublish.cli.glossary.saying import by_name
from jdpublish.cli.screen import terminal_width
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import GlossaryError, ProjectError, refuse
from jdpublish.model import SOURCE_LANGUAGE, Transaction
from jdpublish.repairs import Change
from jdpublish.report import parsed
from jdpublish.reporting.candidates import (
    candidate_text,
    candidates_json,
    candidates_text,
    summary,
)
from jdpublish.reporting.counting import counted
from jdpublish.reporting.paper import Paper
from jdpublish.sources import GlossarySources, ReportSource
from jdpublish.termbase.candidates import Candidate, Passage, candidates
from jdpublish.termbase.candidates.passages import report_passages, text_passages
from jdpublish.termbase.candidates.starting import started
from jdpublish.termbase.changing import with_changes
from jdpublish.termbase.entry.domains import check_domain, is_new
from jdpublish.termbase.entry.fields import Value, in_line
from jdpublish.termbase.forms.likeness import duplicates, nearest
from jdpublish.workspace import (
    Project,
    find_project,
    load_glossary,
    load_reports,
    recording,
    write_changes,
)
from jdpublish.workspace.received import read_received

_ASK = "?"
"""What --add holds without a term: no term is a question mark."""


@click.command("candidates")
@click.argument("texts", nargs=-1, metavar="[REPORT|FILE]...")
@click.option(
    "--min",
    "minimum",
    type=click.IntRange(1),
    default=2,
    help="How often a run of words must stand in the text.  [default: 2]",
)
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="Show so many at most, the surest first."
)
@click.option(
    "--add",
    "wanted",
    multiple=True,
    is_flag=False,
    flag_value=_ASK,
    metavar="[TERM]",
    help="Start an entry for this candidate, as proposed; may be given again. Without a term, as"
    " the last option, you are asked about each.",
)
@click.option("--domain", default="", metavar="DOMAIN", help="The domain of what --add starts.")
@new_domain_option
@by_name
@click.option(
    "--allow-similar", is_flag=True, help="Start entries also where the glossary has nearly such."
)
@click.option(
    "--output-format",
    type=click.Choice(("text", "json")),
    default="text",
    help="For people or for programs.  [default: text]",
)
@loudness
@click.pass_obj
def command(  # noqa: PLR0913  an option each
    settings: Settings,
    *,
    texts: tuple[str, ...],
    minimum: int,
    limit: int | None,
    wanted: tuple[str, ...],
    domain: str,
    new_domain: bool,
    by: str,
    allow_similar: bool,
    output_format: str,
) -> None:
    """Find words of a text that may be terms and are not in the glossary.

    A text is a report, or any file of plain text or Markdown in UTF-8 or GB 18030; without one, all
    reports are looked through. Proposed are phrases in quotation marks, slogans by number, runs of
    words that stand often and close together, and titles last. Each is shown with its first place
    and, in a report, with the English about there.
    """
    if (domain or new_domain or by or allow_similar) and not wanted:
        raise click.UsageError("--domain, --new-domain, --by and --allow-similar are for --add.")
    project = find_project(settings.start)
    terms = load_glossary(project)
    passages = _passages(project, texts)
    found = candidates(passages, terms.concepts, minimum)
    shown = found[:limit]
    if not wanted:
        if output_format == "json":
            click.echo(candidates_json(shown))
        elif shown:
            click.echo(candidates_text(shown, Paper(terminal_width(), sys.stdout)))
        if not settings.quiet:
            click.echo(summary(found, len(shown)), err=True)
        return
    names = tuple(one for one in wanted if one != _ASK)
    named = _named(names, candidates(passages, terms.concepts, 1)) if names else ()
    domain, new_domain = checked_domain(project, in_line(domain), new=new_domain)
    check_domain(domain, terms.concepts, new=new_domain)
    how = _How(domain, Transaction(today(), by), allow_similar)
    again = (*texts, *(("--domain", domain) if domain else ()), *(("--by", by) if by else ()))
    chosen = _asked(shown, again) if _ASK in wanted else ()
    started_ = _start(project, tuple(dict.fromkeys((*named, *chosen))), how)
    _tell(started_, domain, output_format, quiet=settings.quiet)


def _passages(project: Project, names: tuple[str, ...]) -> tuple[Passage, ...]:
    """Return the passages of the reports and files with these names, of all reports without any."""
    if names and all(Path(name).is_file() for name in names):
        known: dict[str, ReportSource] = {}
        if any((project.root / project.content / name).is_dir() for name in names):
            known = {one.id: one for one in load_reports(project)}
    else:
        known = {one.id: one for one in load_reports(project)}
    return tuple(passage for name in names or known for passage in _text(name, known))


def _text(name: str, reports: dict[str, ReportSource]) -> tuple[Passage, ...]:
    if name in reports:
        return report_passages(parsed(reports[name]))
    path = Path(name)
    if not path.is_file():
        raise ProjectError(
            f"there is no report and no file “{name}”",
            hint=f"reports are: {', '.join(reports)}" if reports else "",
        )
    return text_passages(read_received(path))


def _named(names: tuple[str, ...], found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates with these names; all that are none are told at once."""
    by_text = {one.text: one for one in found}
    refuse(
        GlossaryError(
            f"“{name}” is not among the candidates",
            hint=f"did you mean {' or '.join(f'“{one}”' for one in near)}?"
            if (near := nearest(name, by_text))
            else f"`jdpublish glossary add {name}` adds any term",
        )
        for name in names
        if name not in by_text
    )
    return tuple(by_text[name] for name in names)


def _asked(shown: tuple[Candidate, ...], again: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Return the candidates to which somebody at a terminal says yes.

    Who is interrupted is told what was chosen until then, and how to start it all the same: with
    the words `again` and the names.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "--add without a term asks about each candidate, which needs a terminal;"
            " name the candidates: --add 数据上链 --add 一网通办"
        )
    if shown:
        click.echo("y starts an entry, Enter does not; q ends and starts those chosen.", err=True)
    chosen: list[Candidate] = []
    for number, one in enumerate(shown, 1):
        click.echo(f"\n{candidate_text(one, Paper(terminal_width(), sys.stdout))}\n")
        question = f"Start an entry for “{one.text}” ({number} of {len(shown)})?"
        try:
            answer = click.prompt(
                question, type=click.Choice(("y", "n", "q")), default="n", show_choices=True
            )
        except click.Abort:
            click.echo(f"\n{_nothing_started(chosen, again)}", err=True)
            raise
        if answer == "q":
            break
        if answer == "y":
            chosen.append(one)
    return tuple(chosen)


def _nothing_started(chosen: list[Candidate], again: tuple[str, ...]) -> str:
    if not chosen:
        return "Nothing was started."
    names, them = [one.text for one in chosen], "it" if len(chosen) == 1 else "them"
    options = [word for name in names for word in ("--add", name)]
    line = shlex.join(("jdpublish", "glossary", "candidates", *again, *options))
    return f"Nothing was started. You had chosen {', '.join(names)}; to start {them}: {line}"


@dataclass(frozen=True, slots=True)
class _Started:
    """What new entries say, the files in which they stand, and whether their domain is new."""

    entries: tuple[dict[str, Value], ...] = ()
    files: tuple[Change, ...] = ()
    new_domain: bool = False


@dataclass(frozen=True, slots=True)
class _How:
    """How entries are started: in which domain, by whom, and whether near ones are no hindrance."""

    domain: str
    by: Transaction
    allow_similar: bool


def _start(project: Project, chosen: tuple[Candidate, ...], how: _How) -> _Started:
    """Write an entry for each candidate, all of them or none.

    Raises:
        GlossaryError: the glossary has one already, or nearly.
    """
    if not chosen:
        return _Started()
    with recording(project):
        terms = load_glossary(project)  # somebody may have added one in the meantime
        taken = {one.id for one in terms.concepts}
        added: list[dict[str, Value]] = []
        for one in chosen:
            said = started(one, taken, subject=how.domain, by=how.by)
            taken.add(str(said["id"]))
            added.append(said)
        _check(added, terms, allow_similar=how.allow_similar)
        changes = with_changes(terms, added=added)
        write_changes(project, changes)
    return _Started(tuple(added), changes, is_new(how.domain, terms.concepts))


def _check(added: list[dict[str, Value]], terms: GlossarySources, *, allow_similar: bool) -> None:
    refuse(
        one.error
        for said in added
        for one in duplicates(said, terms.concepts)[:1]
        if one.exact or not allow_similar
    )


def _tell(done: _Started, domain: str, output_format: str, *, quiet: bool) -> None:
    added = done.entries
    if output_format == "json":
        click.echo(json.dumps({"added": added}, ensure_ascii=False, indent=2))
    else:
        for said in added:
            term, read = (said[f"{SOURCE_LANGUAGE}.{key}"] for key in ("term", "pinyin"))
            click.echo(f"{said['id']}  {term}  {read}")
    if not quiet:
        click.echo(_sum(done), err=True)
        if done.new_domain:
            click.echo(opening(domain, done.files, dry_run=False), err=True)


def _sum(done: _Started) -> str:
    """Return in a sentence how many entries were started, where, and what they wait for."""
    if not done.entries:
        return "Nothing was started."
    number, places = counted(len(done.entries), "entry"), ", ".join(one.file for one in done.files)
    them = "it" if len(done.entries) == 1 else "them"
    rest = f"give {them} English and proof-read the pinyin"
    return f"Started {number} as proposed in {places}: {rest}."
