"""How a file is read before and after a change of one block: alike everywhere else."""

from collections.abc import Sequence

from jdpublish.model import Block, BlockKind, Mark, Segment

Shape = tuple[object, ...]


def shapes(blocks: Sequence[Block], *, numbered: bool = True) -> tuple[Shape, ...]:
    """Return what a change elsewhere must leave as it is of each block: all but its place.

    Not `numbered`, the numbers of items do not count: one that comes between counts the rest on.
    """
    return tuple((*form(block, numbered=numbered), _said(block.segments)) for block in blocks)


def form(block: Block, *, numbered: bool = True) -> Shape:
    """Return what a block is, whatever it says."""
    return (
        block.id,
        block.kind,
        block.depth,
        block.ordered,
        block.number if numbered else 0,
        block.header,
        len(block.segments) if block.kind is BlockKind.ROW else 1,
        block.aligned,
    )


def say_the_same(one: Sequence[Segment], other: Sequence[Segment]) -> bool:
    """Whether segments have the same words and formatting."""
    return _said(one) == _said(other)


def _said(segments: Sequence[Segment]) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
    # A blank at the end is the line's that has the id alone.
    return tuple((segment.text.rstrip(), segment.marks) for segment in segments)
