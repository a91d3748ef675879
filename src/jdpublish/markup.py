"""Blocks → HTML fragments: the only module that writes tags.

Every character of the text is escaped, so raw HTML in the sources is shown and never obeyed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import takewhile

from jdpublish.model import Block, BlockKind, Mark, MarkKind, Segment

_ELEMENTS = {
    MarkKind.EMPHASIS: "em",
    MarkKind.STRONG: "strong",
    MarkKind.CODE: "code",
}
_CLASSES = {
    MarkKind.HALF_WIDTH: "half",
    MarkKind.DOTTED: "dotted",
    MarkKind.FIGURE: "figure",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between media.

    `term` is given a concept's id and returns what stands before and after its words; `note` is
    given a note's id and returns its call; `images` maps an image's path to its URL; `link` is
    given a block's id and returns what stands at the block's end; `table` returns what stands
    before and after a table.
    """

    term: Callable[[str], tuple[str, str]]
    note: Callable[[str], str]
    images: Mapping[str, str]
    link: Callable[[str], str] = lambda _: ""
    table: Callable[[], tuple[str, str]] = lambda: ("", "")


def inline(segment: Segment, dialect: Dialect) -> str:
    """Return a segment's words with its marks as tags."""
    return _inside(segment, list(segment.marks), 0, len(segment.text) + 1, dialect)


def _inside(segment: Segment, marks: list[Mark], start: int, stop: int, dialect: Dialect) -> str:
    """Return the HTML of `text[start:stop]`, taking the marks that begin in it off the list.

    A mark between two characters belongs to what follows it, so a note's call stands after the
    words it was set to and never within them.
    """
    html = []
    position = start
    while marks and marks[0].start < stop:
        mark = marks.pop(0)
        words = segment.text[mark.start : mark.stop]
        before, after = _tags(mark, words, dialect)
        html += [_escape(segment.text[position : mark.start]), before]
        inner = _inside(segment, marks, mark.start, mark.stop, dialect) if words else ""
        html.append("" if mark.kind is MarkKind.IMAGE else inner)
        html.append(after)
        position = mark.stop
    html.append(_escape(segment.text[position:stop]))
    return "".join(html)


def _tags(mark: Mark, words: str, dialect: Dialect) -> tuple[str, str]:  # noqa: PLR0911
    match mark.kind:
        case MarkKind.TERM:
            return dialect.term(mark.value)
        case MarkKind.LINK:
            return f'<a href="{escape(mark.value)}">', "</a>"
        case MarkKind.IMAGE:
            url = dialect.images.get(mark.value, "")
            return f'<img src="{escape(url)}" alt="{escape(words)}">', ""
        case MarkKind.NOTE:
            return dialect.note(mark.value), ""
        case MarkKind.HAN:
            return _HAN_TAGS
        case MarkKind.LATIN:
            gaps = {"<": " before", ">": " after"}
            names = "".join(gaps[gap] for gap in mark.value)
            return f'<span class="latin{names}">', "</span>"
        case MarkKind.HALF_WIDTH | MarkKind.DOTTED | MarkKind.FIGURE:
            return f'<span class="{mark.value or _CLASSES[mark.kind]}">', "</span>"
        case MarkKind.JOIN:
            return f'<span class="{f"join {mark.value}".strip()}"></span>', ""
        case MarkKind.BREAK:
            return "<wbr>", ""
        case _:
            element = _ELEMENTS[mark.kind]
            return f"<{element}>", f"</{element}>"


def _escape(text: str) -> str:
    return escape(text, quote=False)


_HAN_TAGS = ('<span class="han" lang="zh-Hans">', "</span>")


def tagged(text: str, han: Iterable[tuple[int, int]]) -> str:
    """Return a plain text as HTML, its Chinese words (by offsets) marked as Chinese."""
    before, after = _HAN_TAGS
    pieces, position = [], 0
    for start, stop in han:
        pieces += [_escape(text[position:start]), before, _escape(text[start:stop]), after]
        position = stop
    return "".join([*pieces, _escape(text[position:])])


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a chapter's HTML.

    With an `id` it is a block's own element, whole and with no other block inside, so that another
    may take its place and all around it stays as it is.
    """

    html: str
    id: str = ""


def pieces(blocks: tuple[Block, ...], dialect: Dialect) -> Iterator[Piece]:
    """Yield blocks as HTML, runs of items as lists, runs of rows as tables; ids on elements.

    A header row begins a new table.

    A heading of depth 1 is an `h2`: the page's `h1` is the report's title.
    """
    for number, run in enumerate(runs(blocks)):
        if number:
            yield Piece("\n")
        kind = run[0].kind
        if kind is BlockKind.ITEM:
            yield from _list(run, dialect)
        elif kind is BlockKind.ROW:
            yield from _table(run, dialect)
        else:
            yield from _elements(run, dialect)


def runs(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Yield blocks that stand together: of one kind, and the rows of one table."""
    return _runs(blocks, _parts_run)


def tables(blocks: tuple[Block, ...]) -> int:
    """Return how many tables blocks become."""
    return sum(run[0].kind is BlockKind.ROW for run in runs(blocks))


def _runs(
    blocks: Iterable[Block], parted: Callable[[Block, Block], bool]
) -> Iterator[tuple[Block, ...]]:
    """Yield blocks that stand together: a new run begins where two neighbours are parted."""
    run: list[Block] = []
    for block in blocks:
        if run and parted(run[-1], block):
            yield tuple(run)
            run = []
        run.append(block)
    if run:
        yield tuple(run)


def _parts_run(block: Block, following: Block) -> bool:
    return block.kind is not following.kind or following.header


def _parts_list(item: Block, following: Block) -> bool:
    if item.ordered != following.ordered:
        return True
    return following.ordered and following.number != item.number + 1


def _elements(run: tuple[Block, ...], dialect: Dialect) -> Iterator[Piece]:
    for number, block in enumerate(run):
        if number:
            yield Piece("\n")
        name = f"h{min(block.depth + 1, 6)}" if block.kind is BlockKind.HEADING else "p"
        words = inline(block.segment, dialect) + dialect.link(block.id)
        yield Piece(f"<{name}{_attributes(block)}>{words}</{name}>", block.id)


def _list(items: tuple[Block, ...], dialect: Dialect) -> Iterator[Piece]:
    """Yield a run of items as lists: a new one where bullets and numbers change, or numbers jump.

    So a numbered list goes on with its own numbers after a paragraph that stands within it.
    """
    depth = items[0].depth
    index = 0
    for group in _runs(_outer(items, depth), _parts_list):
        element = "ol" if group[0].ordered else "ul"
        yield Piece(f"<{element}{_start(group[0])}>")
        for item in group:
            below = tuple(takewhile(lambda other: other.depth > depth, items[index + 1 :]))
            words = f"<li{_attributes(item)}>{inline(item.segment, dialect)}"
            if below:
                yield Piece(words)
                yield from _list(below, dialect)
                yield Piece("</li>")
            else:
                yield Piece(f"{words}</li>", item.id)
            index += 1 + len(below)
        yield Piece(f"</{element}>")


def _start(first: Block) -> str:
    return f' start="{first.number}"' if first.ordered and first.number != 1 else ""


def _outer(items: tuple[Block, ...], depth: int) -> Iterator[Block]:
    return (item for item in items if item.depth <= depth)


def _table(rows: tuple[Block, ...], dialect: Dialect) -> Iterator[Piece]:
    head = [_row(row, dialect) for row in rows if row.header]
    before, after = dialect.table()
    yield Piece(f"{before}<table>")
    if head:
        yield from (Piece("<thead>"), *head, Piece("</thead>"))
    yield Piece("<tbody>")
    yield from (_row(row, dialect) for row in rows if not row.header)
    yield Piece(f"</tbody></table>{after}")


def _row(row: Block, dialect: Dialect) -> Piece:
    name, attributes = ("th", ' scope="col"') if row.header else ("td", "")
    aligned = row.aligned or ("",) * len(row.segments)
    cells = "".join(
        f"<{name}{attributes}{_aligned(side)}>{inline(segment, dialect)}</{name}>"
        for segment, side in zip(row.segments, aligned, strict=True)
    )
    return Piece(f"<tr{_attributes(row)}>{cells}</tr>", row.id)


def _aligned(side: str) -> str:
    return f' class="{side}"' if side else ""


def _attributes(block: Block) -> str:
    missing = ' class="missing"' if block.missing else ""
    return f' id="{escape(block.id)}"{missing}'
