"""Flush lines: what a composed line lacks, or has too much, is given to its gaps.

This replaces one private function of one pinned version, and must be installed in no other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from jdpublish.outputs.pdf.lines.gaps import Gaps, Setting, filled
from jdpublish.outputs.pdf.lines.glyphs import Untyped

_text_align = inline.text_align


def install() -> None:
    """Let WeasyPrint set composed lines flush."""
    inline.text_align = _align


@dataclass(frozen=True, slots=True)
class Fitted:
    """A line of a paragraph: its characters `start` to `stop`, its indent, and what may change.

    Without gaps it is ragged.
    """

    setting: Setting
    start: int
    stop: int
    indent: float
    gaps: Gaps | None
    last: bool


def _align(
    context: Untyped,
    line: Untyped,
    available_width: float,
    last: bool,  # noqa: FBT001  as it is called
) -> float:
    """Put what is in a line into its place and return how far the line itself is to move.

    The blank half of a mark at the line's edge stands out.
    """
    fitted: Fitted | None = getattr(line, "fitted", None)
    leaves = tuple(_leaves(line)) if fitted else ()
    if fitted is None or not leaves:
        return float(_text_align(context, line, available_width, last))
    left, final = leaves[0].position_x, leaves[-1]
    start = line.position_x + fitted.indent - fitted.setting.lead(fitted.start)
    right = final.position_x + final.margin_width() + start - left
    slack = line.position_x + available_width - right + fitted.setting.trail(fitted.stop - 1)
    gains: Mapping[int, float] = {}
    if fitted.gaps and (slack < 0 or not fitted.last):
        gains = filled(fitted.gaps, fitted.start, fitted.stop, slack)
    _place(line, start - left, gains)
    if fitted.gaps:
        return 0.0
    line.width = right - line.position_x
    return float(_text_align(context, line, available_width, fitted.last))


def _leaves(box: Untyped) -> Iterator[Untyped]:
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            yield from _leaves(child)
        elif not isinstance(child, boxes.TextBox) or child.text:
            yield child


def _place(box: Untyped, shift: float, gains: Mapping[int, float]) -> tuple[float, float]:
    """Move and widen what is in a box; return how far its end has moved, and the gap after it."""
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        if isinstance(box, boxes.InlineBox):
            box.position_x += shift
        end, gap = shift, 0.0
        for child in box.children:
            if child.is_in_normal_flow():
                end, gap = _place(child, end + gap, gains)
        box.width += end - shift
        return end, gap
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
    else:
        box.translate(shift, 0)
    leaf = getattr(box, "leaf", None)
    if leaf is None or not gains:
        return shift, 0.0
    wider = _widened(box, leaf.first < leaf.stop, gains) if leaf.measured else 0.0
    return shift + wider, gains.get(leaf.after, 0.0)


def _widened(box: Untyped, has_gaps: bool, gains: Mapping[int, float]) -> float:  # noqa: FBT001
    """Give a text the gains of the gaps within it and return their sum."""
    if not has_gaps:
        return 0.0
    first = box.begin + 1
    own = {
        index: gains[first + index] for index in range(len(box.text) - 1) if first + index in gains
    }
    box.pango_layout.gains = own
    wider = sum(own.values())
    box.width += wider
    return wider
