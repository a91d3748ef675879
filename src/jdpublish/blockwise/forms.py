"""How a new block may be written into a file: the likeliest way first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.blockwise.spans import BLANK, Lines, escaped
from jdpublish.model import Block, BlockKind, Section

_NUMBER = re.compile(r"\d+(?=[.)][ \t]*$)")
_RULES = {"left": ":---", "right": "---:", "center": ":---:"}


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a block: what its lines begin with, what follows them, and its empty lines.

    A `tight` one has none between it and others of its kind. `cells` are those of a row; `rule` is
    the second line of a table that it begins.
    """

    kind: BlockKind
    first: str
    rest: str
    id: str = ""
    tight: bool = False
    cells: int = 0
    rule: str = ""

    def lines(self, words: str) -> tuple[str, ...]:
        """Return the lines of these words."""
        if self.cells:
            *cells, last = (escaped(cell) for cell in words.split("\n"))
            row = " | ".join([*cells, f"{last} {self.id}".lstrip()])
            return (f"{self.first}{row} |", *([self.rest + self.rule] if self.rule else []))
        first, *others = words.split("\n")
        lines = [self.first + first, *(self.rest + line for line in others)]
        lines[-1] += f" {self.id}" if self.id else ""
        return tuple(lines)

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield where each line of the words begins: a row of these lines, and a column from 1."""
        lines = words.split("\n")
        if self.cells:
            column = len(self.first) + 1
            for cell in lines:
                yield 0, column
                column += len(escaped(cell)) + 3
            return
        for row in range(len(lines)):
            yield row, len(self.rest if row else self.first) + 1


def forms(
    text: str,
    section: Section,
    block: Block,
    *,
    begun: str,
    beside: tuple[Block | None, Block | None],
) -> Iterator[Form]:
    """Yield the ways to write a block's translation into a file, the likeliest first.

    `section` is the file as it is read; `begun` is what the Chinese block's line begins with;
    `beside` are the blocks before and after the place.
    """
    lines = Lines.of(text)
    identity = f"{{#{block.id}}}"
    match block.kind:
        case BlockKind.HEADING:
            yield Form(block.kind, "#" * block.depth + " ", "", identity)
        case BlockKind.NOTE:
            for tight in _tight_first(lines, section, BlockKind.NOTE, default=False):
                yield Form(block.kind, f"[^{block.id}]: ", "    ", tight=tight)
        case BlockKind.ROW:
            yield from _rows(lines, block, identity, beside[0])
        case BlockKind.ITEM:
            for prefix in dict.fromkeys(_prefixes(lines, section, block, begun, beside)):
                for tight in _tight_first(lines, section, BlockKind.ITEM, default=True):
                    yield Form(block.kind, prefix, _below(prefix), identity, tight=tight)
        case _:
            for indentation in dict.fromkeys(_indentations(lines, section, begun, beside[0])):
                yield Form(block.kind, indentation, indentation, identity)


def _tight_first(
    lines: Lines, section: Section, kind: BlockKind, *, default: bool
) -> tuple[bool, bool]:
    """Whether blocks of a kind stand without empty lines between them in the file, and whether not.

    The first is what the file does, or the default where it has no two of them.
    """
    own = [one for one in section.blocks if one.kind is kind]
    following = [one.at.line for one in own[1:]]
    gaps = [next_line - lines.last_of(one) for one, next_line in zip(own, following, strict=False)]
    near = [gap for gap in gaps if gap > 0]
    tight = min(near) == 1 if near else default
    return tight, not tight


def _rows(lines: Lines, block: Block, identity: str, before: Block | None) -> Iterator[Form]:
    cells = len(block.segments)
    if block.header:
        sides = block.aligned or ("",) * cells
        rule = "| " + " | ".join(_RULES.get(side, "---") for side in sides) + " |"
        yield Form(block.kind, "| ", "", identity, cells=cells, rule=rule)
        return
    above = lines.words[before.at.line - 1] if before else ""
    indentation = re.match(r"[ \t]*", above)
    start = indentation[0] if indentation else ""
    yield Form(block.kind, f"{start}| ", start, identity, tight=True, cells=cells)


def _prefix(lines: Lines, block: Block) -> str:
    return lines.words[block.at.line - 1][: block.at.column - 1]


def _below(prefix: str) -> str:
    """What a line below the words of an item begins with."""
    return re.sub(r"[^ \t]", " ", prefix)


def _prefixes(
    lines: Lines,
    section: Section,
    block: Block,
    begun: str,
    beside: tuple[Block | None, Block | None],
) -> Iterator[str]:
    """Yield what an item's line may begin with: as its neighbours' do, then as the Chinese does."""
    before, after = beside
    place = section.blocks.index(before) if before else -1
    nearest = [*reversed(section.blocks[: place + 1]), *([after] if after else [])]
    siblings = [
        one
        for one in nearest
        if one.kind is BlockKind.ITEM and (one.depth, one.ordered) == (block.depth, block.ordered)
    ]
    for sibling in siblings[:3]:
        yield _numbered(_prefix(lines, sibling), block)
    marker = f"{block.number}. " if block.ordered else "- "
    for one in nearest:
        if one.kind is BlockKind.ITEM and one.depth == block.depth - 1:
            yield _below(_prefix(lines, one)) + marker
            break
    yield begun
    yield "  " * (block.depth - 1) + marker
    yield "   " * (block.depth - 1) + marker
    yield "* " if not block.ordered else f"{block.number}) "


def _numbered(prefix: str, block: Block) -> str:
    return _NUMBER.sub(str(block.number), prefix) if block.ordered else prefix


def _indentations(
    lines: Lines, section: Section, begun: str, before: Block | None
) -> Iterator[str]:
    """Yield how far a paragraph may be indented: within an item as far as its words."""
    if begun.strip(BLANK):
        begun = ""
    if begun and before:
        above = section.blocks[: section.blocks.index(before) + 1]
        items = [_below(_prefix(lines, one)) for one in above if one.kind is BlockKind.ITEM]
        yield from (one for one in items if one == begun)
        if before.kind is BlockKind.ITEM:
            yield items[-1]
        if before.kind is BlockKind.PARAGRAPH:
            yield from filter(None, [_prefix(lines, before)])
    yield begun
    yield ""
