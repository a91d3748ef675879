"""Lists, tables and kinds of blocks, side by side in two languages."""

from collections.abc import Iterator
from itertools import groupby

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import Block, BlockKind, Pair, Section, Severity

_NAMES = {
    BlockKind.HEADING: "a heading",
    BlockKind.PARAGRAPH: "a paragraph",
    BlockKind.ITEM: "an item of a list",
    BlockKind.ROW: "a row of a table",
    BlockKind.NOTE: "a note",
}
_Group = tuple[Block, ...]


def list_lengths(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """A list or table is as long in both languages, and a block is of the same kind.

    Items and rows are counted, and the cells of each row; a heading stays a heading of the same
    level. What the items say, and their order, is not compared.
    """
    for language in bitext.targets:
        for pair in bitext.pairs(language):
            yield from ((pair.source.id, problem) for problem in _kinds(pair))
        there = {
            block.id: group
            for group in _groups(bitext.sections[language])
            for block in group
            if block.id
        }
        for group in _groups(bitext.original):
            other = next((there[block.id] for block in group if block.id in there), None)
            if other and len(other) != len(group) and other[0].kind is group[0].kind:
                yield group[0].id, _length(group, other)


def _groups(sections: tuple[Section, ...]) -> Iterator[_Group]:
    """Yield the lists and tables of a text, each with its items or rows."""
    for section in sections:
        for kind, blocks in groupby(section.blocks, key=lambda block: block.kind):
            if kind is BlockKind.ITEM:
                yield tuple(blocks)
            elif kind is BlockKind.ROW:
                rows: list[Block] = []
                for row in blocks:
                    if row.header and rows:
                        yield tuple(rows)
                        rows = []
                    rows.append(row)
                yield tuple(rows)


def _length(group: _Group, other: _Group) -> Problem:
    what, parts = ("list", "items") if group[0].kind is BlockKind.ITEM else ("table", "rows")
    missing = len(other) < len(group)
    return Problem(
        f"this {what} has {len(group)} {parts} in Chinese and {len(other)} in the translation",
        "add what is missing" if missing else "delete what the Chinese does not have",
        other[0].at,
    )


def _kinds(pair: Pair) -> Iterator[Problem]:
    source, target = pair.source, pair.target
    if target is None:
        return
    if source.kind is not target.kind:
        yield Problem(
            f"this is {_NAMES[target.kind]}, and its Chinese is {_NAMES[source.kind]}",
            "give it the same form: # begins a heading, - an item, | a row",
            target.at,
        )
    elif source.kind is BlockKind.HEADING and source.depth != target.depth:
        yield Problem(
            f"this heading is of level {target.depth}, and its Chinese of level {source.depth}",
            f"begin it with {'#' * source.depth}",
            target.at,
        )
    elif len(source.segments) != len(target.segments):
        yield Problem(
            f"this row has {len(target.segments)} cells, and its Chinese {len(source.segments)}",
            "give both as many cells; one may be empty",
            target.at,
        )


CHECK = Check("list-lengths", Severity.WARNING, text=list_lengths)
