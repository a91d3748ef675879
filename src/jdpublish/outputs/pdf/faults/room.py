"""Whether what is to be printed has room: a page's size, its margins and its text must agree."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as page_layout

from jdpublish.errors import Location, ThemeError

_LEAST = 72.0
"""In CSS px: 19 mm hold two words at least; less is a slip, and would make thousands of pages."""
_SMALLEST, _LARGEST = 4.0, 19200.0
"""In CSS px: 3 pt and 14 400 pt, between which a page of PDF/A must lie (ISO 19005-3, 6.1.13)."""
_SLACK = 1.0
"""In CSS px: rounding."""


@contextmanager
def watched(file: str) -> Iterator[None]:
    """Stop at the first page without room, before it is filled: thousands might follow.

    This replaces a private function of one pinned version of WeasyPrint while it lasts. `file` is
    the style that says the measures.

    Raises:
        ThemeError: a page is too small or too large, or its margins leave no room.
    """
    height = page_layout.page_height

    def watching(page: Any, *others: Any) -> None:  # noqa: ANN401  WeasyPrint has no types
        height(page, *others)
        check_room(page, file)

    page_layout.page_height = watching
    try:
        yield
    finally:
        page_layout.page_height = height


def check_room(box: Any, file: str) -> None:  # noqa: ANN401
    """Make sure that a page can be printed and has room for text.

    Raises:
        ThemeError: it cannot, or has none.
    """
    margins = (box.margin_top, box.margin_right, box.margin_bottom, box.margin_left)
    sides = (box.margin_width(), box.margin_height())
    if min(sides) < _SMALLEST or max(sides) > _LARGEST:
        raise ThemeError(
            f"no page can be of this size: {_size(*sides)}",
            at=Location(file),
            hint="a PDF's page has between 1 mm and 5 m; look at its width, its height and their"
            " units",
        )
    if min(margins) < 0 or min(box.width, box.height) < _LEAST:
        name = f"“{box.page_type.name}”" if box.page_type.name else "without a name"
        lines = ", ".join(
            f"{side} {_mm(margin)} mm"
            for side, margin in zip(("top", "right", "bottom", "left"), margins, strict=True)
        )
        raise ThemeError(
            f"the page {name} has no room for the text: of {_size(*sides)} its margins leave "
            f"{_size(box.width, box.height)} ({lines})",
            at=Location(file),
            hint="make the page larger, or the margins, the text's measure or the type smaller",
        )


def check_text(pages: list[Any], file: str) -> None:
    """Make sure that no line, and no block of lines, begins or ends beyond the edge of its page.

    Raises:
        ThemeError: one does.
    """
    for number, page in enumerate(pages, 1):
        for block in _blocks(page._page_box):  # noqa: SLF001  the pages' tree is not public
            left, right = _ends(block)
            if left < -_SLACK or right > page.width + _SLACK:
                raise ThemeError(
                    f"{_name(block)} on page {number} reaches {_mm(max(-left, right - page.width))}"
                    " mm beyond the edge of the paper",
                    at=Location(file),
                    hint="what is set beside or after one another must be narrower together than"
                    " the page",
                )


def _blocks(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the blocks that hold lines; what is turned or in a table is not looked at."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TextBox | boxes.TableBox) or child.style["transform"]:
            continue
        if any(isinstance(inner, boxes.LineBox) for inner in getattr(child, "children", ())):
            yield child
        yield from _blocks(child)


def _ends(block: Any) -> tuple[float, float]:  # noqa: ANN401
    """Return where a block, or the longest of its lines, begins and ends: words may overflow it."""
    lines = [one for one in block.children if isinstance(one, boxes.LineBox)]
    inside = [box for line in lines for box in line.children if box.is_in_normal_flow()]
    begins = [block.border_box_x(), *(box.position_x for box in inside)]
    ends = [begins[0] + block.border_width(), *(line.position_x + line.width for line in lines)]
    return min(begins), max(ends)


def _name(box: Any) -> str:  # noqa: ANN401
    element = box.element
    name = element.get("id") or element.get("class") or box.element_tag
    return f"the text of “{name}”"


def _size(width: float, height: float) -> str:
    return f"{_mm(width)} × {_mm(height)} mm"


def _mm(length: float) -> str:
    return f"{length * 25.4 / 96:.0f}"
