"""Two editions side by side: Chinese and English, a row for each block."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import chain

from jdpublish.keeping import Equal, Keep
from jdpublish.markup import Piece, runs
from jdpublish.model import SUBTITLE, TITLE, Block, BlockKind, Section
from jdpublish.outputs.web.text import breakable, data_urls, survey
from jdpublish.page import Document, body_blocks, note_numbers
from jdpublish.preview.pages.sides import Side

_Sides = tuple[Side, Side]
_Cells = tuple[Iterable[Piece], Iterable[Piece]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: the opening, a chapter, or the notes; by its id and its titles."""

    id: str
    titles: tuple[str, str]
    pieces: tuple[Piece, ...]

    @property
    def body(self) -> str:
        """The part's HTML."""
        return "".join(piece.html for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two editions of a report side by side: the parts of the page, in their order."""

    chinese: Document
    english: Document
    opening: Part
    chapters: tuple[Part, ...]
    notes: Part

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts, the notes last, be there any or not."""
        return (self.opening, *self.chapters, self.notes)


@dataclass(frozen=True, slots=True)
class _Half:
    """An edition that stands on one side, and the numbers of its notes."""

    document: Document
    numbers: dict[str, int]
    side: Side

    @classmethod
    def of(cls, document: Document, keep: Keep) -> "_Half":
        breaking, numbers = breakable(document, keep), note_numbers(document, keep)
        shown = chain.from_iterable(keep(survey, one).images for one in breaking.sections)
        side = replace(
            Side.of(document),
            notes=tuple(numbers.items()),
            images=tuple(data_urls(document, shown, keep).items()),
        )
        return cls(breaking, numbers, side)


def parallel(chinese: Document, english: Document, keep: Keep) -> Parallel:
    """Return two editions of a report side by side."""
    halves = (_Half.of(chinese, keep), _Half.of(english, keep))
    return Parallel(
        chinese,
        english,
        Part("page-top", ("", ""), tuple(_opening(halves))),
        tuple(_chapters(halves, keep)),
        Part("page-notes", ("", ""), tuple(_notes(halves))),
    )


def _opening(halves: tuple[_Half, _Half]) -> Iterator[Piece]:
    left, right = halves
    for identity, element in ((TITLE, "h1"), (SUBTITLE, "p")):
        blocks = (left.document.block(identity), right.document.block(identity))
        if any(blocks):
            cells = (left.side.cover(blocks[0], element), right.side.cover(blocks[1], element))
            yield from _row(identity, identity, (left.side, right.side), cells)


def _chapters(halves: tuple[_Half, _Half], keep: Keep) -> Iterator[Part]:
    left, right = halves
    tables = (0, 0)
    sections = zip(left.document.sections, right.document.sections, strict=True)
    for number, (chinese, english) in enumerate(sections):
        own = (keep(survey, chinese), keep(survey, english))
        sides = (
            left.side.within(left.document, own[0], left.numbers, tables[0], keep),
            right.side.within(right.document, own[1], right.numbers, tables[1], keep),
        )
        yield keep(_chapter, chinese, english, number, Equal(sides))
        tables = (tables[0] + own[0].tables, tables[1] + own[1].tables)


def _chapter(chinese: Section, english: Section, number: int, given: Equal[_Sides]) -> Part:
    sides = left, right = given.value
    kept = body_blocks(chinese)
    others = {block.id: block for block in english.blocks}
    heading = kept[0] if kept and kept[0].kind is BlockKind.HEADING and kept[0].depth == 1 else None
    own = heading if number else None
    other = others.get(own.id) if own else None
    identity = own.id if own else f"page-{chinese.name}"
    cells = ([left.title(own, identity, number)], [right.title(other, identity, number)])
    text = chain.from_iterable(_run(run, others, sides) for run in runs(kept[1:] if own else kept))
    return Part(
        identity,
        (left.plain_title(own, number), right.plain_title(other, number)),
        (*_row("chapter", identity, sides, cells), *text),
    )


def _run(run: tuple[Block, ...], others: dict[str, Block], sides: _Sides) -> Iterator[Piece]:
    left, right = sides
    if run[0].kind is BlockKind.ROW:
        own = tuple(others[block.id] for block in run if block.id in others)
        yield from _table(run, (left.rows(run), right.rows(own)), sides)
        return
    items = run[0].kind is BlockKind.ITEM
    if items:
        yield Piece('<ul class="items">')
    for block in run:
        cells = (left.single(block), right.single(others.get(block.id)))
        yield from _row(str(block.kind), block.id, sides, cells, item=block if items else None)
    if items:
        yield Piece("</ul>\n")


def _row(
    kind: str, identity: str, sides: _Sides, cells: _Cells, *, item: Block | None = None
) -> Iterator[Piece]:
    """Yield a block in both editions; of an item, with its bullet or number on both sides."""
    name, also = ("li", f" depth-{min(item.depth, 4)}") if item else ("div", "")
    own = escape(identity)
    role = f' aria-level="{item.depth}"' if item else f' role="group" aria-label="{own}"'
    yield Piece(f'<{name} class="pair {kind}{also}" id="{own}"{role}>{_number(identity, sides)}')
    marker = (f"{item.number}." if item.ordered else "•") if item else ""
    yield from _cells(sides, cells, (marker, marker))
    yield Piece(f"</{name}>\n")


def _cells(sides: _Sides, cells: _Cells, markers: tuple[str, str] = ("", "")) -> Iterator[Piece]:
    for side, cell, marker in zip(sides, cells, markers, strict=True):
        sign = f' data-marker="{marker}"' if marker else ""
        yield Piece(f'<div class="side" lang="{side.edition}"{sign}>')
        yield from cell
        yield Piece("</div>")


def _number(identity: str, sides: _Sides) -> str:
    own, name = escape(identity), escape(sides[0].permalink)
    return f'<a class="number" href="#{own}" aria-label="{name} {own}">{own}</a>'


def _table(rows: tuple[Block, ...], cells: _Cells, sides: _Sides) -> Iterator[Piece]:
    """Yield a table in both editions; what leads to a row finds it in the Chinese one."""
    names = escape(f"{rows[0].id}–{rows[-1].id}")
    number = _number(rows[0].id, sides)
    yield Piece(f'<div class="pair table-pair" role="group" aria-label="{names}">{number}')
    own = {sides[0].id(row.id): row.id for row in rows}
    anchored = [_anchored(one, own[one.id]) if one.id in own else one for one in cells[0]]
    yield from _cells(sides, (anchored, cells[1]))
    yield Piece("</div>\n")


def _anchored(piece: Piece, identity: str) -> Piece:
    """Return a row with something in its first cell that bears the row's own id."""
    row, cell, rest = piece.html.split(">", 2)
    return replace(piece, html=f'{row}>{cell}><span id="{escape(identity)}"></span>{rest}')


def _notes(halves: tuple[_Half, _Half]) -> Iterator[Piece]:
    left, right = halves
    for note in dict.fromkeys((*left.numbers, *right.numbers)):
        blocks = tuple(half.document.block(note) for half in halves)
        if not any(blocks):
            continue
        cells = (left.side.single(blocks[0]), right.side.single(blocks[1]))
        name = escape(note)
        yield Piece(f'<div class="pair note" id="{name}" role="group" aria-label="{name}">')
        yield Piece(_number(note, (left.side, right.side)))
        numbers = (str(left.numbers.get(note, "")), str(right.numbers.get(note, "")))
        yield from _cells((left.side, right.side), cells, numbers)
        yield Piece("</div>\n")
