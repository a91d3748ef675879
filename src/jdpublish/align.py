"""Source and target blocks → pairs, by id; nothing is ever lost or guessed."""

from collections.abc import Iterator

from jdpublish.model import Block, Pair, Section


def pairs(source: tuple[Section, ...], target: tuple[Section, ...]) -> tuple[Pair, ...]:
    """Return one pair for each source block, in the order of the source.

    A translation whose kind differs is paired all the same: the id says what belongs together.
    """
    translations = {block.id: block for section in target for block in section.blocks if block.id}
    return tuple(
        Pair(block, translations.get(block.id)) for section in source for block in section.blocks
    )


def surplus(source: tuple[Section, ...], target: tuple[Section, ...]) -> Iterator[Block]:
    """Yield the target blocks that translate no source block."""
    known = {block.id for section in source for block in section.blocks}
    for section in target:
        yield from (block for block in section.blocks if block.id not in known)
