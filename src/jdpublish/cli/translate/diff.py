"""`jdpublish translate diff`: what changed in the Chinese under a translation."""

import sys
from collections.abc import Iterable, Iterator
from textwrap import wrap

import click

from jdpublish.annotate import Glossary
from jdpublish.cli.settings import Settings, loudness
from jdpublish.cli.translate.choosing import Named, Text, named, texts
from jdpublish.model import SOURCE_LANGUAGE, Block
from jdpublish.report import chosen as chosen_reports
from jdpublish.report import parsed
from jdpublish.reporting.terminal import harmless, styled
from jdpublish.translation.differences import Change, Piece, differences, in_brief, plain
from jdpublish.translation.fingerprint import words
from jdpublish.translation.record import Acceptance, TranslationRecord
from jdpublish.translation.staleness import BlockState
from jdpublish.workspace import find_project, load


@click.command("diff")
@click.argument("names", nargs=-1, metavar="[REPORT] [BLOCK]...")
@loudness
@click.pass_obj
def command(settings: Settings, *, names: tuple[str, ...]) -> None:
    """Show what changed in the Chinese since its translation was accepted.

    Without a name, every stale block of all reports. BLOCK is an id such as p12 or
    review-2024/p12, or a file such as 01-economy. Below the change stand the figures and the
    terms of the glossary that went or came, and the English that has to be mended.

    In a terminal what went is red and what came is green; elsewhere it is [-went-] and {+came+}.
    """
    sources = load(find_project(settings.start))
    reports = tuple(name for name in names if any(name == one.id for one in sources.reports))
    among = texts(tuple(parsed(one) for one in chosen_reports(sources, reports)))
    blocks = tuple(name for name in names if name not in reports)
    wanted = [one for name in blocks for one in named(name, among)]
    wanted = wanted or [Named(text, text.states, whole=True) for text in among]
    glossary = Glossary.of(sources.concepts)
    shown: list[BlockState] = []
    for one in wanted:
        for state in one.states:
            if state.stale and state not in shown:
                click.echo("\n".join(_difference(one.text, state, glossary)) + "\n")
                shown.append(state)
            elif not one.whole and not state.stale:
                click.echo(_unchanged(state))
    if not shown and all(one.whole for one in wanted):
        click.echo("Nothing is stale: no Chinese has changed since its translation was accepted.")
    elif shown and not settings.quiet:
        click.echo(_next(shown), err=True)


def _next(shown: list[BlockState]) -> str:
    ids = " ".join(state.source.id for state in shown[:3])
    more = " …" if len(shown) > 3 else ""  # noqa: PLR2004  as many as fit a line
    return (
        f"Mend the translation, then accept it: `jdpublish translate accept {ids}{more}`.\n"
        "Where it was only a slip of the pen and the translation is still true, add --still-valid."
    )


def _unchanged(state: BlockState) -> str:
    identity, accepted = state.source.id, state.acceptance
    if state.target is None:
        return f"{identity} is not translated, so there is nothing to compare with."
    if accepted is None:
        return f"{identity} has never been accepted, so there is nothing to compare with."
    since = f"since {accepted.date.isoformat()}, when its translation was accepted"
    also = "; the translation itself was changed since" if state.edited else ""
    return f"{identity} is not stale: the Chinese has not changed {since}{also}."


def _difference(text: Text, state: BlockState, glossary: Glossary) -> Iterator[str]:
    record, accepted, target = text.report.source.translation, state.acceptance, state.target
    if record is None or accepted is None or target is None:
        return
    yield styled(f"{text.id}/{state.source.id}", "bold", sys.stdout) + f"  {_accepted(accepted)}"
    yield f"  {'Chinese':<9}{state.source.at}"
    yield from _chinese(state.source, record, accepted, glossary)
    yield f"  {text.language:<9}{target.at}"
    yield from _wrapped(words(target))


def _accepted(accepted: Acceptance) -> str:
    by = f" by {harmless(accepted.by)}" if accepted.by else ""
    return f"accepted as {accepted.status}{by}, {accepted.date.isoformat()}"


def _chinese(
    block: Block, record: TranslationRecord, accepted: Acceptance, glossary: Glossary
) -> Iterator[str]:
    before, after = record.accepted_text(accepted), words(block)
    if before is None:
        yield f"    as it was is not kept in {record.texts_file}; as it is now:"
        yield f"    {_in_line(after)}"
        return
    yield f"    {_pieces(in_brief(differences(before, after), _CONTEXT))}"
    yield f"  figures  {'; '.join(_figures(before, after)) or 'the same'}"
    yield f"  terms    {'; '.join(_terms(before, after, glossary)) or 'the same'}"


_CONTEXT = 40
"""How many characters are shown beside a change: about a line and a half."""


def _pieces(pieces: tuple[Piece, ...]) -> str:
    if styled("x", "red", sys.stdout) == "x":
        return _in_line(plain(pieces))
    colours = {Change.REMOVED: "red", Change.ADDED: "green"}
    return "".join(
        styled(_in_line(piece.text), colours[piece.change], sys.stdout)
        if piece.change in colours
        else _in_line(piece.text)
        for piece in pieces
    )


def _in_line(text: str) -> str:
    return harmless(text.replace("\t", " | ").replace("\n", " "))


def _figures(before: str, after: str) -> Iterator[str]:
    from jdpublish.changes import figure_changes  # noqa: PLC0415  tables that only a change needs
    from jdpublish.figures.wording import english, house  # noqa: PLC0415

    gone, new = figure_changes(before, after, SOURCE_LANGUAGE)
    yield from _listed("gone", (f"{one.text} ({english(house(one))})" for one in gone))
    yield from _listed("new", (f"{one.text} ({english(house(one))})" for one in new))


def _terms(before: str, after: str, glossary: Glossary) -> Iterator[str]:
    from jdpublish.changes import term_changes  # noqa: PLC0415  as above

    gone, new = term_changes(before, after, glossary)
    for name, concepts in (("gone", gone), ("new", new)):
        yield from _listed(
            name,
            (
                f"{one.language(SOURCE_LANGUAGE).preferred} ({one.language('en').preferred})"
                for one in concepts
            ),
        )


def _listed(name: str, things: Iterable[str]) -> Iterator[str]:
    told = ", ".join(things)
    if told:
        yield f"{name}: {told}"


_COLUMNS = 72


def _wrapped(text: str) -> Iterator[str]:
    for cell in harmless(text.replace("\t", " | ")).split("\n"):
        yield from (f"    {line}" for line in wrap(cell, _COLUMNS, break_on_hyphens=False))
