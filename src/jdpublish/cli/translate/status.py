"""`jdpublish translate status`: how far the translation is, by file and status."""

import json
from collections.abc import Iterator
from shlex import quote
from typing import Any

import click

from jdpublish.cli.settings import Settings, loudness
from jdpublish.cli.translate.choosing import Text, texts
from jdpublish.cli.translate.counting import Count, count, counts
from jdpublish.errors import Location
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.report import chosen as chosen_reports
from jdpublish.report import parsed
from jdpublish.reporting.terminal import text_width
from jdpublish.translation.record import Acceptance, Status
from jdpublish.translation.staleness import BlockState, without_block
from jdpublish.workspace import find_project, load


@click.command("status")
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="A table to read, or JSON with every block for a program.",
)
@loudness
@click.pass_obj
def command(settings: Settings, *, reports: tuple[str, ...], output_format: str) -> None:
    """Say how far the translation of each file is, and what is out of date.

    A block is untranslated, a draft (nobody has accepted it), translated, reviewed or final. It is
    stale where the Chinese has changed since its translation was accepted, whatever it was
    accepted as. English that was changed after it was accepted as reviewed or final counts as
    translated again. Characters are those of the Chinese without blanks, words those of the
    translation.
    """
    sources = load(find_project(settings.start))
    several = len(sources.reports) > 1
    found = texts(tuple(parsed(report) for report in chosen_reports(sources, reports)))
    if output_format == "json":
        told = {"reports": [_record(text) for text in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo("There is no translation: no report has another language beside the Chinese.")
    for number, text in enumerate(found):
        click.echo("\n" * bool(number) + "\n".join(_table(text)))
        for line in _open(text):
            click.echo(line)
        if not settings.quiet:
            click.echo("\n" + _next(text, several=several), err=True)


def _table(text: Text) -> Iterator[str]:
    found = counts(text.states)
    head = f"{text.id} ({text.language})"
    first = max(text_width(one) for one in (head, *(one.file for one in found))) + 2
    yield f"{_wide(head, first)}{'status':<14}{'blocks':>8}{'characters':>12}{'words':>9}"
    above = None
    for one in found:
        name = one.file or "all files"
        if not one.file and above:
            yield "─" * (first + 43)
        yield _line("" if above == one.file else name, one.standing or "", one, first)
        above = one.file
    if len({one.standing for one in found}) > 1:
        yield _line("", "in all", count(text.states), first)


def _line(name: str, status: str, one: Count, first: int) -> str:
    return f"{_wide(name, first)}{status:<14}{one.blocks:>8,}{one.characters:>12,}{one.words:>9,}"


def _wide(text: str, columns: int) -> str:
    """Return a text with as many blanks behind it as fill columns of a terminal."""
    return text + " " * (columns - text_width(text))


def _open(text: Text) -> Iterator[str]:
    """Yield what somebody must look at, with places."""
    stale = [state for state in text.states if state.stale]
    if stale:
        why = "the Chinese has changed since its translation was accepted"
        yield f"\n{_blocks(stale)} stale: {why}"
        yield from _places(stale)
    fallen = [state for state in text.states if state.fallen and not state.stale]
    if fallen:
        yield f"\n{_blocks(fallen)} no longer reviewed: the translation was changed since"
        yield from _places(fallen)
    missing = [state for state in text.states if state.target is None]
    if missing:
        yield f"\n{_blocks(missing)} untranslated"
        yield from _places(missing)
    drafts = _drafts(text)
    if drafts and not all(state.status is Status.DRAFT for state in text.states if state.target):
        are = "block is a draft" if len(drafts) == 1 else "blocks are drafts"
        yield f"\n{len(drafts)} {are}: to be read and accepted"
        yield from _places(drafts[:_NAMED])
        if len(drafts) > _NAMED:
            yield f"  and {len(drafts) - _NAMED:,} more"
    for line in _lines_without_block(text):
        yield f"\n{line.at}: “{line.block}” has a line there, but is not in the text"


_NAMED = 12
"""So many drafts are named, and none in a text that nobody has begun to accept."""


def _drafts(text: Text) -> list[BlockState]:
    """Return the blocks of which somebody must say that they are translated."""
    return [state for state in text.states if state.status is Status.DRAFT and not state.stale]


def _lines_without_block(text: Text) -> tuple[Acceptance, ...]:
    record, sections = text.report.source.translation, text.report.sections
    if record is None:
        return ()
    lines = without_block(sections[SOURCE_LANGUAGE], (text.language,), record)
    return tuple(line for line in lines if line.language == text.language)


def _blocks(states: list[BlockState]) -> str:
    return f"{len(states)} block is" if len(states) == 1 else f"{len(states)} blocks are"


def _places(states: list[BlockState]) -> Iterator[str]:
    longest = max(len(state.source.id) for state in states)
    for state in states:
        yield f"  {state.source.id:<{longest}}  {(state.target or state.source).at}"


def _next(text: Text, *, several: bool) -> str:
    """Return what there is to do next, as a command; blocks may be in one of several reports."""
    record = text.report.source.translation
    if not any(state.target for state in text.states):
        return f"Translate it: files and ids in {text.language}/ are the same as in the Chinese."
    if record is None or not record.begun:
        return (
            "Nothing is recorded of this translation yet. To record the English as it stands:"
            f" `jdpublish translate accept --all --report {text.id}`"
        )
    stale = next((state for state in text.states if state.stale), None)
    if stale:
        return (
            f"`jdpublish translate diff {text.id}` shows what changed. Mend the English, then"
            f" accept it: `jdpublish translate accept {stale.source.id}`"
        )
    if any(state.target is None for state in text.states):
        return "Translate what is missing, with the same ids; `jdpublish build` names every place."
    return _next_status(text, f"--report {quote(text.id)} " if several else "")


def _next_status(text: Text, report: str) -> str:
    """Return what there is to do next with a text that is all translated, and nothing stale."""
    drafts = _drafts(text)
    if drafts:
        return (
            "Read what is a draft, and accept it by block or file:"
            f" `jdpublish translate accept {report}{_named(drafts, text)}`"
        )
    unread = next((state for state in text.states if not state.ready), None)
    if unread:
        return (
            "What a reviser has compared with the Chinese is accepted by block or file:"
            f" `jdpublish translate accept {report}{quote(unread.file)} --status reviewed"
            " --by NAME`"
        )
    return f"All of it may be published: `jdpublish build {text.id} --strict`"


def _named(drafts: list[BlockState], text: Text) -> str:
    """Return what to accept: the drafts where they are few, else a file, or one that is all so."""
    file = drafts[0].file
    whole = all(state.status is Status.DRAFT for state in text.states if state.file == file)
    if whole or len(drafts) > _NAMED:
        return quote(file)
    return " ".join(state.source.id for state in drafts)


def _record(text: Text) -> dict[str, Any]:
    record = text.report.source.translation
    found = counts(text.states)
    return {
        "report": text.id,
        "language": text.language,
        "recorded": bool(record and record.begun),
        "total": _sizes(count(text.states)),
        "statuses": {one.standing: _sizes(one) for one in found if not one.file},
        "files": [
            {
                "file": file,
                "total": _sizes(count(state for state in text.states if state.file == file)),
                "statuses": {one.standing: _sizes(one) for one in found if one.file == file},
            }
            for file in dict.fromkeys(state.file for state in text.states)
        ],
        "blocks": [_block(state) for state in text.states],
        "lines_without_block": [
            {"block": line.block} | _at(line.at) for line in _lines_without_block(text)
        ],
    }


def _sizes(one: Count) -> dict[str, int]:
    return {"blocks": one.blocks, "characters": one.characters, "words": one.words}


def _block(state: BlockState) -> dict[str, Any]:
    accepted, one = state.acceptance, count([state])
    return {
        "block": state.source.id,
        "file": state.file,
        "status": state.status,
        "stale": state.stale,
        "edited": state.edited,
        "characters": one.characters,
        "words": one.words,
        "source": _at(state.source.at),
        "target": _at(state.target.at) if state.target else None,
        "accepted": {
            "status": accepted.status,
            "by": accepted.by,
            "date": accepted.date.isoformat(),
        }
        if accepted
        else None,
    }


def _at(at: Location) -> dict[str, Any]:
    return {"file": at.file, "line": at.line, "column": at.column}
