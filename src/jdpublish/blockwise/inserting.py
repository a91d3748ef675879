"""A block that is not translated yet, put into its file where the order of the Chinese wants it."""

import re
from dataclasses import dataclass, replace

from jdpublish.blockwise.forms import Form, forms
from jdpublish.blockwise.reading import form, say_the_same, shapes
from jdpublish.blockwise.replacing import Changed, read_otherwise
from jdpublish.blockwise.spans import BLANK, Lines, Rewritten, line_end
from jdpublish.blockwise.typed import read_words, tidied
from jdpublish.errors import ContentError, JdpublishError, Location
from jdpublish.model import Block, BlockKind, Section
from jdpublish.parse import parse
from jdpublish.sources import SourceFile


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a block is to stand: before a line, from 0, and which blocks are beside it there."""

    line: int
    before: Block | None
    after: Block | None

    def follows(self, kind: BlockKind) -> bool:
        """Whether the line above is the end of a block of this kind."""
        return self.before is not None and self.before.kind is kind

    def precedes(self, kind: BlockKind) -> bool:
        """Whether the line below is the beginning of a block of this kind."""
        after = self.after
        return after is not None and after.kind is kind and after.at.line == self.line + 1


def inserted(  # noqa: PLR0913  two files, and what goes from one into the other
    file: SourceFile,
    section: Section,
    *,
    original: SourceFile,
    source: Section,
    block: Block,
    markdown: str,
    language: str,
) -> Changed:
    """Return a file with the translation of a block put in, its form and id those of the Chinese.

    `block` is one of the blocks of `source`, as which the `original` is read. It stands behind the
    translation of the nearest block before it that has one, else before that of the next. An empty
    file is begun with it. For a row, each line is a cell.

    Raises:
        ContentError: the words are no block of this kind; its place is a line and a column of the
            words, under no file's name. Or the head of the block's table is not translated yet.
    """
    _check_parent(source, block, section)
    words = tidied(markdown, block.kind)
    notes = [one.id for one in section.blocks if one.kind is BlockKind.NOTE]
    said = read_words(
        words, block, cells=len(block.segments), notes={*notes, block.id}, language=language
    )
    gap = _gap(file, section, source, block)
    begun = Lines.of(original.text).words[block.at.line - 1][: block.at.column - 1]
    for wanted in forms(file.text, section, block, begun=begun, beside=(gap.before, gap.after)):
        new = _with(file.text, gap, wanted, words)
        try:
            after = parse(file.name, new.text, file=file.file, language=language)
        except JdpublishError:
            continue
        found = _alike(section, after, block, gap)
        if found and say_the_same(found.segments, said):
            return Changed(new, after, found)
    raise read_otherwise()


def _check_parent(source: Section, block: Block, section: Section) -> None:
    """Make sure that what the block stands in is there: its table, or the item above it."""
    above = reversed(source.blocks[: source.blocks.index(block)])
    if block.kind is BlockKind.ROW and not block.header:
        parent = next((one for one in above if one.header), None)
        what = "the head of this table"
    elif block.kind is BlockKind.ITEM and block.depth > 1:
        items = (one for one in above if one.kind is BlockKind.ITEM)
        parent = next((one for one in items if one.depth == block.depth - 1), None)
        what = "the item that this one stands below"
    else:
        return
    if parent and all(one.id != parent.id for one in section.blocks):
        raise ContentError(
            f"{what} is not translated yet",
            at=Location(""),
            hint=f"translate “{parent.id}” first",
        )


def _gap(file: SourceFile, section: Section, source: Section, block: Block) -> Gap:
    lines = Lines.of(file.text)
    there = {one.id: one for one in section.blocks if _alike_placed(one, block)}
    own = [one for one in source.blocks if _alike_placed(one, block)]
    index = own.index(block)
    before = next((there[one.id] for one in reversed(own[:index]) if one.id in there), None)
    after = next((there[one.id] for one in own[index + 1 :] if one.id in there), None)
    if after and (before is None or _leads(block, before, after, section)):
        return Gap(after.at.line - 1, before, after)
    if before:
        line = lines.last_of(before) + before.header
        return Gap(line, before, after)
    notes = [one.at.line - 1 for one in section.blocks if one.kind is BlockKind.NOTE]
    if block.kind is not BlockKind.NOTE and notes and len(notes) == len(section.blocks):
        return Gap(notes[0], None, None)
    filled = [number for number, words in enumerate(lines.words, 1) if words.strip(BLANK)]
    return Gap(filled[-1] if filled else 0, None, None)


def _leads(block: Block, before: Block, after: Block, section: Section) -> bool:
    """Whether a block begins a list whose next item is there: it stands right above that."""
    places = [section.blocks.index(one) for one in (before, after)]
    first = block.kind is after.kind is BlockKind.ITEM and before.kind is not BlockKind.ITEM
    return first and places[0] + 1 == places[1]


def _alike_placed(one: Block, other: Block) -> bool:
    """Whether two blocks are in one order: notes are in their own."""
    return (one.kind is BlockKind.NOTE) is (other.kind is BlockKind.NOTE)


def _with(text: str, gap: Gap, wanted: Form, words: str) -> Rewritten:
    """Put a block's lines into a gap, with empty lines beside them where these are wanted."""
    end = line_end(text)
    lines = Lines.of(text)
    ends = re.findall(r"\r\n?|\n", text)
    kept = [one + own for one, own in zip(lines.words, [*ends, ""], strict=True)]
    above, below = kept[: gap.line], kept[gap.line :]
    if below == [""]:
        below = []
    if above and not above[-1].endswith(("\n", "\r")):
        above[-1] += end
    written = wanted.lines(words)
    first = above and above[-1].strip(BLANK) and not (wanted.tight and gap.follows(wanted.kind))
    last = below and below[0].strip(BLANK) and not (wanted.tight and gap.precedes(wanted.kind))
    new = [*([""] * bool(first)), *written, *([""] * bool(last))]
    closed = bool(below) or not text or text.endswith(("\n", "\r"))
    made = end.join(new) + end * closed
    start = len(above) + bool(first) + 1
    places = tuple((start + row, column) for row, column in wanted.places(words))
    row = wanted.kind is BlockKind.ROW
    return Rewritten("".join([*above, made, *below]), places, row=row)


def _alike(section: Section, after: Section, block: Block, gap: Gap) -> Block | None:
    """Return the new block where it stands as it should, and all others read as before."""
    index = next((place for place, one in enumerate(after.blocks) if one.id == block.id), None)
    if index is None:
        return None
    others = [*after.blocks[:index], *after.blocks[index + 1 :]]
    found = after.blocks[index]
    wanted = replace(block, aligned=found.aligned, provisional=False)
    if (
        shapes(others, numbered=False) != shapes(section.blocks, numbered=False)
        or form(found, numbered=False) != form(wanted, numbered=False)
        or not _beside(section, index, gap)
    ):
        return None
    return found


def _beside(section: Section, index: int, gap: Gap) -> bool:
    """Whether a block with this index stands right behind one, else right before the other."""
    ids = [one.id for one in section.blocks]
    if gap.before:
        return ids.index(gap.before.id) == index - 1
    return gap.after is None or ids.index(gap.after.id) == index
