"""A table's row that goes on overleaf, put together again cell by cell."""

from collections.abc import Iterable
from itertools import groupby

from jdpublish.built.finished import SOFT

Characters = tuple[tuple[str, int], ...]
"""Characters, each with its offset in the passage that it stands in."""

_JOINING = f"{SOFT}-"


def row_together(row: Characters, pages: Iterable[int], expected: str) -> Characters:
    """Return a row that stands on several `pages`, one for each character, cell after cell.

    On each page stand parts of some cells, and nothing says which parts are of one cell. So each
    goes where `expected` goes on with it. A row whose parts do not all find their place is returned
    as it is. Nothing is added but tabs and spaces, so what the row says is still to be compared.
    """
    left = [_parts(page) for page in _by_page(row, pages)]
    cells = []
    for cell in expected.split("\t"):
        rest, own = _outline(cell), []
        for parts in left:
            if parts and rest.startswith(outline := _outline(_text(parts[0]))):
                rest = rest[len(outline) :]
                own.append(parts.pop(0))
        if rest:
            return row
        cells.append(_joined(own))
    return row if any(left) else _with_tabs(cells)


def _by_page(row: Characters, pages: Iterable[int]) -> Iterable[Characters]:
    numbered = zip(pages, row, strict=True)
    for _, group in groupby(numbered, key=lambda one: one[0]):
        yield tuple(character for _, character in group)


def _parts(page: Characters) -> list[Characters]:
    """Return what stands in each cell that a page shows some of."""
    groups = groupby(page, key=lambda one: one[0] == "\t")
    parts = [tuple(group) for tab, group in groups if not tab]
    return [part for part in parts if _text(part).strip()]


def _text(part: Characters) -> str:
    return "".join(character for character, _ in part)


def _outline(text: str) -> str:
    """Return a text without what the ends of lines change, Chinese characters as any character."""
    kept = (one for one in text if not one.isspace() and one not in _JOINING)
    return "".join(one if one.isascii() else "\N{IDEOGRAPHIC SPACE}" for one in kept)


def _joined(parts: list[Characters]) -> Characters:
    """Return the parts of a cell with a space between words that a page's end has parted."""
    cell: Characters = ()
    for part in parts:
        if cell and cell[-1][0] not in _JOINING:
            cell += ((" ", part[0][1]),)
        cell += part
    return cell


def _with_tabs(cells: list[Characters]) -> Characters:
    row = cells[0]
    for cell in cells[1:]:
        row += (("\t", cell[0][1] if cell else 0), *cell)
    return row
