"""Ids of blocks: none stands twice, and what those without one are called until they have."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from jdpublish.errors import ContentError
from jdpublish.model import Block, BlockKind, Section

_LINE_END = re.compile(r"(\r\n?|\n)")
_CLOSING = {
    BlockKind.HEADING: re.compile(r"(?<=[ \t])#+$"),
    BlockKind.ROW: re.compile(r"(?<!\\)\|$"),
}
"""What may end a line after the words, and must still do so after an id."""
_LETTER = {
    BlockKind.PARAGRAPH: "p",
    BlockKind.ITEM: "i",
    BlockKind.ROW: "r",
    BlockKind.NOTE: "n",
}


def with_ids(
    sections: tuple[Section, ...], *, taken: frozenset[str] = frozenset()
) -> tuple[Section, ...]:
    """Return the same sections in which every block has an id; those proposed stay provisional.

    An id is a letter for the kind, the number of the file and the lowest free number:
    c1 a chapter, h12 a head in it, p13 a paragraph. Equal sources get equal ids. Ids in `taken`
    are never proposed: a block must not get the translation of one that was deleted.
    """
    used = set(taken | given_ids(sections))
    return tuple(
        replace(section, blocks=tuple(_named(section.blocks, number, used)))
        for number, section in enumerate(sections)
    )


def check_unique(sections: tuple[Section, ...]) -> None:
    """Make sure that no id stands twice in a report's files of one language.

    Raises:
        ContentError: at the second of two blocks with one id, naming the place of the first.
    """
    seen: dict[str, Block] = {}
    for block in (block for section in sections for block in section.blocks):
        first = seen.setdefault(block.id, block) if block.id else block
        if first is not block:
            raise ContentError(
                f"the id “{block.id}” stands twice in this report",
                at=block.at,
                hint=f"the other is at {first.at}; give one of them an id of its own",
            )


def given_ids(sections: Iterable[Section]) -> frozenset[str]:
    """Return the ids that the files themselves give."""
    return frozenset(block.id for section in sections for block in section.blocks if block.id)


def _named(blocks: tuple[Block, ...], number: int, used: set[str]) -> Iterator[Block]:
    for block in blocks:
        if block.id:
            yield block
            continue
        identity = next(name for name in _names(block, number) if name not in used)
        used.add(identity)
        yield replace(block, id=identity)


def _names(block: Block, number: int) -> Iterator[str]:
    if block.kind is BlockKind.HEADING and block.depth == 1:
        yield f"c{number}"
    letter = _LETTER.get(block.kind, "c" if block.depth == 1 else "h")
    count = 1
    while True:
        yield f"{letter}{number}{count}"
        count += 1


def same_shape(source: Section, target: Section) -> bool:
    """Whether two files have the same kinds of blocks in the same order, and no id disagrees."""
    return len(source.blocks) == len(target.blocks) and all(
        (block.kind, block.depth) == (other.kind, other.depth)
        and (other.provisional or other.id == block.id)
        for block, other in zip(source.blocks, target.blocks, strict=True)
    )


def written(text: str, blocks: tuple[Block, ...]) -> str:
    """Return a section's text with the ids of these blocks at their ends, all else unchanged."""
    lines = _LINE_END.split(text)  # every second one is a line's end
    for block in blocks:
        index = 2 * (block.last_line - 1)
        while index > 0 and not lines[index].strip():
            index -= 2
        line = lines[index].rstrip()
        closing = _CLOSING[block.kind].search(line) if block.kind in _CLOSING else None
        words = line[: closing.start()].rstrip() if closing else line
        lines[index] = f"{words} {{#{block.id}}}{f' {closing[0]}' if closing else ''}"
    return "".join(lines)
