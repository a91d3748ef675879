"""Words that somebody has typed for a block: read by themselves, so that mistakes have a place."""

import re
from collections.abc import Iterable, Sequence

from jdpublish.blockwise.spans import BLANK
from jdpublish.errors import ContentError, JdpublishError, Location
from jdpublish.model import Block, BlockKind, Segment
from jdpublish.parse import parse

LONGEST = 20_000
"""More characters than these are no block of a report: something else was pasted."""

_LINE_END = re.compile(r"\r\n?|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ID = re.compile(r"\{#[^{}]*\}[ \t]*$")
_SHAPES = {
    BlockKind.HEADING: ("a heading", "write a backslash before the “#”: \\#"),
    BlockKind.ITEM: ("a list", "write a backslash before the sign: \\- or 1\\."),
    BlockKind.ROW: ("a table", "a table's lines are blocks of their own; leave out |---|"),
    BlockKind.NOTE: ("a note", "a note is a block of its own; here stands its call, [^n1]"),
    BlockKind.PARAGRAPH: ("another paragraph", "a block is one paragraph: join the lines"),
}


def tidied(markdown: str, kind: BlockKind) -> str:
    """Return typed words as they are written: line ends of one kind, no blanks around the lines.

    Blanks before a line end stay, since two of them are a line break; the cells of a row may be
    empty.
    """
    lines = _LINE_END.split(markdown)
    if kind is BlockKind.ROW:
        return "\n".join(line.strip(BLANK) for line in lines)
    return "\n".join(line.lstrip(" \t") for line in lines).strip(BLANK)


def read_words(
    markdown: str, block: Block, *, cells: int, notes: Iterable[str], language: str
) -> tuple[Segment, ...]:
    """Return what tidied words say as those of a block, each cell of a row by itself.

    `notes` are the names of the notes that may be called.

    Raises:
        ContentError: they are nothing, or no block of this kind; its place is a line and a column
            of the words, under no file's name.
    """
    _check_length(markdown)
    lines = markdown.split("\n")
    if block.kind is BlockKind.ROW:
        _check_cells(lines, cells)
        return tuple(
            _segment(line, number, notes, language, in_line=True)
            for number, line in enumerate(lines, 1)
        )
    _check_lines(lines, block.kind)
    heading = block.kind is BlockKind.HEADING
    return (_segment(markdown, 1, notes, language, in_line=heading),)


def _check_length(markdown: str) -> None:
    if len(markdown) > LONGEST:
        raise ContentError(
            f"these are {len(markdown):,} characters, too many for one block",
            at=_at(1, 1),
            hint=f"a block has at most {LONGEST:,}; was something else pasted?",
        )


def _check_cells(lines: Sequence[str], cells: int) -> None:
    if len(lines) != cells:
        there = "one line" if len(lines) == 1 else f"{len(lines)} lines"
        raise ContentError(
            f"this row has {cells} cells, but {there} here",
            at=_at(min(len(lines), cells + 1), 1),
            hint="write each cell in a line of its own; one may be empty",
        )


def _check_lines(lines: Sequence[str], kind: BlockKind) -> None:
    if not any(lines):
        raise ContentError(
            "there are no words", at=_at(1, 1), hint="write the translation, or leave the block"
        )
    empty = next((number for number, line in enumerate(lines, 1) if not line.strip(BLANK)), 0)
    if empty:
        raise ContentError(
            "an empty line would part this block in two",
            at=_at(empty, 1),
            hint="a block is one paragraph: join the lines",
        )
    if kind is BlockKind.HEADING and len(lines) > 1:
        raise ContentError(
            "a heading stands in one line", at=_at(2, 1), hint="join the lines with a blank"
        )


def _segment(
    words: str, line: int, notes: Iterable[str], language: str, *, in_line: bool
) -> Segment:
    """Read words as a paragraph, or as a heading where only what stands in a line matters."""
    for number, one in enumerate(words.split("\n"), line):
        if found := _SURROGATE.search(one):
            raise ContentError(
                "half a character stands here",
                at=_at(number, found.start() + 1),
                hint="delete it and type the character again",
            )
        if found := _ID.search(one):
            raise ContentError(
                f"“{found[0].strip()}” looks like a block's id",
                at=_at(number, found.start() + 1),
                hint="leave it out: the block keeps the id that it has",
            )
    prefix = "# " if in_line else ""
    called = "".join(f"\n[^{name}]: x\n" for name in notes)
    try:
        section = parse("", f"{prefix}{words} {{#x}}\n{called}", file="", language=language)
    except JdpublishError as problem:
        raise _moved(problem, line - 1, len(prefix)) from problem
    first, *others = section.blocks
    wanted = BlockKind.HEADING if in_line else BlockKind.PARAGRAPH
    other = first if first.kind is not wanted else next(iter(_besides(others)), None)
    if other:
        shape, hint = _SHAPES[other.kind]
        raise ContentError(f"{shape} would begin here", at=_at(other.at.line, 1), hint=hint)
    return first.segment


def _besides(blocks: Iterable[Block]) -> Iterable[Block]:
    return (block for block in blocks if block.kind is not BlockKind.NOTE)


def _moved(problem: JdpublishError, lines: int, columns: int) -> ContentError:
    at = problem.at or _at(1, 1)
    shift = columns if at.line == 1 else 0
    place = _at(at.line + lines, max(at.column - shift, 1))
    return ContentError(problem.message, at=place, hint=problem.hint)


def _at(line: int, column: int) -> Location:
    return Location("", line, column)
