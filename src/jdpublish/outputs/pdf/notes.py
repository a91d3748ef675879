"""Notes stay on the page of their call.

Where one line of a paragraph fits on a page and the second does not, WeasyPrint makes room for the
second by moving the page's notes to the next page, though their calls stay. Here the paragraph
moves instead, as it does on a page without notes.
This replaces private functions of one pinned version, and must be installed in no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.layout import LayoutContext, block

_iter_line_boxes = block.iter_line_boxes
_linebox_layout = block._linebox_layout  # noqa: SLF001
_layout_footnote = LayoutContext.layout_footnote
_report_footnote = LayoutContext.report_footnote


class _WouldPartError(Exception):
    """A note was about to leave the page of its call."""


def install() -> None:
    """Make WeasyPrint keep notes with their calls; to be called after lines are composed."""
    global _iter_line_boxes  # noqa: PLW0603  whose lines these are is known only now
    if block.iter_line_boxes is not _lines:
        _iter_line_boxes = block.iter_line_boxes
    block.iter_line_boxes = _lines
    block._linebox_layout = _paragraph  # noqa: SLF001
    LayoutContext.layout_footnote = _laid
    LayoutContext.report_footnote = _reported


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being laid out: its lines and notes, and the note just set."""

    is_first: bool
    lines: list[Any] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)
    just_set: Any = None


_paragraphs: list[_Paragraph] = []
"""One within the other: a note is made of paragraphs, too."""


def _laid(context: Any, note: Any) -> Any:  # noqa: ANN401  WeasyPrint has no types
    overflows = _layout_footnote(context, note)
    if _paragraphs:
        _paragraphs[-1].notes.append(note)
        _paragraphs[-1].just_set = note
    return overflows


def _reported(context: Any, note: Any) -> None:  # noqa: ANN401
    """Move a note to the next page with the line that calls it, and never without.

    What stands first on a page cannot give way.
    """
    if _paragraphs:
        paragraph = _paragraphs[-1]
        if note is not paragraph.just_set and not paragraph.is_first:
            raise _WouldPartError
    _report_footnote(context, note)


def _lines(context: Any, *others: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield a paragraph's lines; once the next is asked for, the notes of the last are settled."""
    for line in _iter_line_boxes(context, *others):
        if _paragraphs:
            _paragraphs[-1].lines.append(line[0])
        yield line
        if _paragraphs:
            _paragraphs[-1].just_set = None


def _paragraph(context: Any, box: Any, *others: Any) -> Any:  # noqa: ANN401
    """Lay out a paragraph's lines, or say that it must go to the next page whole."""
    _, _, children, page_is_empty, absolute, fixed, _, _, position_y, *_, max_lines = others
    paragraph = _Paragraph(is_first=page_is_empty and not children)
    _paragraphs.append(paragraph)
    try:
        return _linebox_layout(context, box, *others)
    except _WouldPartError:
        block.remove_placeholders(context, paragraph.lines, absolute, fixed)
        children.clear()
        return True, False, None, position_y, paragraph.notes, max_lines
    finally:
        _paragraphs.pop()
