"""Margin glosses in WeasyPrint: each beside its line, stacked so that none touches another.

In the flow a gloss would push lines about, so the style takes it out of the flow
(`position: absolute; top: 0`, where no page's end can cut it). Once the pages are set, this module
moves the glosses of each page into the outer column, down past the one above, up from the page's
foot, and those for which a page has no room to the top of the next. No line moves, so one layout is
enough. It reads and
changes the pages' private box tree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.formatting_structure import boxes

GLOSS = "gloss"
_DEPTH = 0.65
"""How much of the page's lower margin a full column may use."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where glosses stand on a page, in CSS px: top, foot, space between two.

    A page with more glosses than the text is high may use its margin down to `lowest`, and if that
    is not enough half the space between them.
    """

    top: float
    bottom: float
    space: float
    lowest: float


@dataclass(slots=True, eq=False)
class _Gloss:
    box: Any
    parent: Any
    wanted: float

    @property
    def height(self) -> float:
        return float(self.box.border_height())

    @property
    def concept(self) -> str:
        return str(self.box.element.get("data-concept"))

    def remove(self) -> None:
        self.parent.children = [child for child in self.parent.children if child is not self.box]


def place(pages: list[Any]) -> tuple[str, ...]:
    """Stack each page's glosses in their column and return the concepts whose gloss found no room.

    A gloss for which its page has no room goes to the top of the next, but not where that begins
    another chapter, in which its number might mean another term. A chapter's heading that is as
    wide as text and glosses keeps them below itself.
    The style says where the column stands (a gloss's `left`) and how far two glosses are apart at
    least (its `margin-bottom`). The column may reach into the page's lower margin.
    """
    waiting: list[_Gloss] = []
    lost: list[_Gloss] = []
    for page in pages:
        root = page._page_box  # noqa: SLF001  the pages' tree is not public
        top = root.position_y + root.margin_top
        bottom = top + root.height
        headings = tuple(_headings(root))
        if any(heading.position_y <= top + 1 for heading in headings):
            lost += waiting
            waiting = []
        lowest = bottom + _DEPTH * root.margin_bottom
        own = sorted(_glosses(root), key=lambda gloss: gloss.wanted)
        above = tuple(_ends(headings, (*waiting, *own)))
        space = max((float(gloss.box.margin_bottom) for gloss in (*waiting, *own)), default=0.0)
        column = Column(max((top, *above)), bottom, space, lowest)
        for gloss in own:
            if gloss.height > column.lowest - column.top:
                gloss.remove()
                lost.append(gloss)
        fitting = [gloss for gloss in own if gloss not in lost]
        waiting = _fill(root.children[0], column, waiting, fitting)
    return tuple(gloss.concept for gloss in (*lost, *waiting))


def _fill(body: Any, column: Column, waiting: list[_Gloss], own: list[_Gloss]) -> list[_Gloss]:  # noqa: ANN401
    """Stack what was waiting and the page's own glosses; return those that do not fit."""
    for gloss in waiting:
        gloss.wanted = column.top
        gloss.parent = body
        body.children = [*body.children, gloss.box]
    stack = [*waiting, *own]
    kept = list(stack)
    if _total(kept, column.space) > column.bottom - column.top:
        column = replace(column, bottom=column.lowest)
    if _total(kept, column.space) > column.bottom - column.top:
        column = replace(column, space=column.space / 2)
    while kept and _total(kept, column.space) > column.bottom - column.top:
        kept.pop()
    for gloss, y in zip(kept, stacked(kept, column), strict=True):
        gloss.box.translate(0, y - gloss.box.position_y)
    left_over = stack[len(kept) :]
    for gloss in left_over:
        gloss.remove()
    return left_over


def stacked(glosses: list[Any], column: Column) -> list[float]:
    """Return the tops of glosses in a column: as near to their lines as none touching allows."""
    tops: list[float] = []
    edge = column.top
    for gloss in glosses:
        tops.append(max(gloss.wanted, edge))
        edge = tops[-1] + gloss.height + column.space
    edge = column.bottom
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], edge - glosses[index].height)
        edge = tops[index] - column.space
    return tops


def _headings(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the chapter headings of a page."""
    for child in getattr(box, "children", ()):
        if getattr(child, "element_tag", None) == "h2":
            yield child
        elif not isinstance(child, boxes.LineBox):
            yield from _headings(child)


def _ends(headings: tuple[Any, ...], glosses: tuple[_Gloss, ...]) -> Iterator[float]:
    """Yield where headings end that reach into the column of glosses."""
    for heading in headings:
        left, right = heading.border_box_x(), heading.border_box_x() + heading.border_width()
        for gloss in glosses[:1]:
            start = gloss.box.border_box_x()
            if left < start + gloss.box.border_width() and start < right:
                yield float(heading.position_y + heading.margin_height())


def _total(glosses: list[_Gloss], space: float) -> float:
    return sum(gloss.height for gloss in glosses) + space * (len(glosses) - 1)


def _glosses(box: Any) -> Iterator[_Gloss]:  # noqa: ANN401
    for child in tuple(getattr(box, "children", ())):
        element = getattr(child, "element", None)
        if isinstance(child, boxes.TextBox):
            continue
        if element is not None and element.get("class") == GLOSS and element.tag == "span":
            yield _Gloss(child, box, float(box.position_y))
        else:
            yield from _glosses(child)
